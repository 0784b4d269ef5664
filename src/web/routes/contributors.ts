import { z } from 'zod'
import { type Erased, erasePosts, withdrawContributor } from '../../articles/erase.ts'
import { contributorForms } from '../../db/words.ts'
import { NotFound } from '../../lib/errors.ts'
import { type Contributor, contributors, nameContributor } from '../../safety/contributors.ts'
import { refreshIndex } from '../../search/staff.ts'
import { page, redirect } from '../answers.ts'
import { choice, id, optionalWords, readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Routes } from '../routes.ts'

export type ContributorsPage = PageBase & { words: string; found: Contributor[] }

const Wish = z.object({
  sourceId: id('a source'),
  name: words('a name', 200),
  form: choice(contributorForms, 'how to name them'),
  alias: optionalWords('the other name', 100),
  reason: optionalWords('the reason', 500),
})
const Erasure = z.object({ reason: words('why, and who asked for it', 500) })

/** How contributors are named, and erasing what somebody wrote. */
export function contributorRoutes(routes: Routes): void {
  routes.get('/staff/contributors', 'erase', (ask) => {
    const typed = (ask.query.q ?? '').slice(0, 200)
    return page('safety/contributors', {
      title: 'Contributors',
      words: typed,
      found: contributors(ask.db, typed),
    })
  })

  routes.post('/staff/contributors', 'erase', (ask) => {
    const { reason, ...value } = readForm(Wish, ask.body)
    const to = `/staff/contributors?q=${encodeURIComponent(value.form === 'withdrawn' ? '' : value.name)}`
    if (value.form !== 'withdrawn') {
      nameContributor(ask.db, { ...value, reason, by: ask.by })
      return redirect(to, 'Noted. Published pages follow at the next release.')
    }
    const done = withdrawContributor(ask.db, { ...value, reason, by: ask.by })
    refreshIndex(ask.db)
    const named = done.addresses.slice(0, 5).join(', ')
    const still = named === '' ? '' : ` The name stands in the address of article ${named}: change it there.`
    return redirect(to, `${erasedWords(done)}${still}`)
  })

  routes.post('/staff/posts/:id/erasure', 'erase', (ask) => {
    const postId = /^[1-9]\d{0,14}$/.test(ask.params.id ?? '') ? Number(ask.params.id) : 0
    const threadId = ask.db.$client.prepare('SELECT thread_id FROM posts WHERE id = ?').pluck().get(postId)
    if (threadId === undefined) throw new NotFound(`There is no post ${ask.params.id}.`)
    const done = erasePosts(ask.db, { postIds: [postId], ...readForm(Erasure, ask.body), by: ask.by })
    refreshIndex(ask.db)
    return redirect(`/staff/threads/${threadId}`, erasedWords(done))
  })
}

function erasedWords(done: Erased): string {
  const still =
    done.releases.length === 0
      ? 'Backups made before now still hold it.'
      : `Publish again; releases ${done.releases.slice(-5).join(', ')} and backups made before now still hold it.`
  return `Erased: ${done.posts} ${done.posts === 1 ? 'post' : 'posts'}, in ${done.versions} ${
    done.versions === 1 ? 'version' : 'versions'
  }. ${still}${gapWords(done.articles)}`
}

/** Which answers readers lose by it at the next release, so that somebody mends them before. */
function gapWords(numbers: number[]): string {
  if (numbers.length === 0) return ''
  const named = numbers.slice(0, 20).join(', ')
  const more = numbers.length > 20 ? ` and ${numbers.length - 20} more` : ''
  return ` What was live of ${numbers.length === 1 ? 'article' : 'articles'} ${named}${more} has gaps now: the next release leaves that out until an editor has written it anew.`
}
