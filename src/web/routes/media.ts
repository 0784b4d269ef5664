import {
  isPicture,
  type MediumRow,
  type MediumUse,
  mediaList,
  mediumNamed,
  usesOf,
} from '../../articles/media.ts'
import { page, raw } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type MediaPage = PageBase & {
  media: (MediumRow & { isPicture: boolean; usedIn: MediumUse[] })[]
  total: number
  size: number
  from: number
  previous: string
  next: string
}

const PER_PAGE = 24

/** The pictures and files of all articles: each as it is, and the list of them with where they are used. */
export function mediaListRoutes(routes: Routes): void {
  routes.get('/staff/media', 'see.staff', (ask) => page('media/index', mediaPage(ask)))

  routes.get('/staff/media/:name', 'see.staff', (ask) => {
    const medium = mediumNamed(ask.db, ask.params.name ?? '')
    return raw((response) => {
      response
        .set('Cache-Control', 'private, max-age=31536000, immutable')
        .set('Content-Security-Policy', "default-src 'none'; sandbox")
        .type(medium.type)
      // What is not a picture is saved rather than opened here.
      if (!isPicture(medium.type)) response.attachment(medium.fileName)
      response.type(medium.type).send(medium.bytes)
    })
  })
}

function mediaPage(ask: Ask): MediaPage {
  const { total, size } = ask.db.$client
    .prepare('SELECT count(*) AS total, coalesce(sum(size), 0) AS size FROM media')
    .get() as { total: number; size: number }
  const from = /^\d{1,7}$/.test(ask.query.from ?? '') ? Number(ask.query.from) : 0
  const rows = mediaList(ask.db, { limit: PER_PAGE, offset: from })
  return {
    title: 'Pictures and files',
    media: rows.map((row) => ({ ...row, isPicture: isPicture(row.type), usedIn: usesOf(ask.db, row.id) })),
    total,
    size,
    from,
    previous: from > 0 ? `/staff/media?from=${Math.max(0, from - PER_PAGE)}` : '',
    next: from + PER_PAGE < total ? `/staff/media?from=${from + PER_PAGE}` : '',
  }
}
