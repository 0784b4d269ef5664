import { z } from 'zod'
import {
  type Change,
  changeRequest,
  proposedChange,
  visibleQuotes,
  writeChange,
} from '../../../contradictions/change.ts'
import { correctionReply } from '../../../contradictions/correction-reply.ts'
import { type FlagPage as FlagFacts, type FlagSide, flagPage } from '../../../contradictions/flag-page.ts'
import {
  getFlag,
  ownVerdictWords,
  settleFlag,
  undoSettlement,
  VERDICT_WORDS,
} from '../../../contradictions/flags.ts'
import { inTransaction } from '../../../db/open.ts'
import { type SettlementVerdict, verdicts } from '../../../db/words.ts'
import { NotFound } from '../../../lib/errors.ts'
import { addressOf, articlePath } from '../../../publish/addresses.ts'
import { aboutFlag } from '../../about.ts'
import { type Answer, page, redirect } from '../../answers.ts'
import {
  blankForm,
  choice,
  type FormPage,
  type FormState,
  formAgain,
  optionalWords,
  readForm,
} from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'

export type FlagPage = FormPage & {
  flag: FlagFacts
  cards: { claim: object; evidence: object }
  verdicts: { value: SettlementVerdict; label: string; key: string }[]
  /** The verdict that holds, in words. */
  settled: string
  /** What the verdict would write, or is about to, with the text it concerns; null when no text of ours changes. */
  change: { sentence: string; title: string; isDocument: boolean } | null
  request: string | null
  reply: string | null
  maySettle: boolean
  mayWrite: boolean
}

const Settlement = z.object({
  verdict: choice(verdicts, 'one of the five verdicts'),
  reason: optionalWords('the reason'),
  scope: optionalWords('the scope'),
  sentence: optionalWords('the sentence'),
})
const NewSentence = z.object({ sentence: optionalWords('the sentence') })

/** How much of the text around a quote is shown, in characters. */
const AROUND = 220

/** A flag, settling it, and what that writes. */
export function flagRoutes(routes: Routes): void {
  routes.get('/staff/flags/:id', 'see', aboutFlag, (ask) => shown(ask, blankForm()))

  routes.post('/staff/flags/:id/settlement', 'settle', aboutFlag, (ask) => {
    const flagId = Number(ask.params.id)
    try {
      const { sentence, ...value } = readForm(Settlement, ask.body)
      const written = inTransaction(ask.db, () => {
        settleFlag(ask.db, { flagId, ...value, by: ask.by })
        const due = changeOf(ask, flagOf(ask))
        if (due?.side.kind !== 'article' || !mayWrite(ask, due.side)) return undefined
        return writeChange(ask.db, { flagId, sentence, by: ask.by })
      })
      const then = written
        ? ` Version ${written.version} of article ${written.number} waits with the change.`
        : ''
      return redirect(`/staff/flags/${flagId}`, {
        text: `Settled: ${wordsFor(flagOf(ask))[value.verdict]}.${then}`,
        undo: { action: `/staff/flags/${flagId}/settlement/removal` },
      })
    } catch (error) {
      return shown(ask, formAgain(ask.body, error), 422)
    }
  })

  routes.post('/staff/flags/:id/settlement/removal', 'settle', aboutFlag, (ask) => {
    const flagId = Number(ask.params.id)
    const written = flagOf(ask).settlement?.written
    undoSettlement(ask.db, { flagId, by: ask.by })
    const stays = written
      ? ` Version ${written.version} of article ${written.article} stays; restore an earlier one if it should not.`
      : ''
    return redirect(`/staff/flags/${flagId}`, `The contradiction is open again.${stays}`)
  })

  routes.post('/staff/flags/:id/change', 'settle', aboutFlag, (ask) => {
    const flagId = Number(ask.params.id)
    try {
      ask.must('save', aboutFlag(ask))
      if (changeOf(ask, flagOf(ask))?.side.kind === 'document') ask.must('adopt', aboutFlag(ask))
      const { sentence } = readForm(NewSentence, ask.body)
      const saved = writeChange(ask.db, { flagId, sentence, by: ask.by })
      return redirect(
        `/staff/articles/${saved.number}`,
        `Version ${saved.version} is a draft with the change. The live version stays until this one is validated and published.`,
      )
    } catch (error) {
      return shown(ask, formAgain(ask.body, error), 422)
    }
  })
}

function shown(ask: Ask, form: FormState, status = 200): Answer {
  const flag = flagOf(ask)
  const due = changeOf(ask, flag)
  const words = wordsFor(flag)
  const data: FlagPage = {
    title: `Contradiction: ${flag.evidence.title}`,
    form,
    flag,
    cards: { claim: card(flag.claim), evidence: card(flag.evidence) },
    verdicts: verdicts
      .filter((value) => flag.claim.kind === 'post' || value !== 'superseded')
      .map((value, place) => ({ value, label: words[value], key: String(place + 1) })),
    settled: flag.settlement === null ? '' : words[flag.settlement.verdict],
    change:
      due === null
        ? null
        : { sentence: due.change.sentence, title: due.side.title, isDocument: due.side.kind === 'document' },
    request: requestFor(flag, due),
    reply: replyFor(ask, flag),
    maySettle: ask.may('settle', aboutFlag(ask)),
    mayWrite: due !== null && mayWrite(ask, due.side),
  }
  return page('contradictions/show', data, status)
}

function wordsFor(flag: FlagFacts): Record<SettlementVerdict, string> {
  return flag.claim.kind === 'post' ? VERDICT_WORDS : ownVerdictWords(flag)
}

/** What the settlement writes, and where; before it is settled, what "the community is right" would write. */
function changeOf(ask: Ask, flag: FlagFacts): { change: Change; side: FlagSide } | null {
  const { verdict, scope } = flag.settlement ?? { verdict: 'community-right' as const, scope: '' }
  const change = proposedChange(visibleQuotes(ask.db, getFlag(ask.db, flag.flagId)), verdict, scope)
  return change === null ? null : { change, side: flag[change.side] }
}

function flagOf(ask: Ask): FlagFacts {
  const flag = flagPage(ask.db, Number(ask.params.id))
  if (flag === undefined) throw new NotFound(`There is no contradiction ${ask.params.id}.`)
  return flag
}

function mayWrite(ask: Ask, side: FlagSide): boolean {
  const about = aboutFlag(ask)
  return ask.may('save', about) && (side.kind !== 'document' || ask.may('adopt', about))
}

function card(side: FlagSide): object {
  const votes = side.score === null || side.score === 0 ? [] : [`${side.score} votes`]
  return {
    side: side.authority,
    who: side.author ?? side.source,
    at: side.at ?? '',
    source: side.title,
    to: side.staffUrl,
    chips: [
      ...(side.owner === null ? [] : [{ label: `Owner: ${side.owner}`, tone: 'neutral', icon: 'user' }]),
      ...(side.isAccepted ? [{ label: 'Accepted answer', tone: 'settled' }] : []),
      ...side.scope,
      ...votes,
    ],
    before: lastPart(side.before),
    quote: side.quote,
    after: firstPart(side.after),
  }
}

/** What stands before the quote in its own paragraph. */
function lastPart(text: string): string {
  const part = text.slice(text.lastIndexOf('\n\n') + 1).trim()
  return part.length > AROUND ? `…${part.slice(-AROUND)}` : part
}

/** What stands after the quote in its own paragraph. */
function firstPart(text: string): string {
  const end = text.indexOf('\n\n')
  const part = (end === -1 ? text : text.slice(0, end)).trim()
  return part.length > AROUND ? `${part.slice(0, AROUND)}…` : part
}

function replyFor(ask: Ask, flag: FlagFacts): string | null {
  if (flag.settlement === null || flag.claim.kind !== 'post') return null
  return correctionReply({
    verdict: flag.settlement.verdict,
    author: flag.claim.author,
    claim: flag.claim.quote,
    evidence: flag.evidence.quote,
    evidenceTitle: flag.evidence.title,
    url: flag.evidence.url ?? publicAddress(ask, flag),
    scope: flag.settlement.scope,
  })
}

/** Where customers read the article, once it is published. */
function publicAddress(ask: Ask, flag: FlagFacts): string | null {
  if (flag.evidence.slug === null) return null
  const site = ask.config.siteUrl ?? `${ask.request.protocol}://${ask.request.get('host') ?? 'localhost'}`
  return `${site.replace(/\/$/, '')}/${addressOf(articlePath(flag.evidence.slug))}`
}

function requestFor(flag: FlagFacts, due: ReturnType<typeof changeOf>): string | null {
  if (flag.settlement === null || due?.side.kind !== 'document') return null
  const right = due.change.side === 'claim' ? flag.evidence : flag.claim
  return changeRequest({
    wrong: due.side,
    right: { ...right, isOurs: flag.claim.kind !== 'post' },
    verdict: flag.settlement.verdict,
    sentence: due.change.sentence,
    reason: flag.settlement.reason,
  })
}
