import { eq } from 'drizzle-orm'
import { z } from 'zod'
import {
  type OfficialSentence,
  officialSentences,
  type Pointed,
  raiseFlag,
  sentencesOfPost,
} from '../../../contradictions/by-hand.ts'
import { posts, threads } from '../../../db/schema.ts'
import { visibleText } from '../../../safety/visible.ts'
import { aboutPost } from '../../about.ts'
import { type Answer, page, redirect } from '../../answers.ts'
import {
  blankForm,
  type FormPage,
  type FormState,
  formAgain,
  optionalWords,
  readForm,
  words,
} from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'

export type ByHandPage = FormPage & {
  postId: number
  threadId: number
  threadTitle: string
  author: string | null
  words: string
  claims: Pointed[]
  officials: OfficialSentence[]
}

const Raised = z.object({
  claim: words('the sentence of the answer'),
  evidence: words('the official sentence'),
  reason: optionalWords('the reason'),
  q: optionalWords('the words', 500),
})

/** "This thread says otherwise": somebody who read both puts two sentences side by side. */
export function byHandRoutes(routes: Routes): void {
  routes.get('/staff/posts/:id/flags', 'report', aboutPost, (ask) => shown(ask, blankForm(), ask.query.q))

  routes.post('/staff/posts/:id/flags', 'report', aboutPost, (ask) => {
    try {
      const { claim, evidence, reason } = readForm(Raised, ask.body)
      const { flagId } = raiseFlag(ask.db, { claim, evidence, reason, by: ask.by })
      return redirect(`/staff/flags/${flagId}`, 'Raised. Whoever looks after the product settles it.')
    } catch (error) {
      const form = formAgain(ask.body, error)
      return shown(ask, form, form.values.q, 422)
    }
  })
}

function shown(ask: Ask, form: FormState, typed: string | undefined, status = 200): Answer {
  const postId = Number(ask.params.id)
  const { post, thread } = ask.db
    .select({ post: posts, thread: threads })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(posts.id, postId))
    .get()!
  const title = visibleText(ask.db, thread.title)
  const asked =
    (typed ?? '').slice(0, 500).trim() || `${title} ${visibleText(ask.db, post.body).slice(0, 300)}`
  const claims = sentencesOfPost(ask.db, postId)
  const data: ByHandPage = {
    title: 'Says otherwise',
    form,
    postId,
    threadId: thread.id,
    threadTitle: title,
    author: post.authorName,
    words: typed ?? '',
    claims,
    officials: officialSentences(ask.db, {
      words: asked,
      productId: thread.productId,
      limit: 12,
      // An article made from this very answer says the same.
      except: claims.map((claim) => claim.quote),
    }),
  }
  return page('contradictions/by-hand', data, status)
}
