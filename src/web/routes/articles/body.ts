import type { Db } from '../../../db/open.ts'
import type { SafeHtml } from '../../../lib/markdown.ts'
import { fitBody, type Picture } from '../../../publish/body.ts'

/**
 * A text as staff pages show it: as readers will see it, our pictures and files from where staff find them, other
 * images as links, links to elsewhere kept.
 */
export function bodyHtml(db: Db, html: SafeHtml | undefined, headingLevel = 3): SafeHtml {
  if (html === undefined) return '' as SafeHtml
  return fitBody(html, {
    headingLevel,
    hasSteps: false,
    title: '',
    link: (href) => {
      if (href.startsWith('/media/')) return `/staff${href}`
      return /^(?:https?:|mailto:)/i.test(href) ? href : null
    },
    picture: (name) => pictureNamed(db, name),
  })
}

function pictureNamed(db: Db, name: string): Picture | undefined {
  const size = db.$client.prepare('SELECT width, height FROM media WHERE name = ?').get(name) as
    | { width: number; height: number }
    | undefined
  return size === undefined ? undefined : { src: `/staff/media/${name}`, ...size }
}
