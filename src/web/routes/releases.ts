import { z } from 'zod'
import type { HeldBack } from '../../publish/choice.ts'
import type { ReleaseDiff } from '../../publish/manifest.ts'
import { publish, releaseDiff, rollback } from '../../publish/publish.ts'
import {
  type NextRelease,
  nextRelease,
  type ReleaseRow,
  releaseList,
  releaseNumbered,
} from '../../publish/queries.ts'
import { isPage } from '../../publish/release-files.ts'
import { afterPublish } from '../after-publish.ts'
import { page, redirect } from '../answers.ts'
import { id, readForm } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type ReleasesPage = PageBase & { rows: ReleaseRow[] }
export type NextReleasePage = PageBase & { next: NextRelease }
export type ReleasePage = PageBase & {
  release: ReleaseRow & { heldBackList: HeldBack[] }
  /** The kept releases it can be compared with, and what differs from the one chosen: pages and other files. */
  others: number[]
  from: number | null
  diff: { pages: ReleaseDiff; files: number } | null
}

/** How many releases the list shows. */
const LISTED = 50

const Rollback = z.object({ release: id('a release') })

/** Builds of the site: what the next would bring, what each brought and held back, and the way back to a kept one. */
export function releaseRoutes(routes: Routes): void {
  routes.get('/staff/releases', 'publish.site', (ask) =>
    page('releases/index', {
      title: 'Releases',
      rows: releaseList(ask.db, { dataDir: ask.config.dataDir, limit: LISTED }),
    }),
  )

  routes.post('/staff/releases', 'publish.site', async (ask) => {
    const result = await publish(ask.db, { ...siteOf(ask), by: ask.by })
    afterPublish(ask.db)
    const held = result.heldBack.length
    const more =
      held === 0
        ? ''
        : ` ${held === 1 ? 'One article was' : `${held} articles were`} held back or listed; see Releases.`
    const says = `Release ${result.release}: ${result.added} pages added, ${result.changed} changed, ${result.removed} removed.${more}`
    return redirect('/staff', says)
  })

  routes.get('/staff/releases/next', 'publish.site', (ask) =>
    page('releases/next', { title: 'The next release', next: nextRelease(ask.db, siteOf(ask)) }),
  )

  routes.get('/staff/releases/:number', 'publish.site', (ask) => page('releases/show', releasePage(ask)))

  routes.post('/staff/releases/rollback', 'publish.site', (ask) => {
    const { release } = readForm(Rollback, ask.body)
    rollback(ask.db, { dataDir: ask.config.dataDir, release, by: ask.by })
    return redirect('/staff/releases', `Readers see release ${release} again.`)
  })
}

function siteOf(ask: Ask) {
  const { dataDir, siteUrl, feedbackUrl } = ask.config
  return { dataDir, siteUrl, feedbackUrl }
}

function releasePage(ask: Ask): ReleasePage {
  const { dataDir } = ask.config
  const release = releaseNumbered(ask.db, { dataDir, number: Number(ask.params.number) })
  const kept = releaseList(ask.db, { dataDir, limit: LISTED }).filter((row) => row.isKept)
  const others = kept.map((row) => row.number).filter((number) => number !== release.number)
  const wished = Number(ask.query.from)
  const before = others.find((number) => number < release.number) ?? null
  const from = others.includes(wished) ? wished : before
  return {
    title: `Release ${release.number}`,
    release,
    others,
    from,
    diff: from === null || !release.isKept ? null : diffOf(dataDir, from, release.number),
  }
}

function diffOf(dataDir: string, from: number, to: number): ReleasePage['diff'] {
  const all = releaseDiff({ dataDir, from, to })
  const pages = {
    added: all.added.filter(isPage),
    changed: all.changed.filter(isPage),
    removed: all.removed.filter(isPage),
    unchanged: all.unchanged,
  }
  const count = (diff: ReleaseDiff) => diff.added.length + diff.changed.length + diff.removed.length
  return { pages, files: count(all) - count(pages) }
}
