import { renderedHtml } from '../../db/renderings.ts'
import { sha256 } from '../../lib/hash.ts'
import type { SafeHtml } from '../../lib/markdown.ts'
import { authorReader } from '../../safety/contributors.ts'
import { visibleText } from '../../safety/visible.ts'
import { type CandidateFacts, candidateFacts } from '../../triage/candidate-page.ts'
import { alsoAsking } from '../../triage/prefill-candidate.ts'
import { listUsers } from '../people.ts'
import type { Ask } from '../routes.ts'
import { bodyHtml } from './articles/body.ts'

/** The candidate in the reading pane. */
export type Reading = {
  facts: Omit<CandidateFacts, 'posts'>
  posts: (Omit<CandidateFacts['posts'][number], 'body'> & { textHtml: SafeHtml })[]
  title: string
  people: { id: number; name: string }[]
  /** How many others that ask the same would become part of the article. */
  alsoAsking: number
  may: {
    promote: boolean
    dismiss: boolean
    merge: boolean
    assign: boolean
    overrule: boolean
    cluster: boolean
  }
}
/** Everything the reading pane shows of a candidate. */
export async function readingOf(ask: Ask, candidateId: number): Promise<Reading> {
  const { posts, ...facts } = candidateFacts(ask.db, candidateId)
  const standing = posts.filter((post) => post.removedAt === null)
  const ordered = [...standing].sort((a, b) => rank(b) - rank(a) || a.position - b.position)
  const bodies = ordered.map((post) => visibleText(ask.db, post.body, post.textHash))
  const html = await renderedHtml(ask.db, bodies)
  const shownAuthor = authorReader(ask.db)
  const about = { productId: facts.thread.productId }
  return {
    facts,
    posts: ordered.map(({ body: _, ...post }, place) => ({
      ...post,
      authorName: shownAuthor(facts.thread.sourceId, post.authorName),
      textHtml: bodyHtml(ask.db, html.get(sha256(bodies[place]!)), 4),
    })),
    title: visibleText(ask.db, facts.thread.title),
    people: assignees(ask),
    alsoAsking: alsoAsking(ask.db, facts.candidate).length,
    may: {
      promote: ask.may('promote', about),
      dismiss: ask.may('dismiss', about),
      merge: ask.may('merge', about),
      assign: ask.may('assign', about),
      overrule: ask.may('override.safety', about),
      cluster: ask.may('merge', about),
    },
  }
}

/** The question first, then the marked answer, then the other answers, then the rest. */
function rank(post: CandidateFacts['posts'][number]): number {
  if (post.position === 0) return 3
  if (post.isAccepted) return 2
  return post.nature === 'answer' ? 1 : 0
}

/** Whom work can be given to: everybody but agents. */
export function assignees(ask: Ask): Reading['people'] {
  return listUsers(ask.db).flatMap((user) =>
    user.disabledAt === null && user.role !== 'agent' ? [{ id: user.id, name: user.displayName }] : [],
  )
}
