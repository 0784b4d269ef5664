import { z } from 'zod'
import { correctionReply } from '../../contradictions/correction-reply.ts'
import { type FlagPage as FlagFacts, type FlagSide, flagPage } from '../../contradictions/flag-page.ts'
import { settleFlag, undoSettlement, VERDICT_WORDS } from '../../contradictions/flags.ts'
import { type FlagGroup, flagCounts, flagGroups } from '../../contradictions/queries.ts'
import { scan } from '../../contradictions/scan.ts'
import { type SettlementVerdict, tiers, verdicts } from '../../db/words.ts'
import { NotFound } from '../../lib/errors.ts'
import { aboutFlag } from '../about.ts'
import { type Answer, page, redirect } from '../answers.ts'
import {
  blankForm,
  choice,
  type FormPage,
  type FormState,
  formAgain,
  optionalWords,
  readForm,
} from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type ContradictionsPage = PageBase & {
  groups: FlagGroup[]
  counts: { open: number; settled: number }
  state: 'open' | 'settled'
  tier: string
  lastScan: string | null
  mayScan: boolean
}
export type FlagPage = FormPage & {
  flag: FlagFacts
  cards: { claim: object; evidence: object }
  verdicts: { value: SettlementVerdict; label: string; key: string }[]
  reply: string | null
  correct: { label: string; to: string; isPost: boolean } | null
  maySettle: boolean
}

const Settlement = z.object({
  verdict: choice(verdicts, 'one of the five verdicts'),
  reason: optionalWords('the reason'),
  scope: optionalWords('the scope'),
})

/** How much of the text around a quote is shown, in characters. */
const AROUND = 220

/** The ledger of contradictions, and settling them. */
export function contradictionRoutes(routes: Routes): void {
  routes.get('/staff/contradictions', 'see.staff', (ask) => {
    const state = ask.query.state === 'settled' ? 'settled' : 'open'
    const tier = tiers.find((known) => known === ask.query.tier)
    const productIds = ask.productIds
    return page('contradictions/index', {
      title: 'Contradictions',
      groups: flagGroups(ask.db, { productIds, state, ...(tier === undefined ? {} : { tier }) }),
      counts: flagCounts(ask.db, productIds),
      state,
      tier: tier ?? '',
      lastScan: lastScan(ask),
      mayScan: ask.may('scan'),
    })
  })

  routes.post('/staff/contradictions/scans', 'scan', (ask) => {
    const { scanned, flags } = scan(ask.db)
    const found =
      flags === 0
        ? 'no new contradiction'
        : flags === 1
          ? 'one new contradiction'
          : `${flags} new contradictions`
    return redirect('/staff/contradictions', `Compared ${scanned} texts again: ${found}.`)
  })

  routes.get('/staff/flags/:id', 'see', aboutFlag, (ask) => shown(ask, blankForm()))

  routes.post('/staff/flags/:id/settlement', 'settle', aboutFlag, (ask) => {
    const flagId = Number(ask.params.id)
    try {
      const value = readForm(Settlement, ask.body)
      settleFlag(ask.db, { flagId, ...value, by: ask.by })
      return redirect(`/staff/flags/${flagId}`, {
        text: `Settled: ${VERDICT_WORDS[value.verdict]}.`,
        undo: { action: `/staff/flags/${flagId}/settlement/removal` },
      })
    } catch (error) {
      return shown(ask, formAgain(ask.body, error), 422)
    }
  })

  routes.post('/staff/flags/:id/settlement/removal', 'settle', aboutFlag, (ask) => {
    undoSettlement(ask.db, { flagId: Number(ask.params.id), by: ask.by })
    return redirect(`/staff/flags/${ask.params.id}`, 'The contradiction is open again.')
  })
}

function shown(ask: Ask, form: FormState, status = 200): Answer {
  const flag = flagPage(ask.db, Number(ask.params.id))
  if (flag === undefined) throw new NotFound(`There is no contradiction ${ask.params.id}.`)
  const data: FlagPage = {
    title: `Contradiction: ${flag.evidence.title}`,
    form,
    flag,
    cards: { claim: card(flag.claim), evidence: card(flag.evidence) },
    verdicts: verdicts.map((value, place) => ({
      value,
      label: VERDICT_WORDS[value],
      key: String(place + 1),
    })),
    reply: replyFor(flag),
    correct: correctionOf(flag),
    maySettle: ask.may('settle', aboutFlag(ask)),
  }
  return page('contradictions/show', data, status)
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

function replyFor(flag: FlagFacts): string | null {
  if (flag.settlement === null || flag.claim.kind !== 'post') return null
  return correctionReply({
    verdict: flag.settlement.verdict,
    author: flag.claim.author,
    claim: flag.claim.quote,
    evidence: flag.evidence.quote,
    evidenceTitle: flag.evidence.title,
    url: flag.evidence.url,
    scope: flag.settlement.scope,
  })
}

/** Where the official side is put right: in the article, or by adopting the document first. */
function correctionOf(flag: FlagFacts): FlagPage['correct'] {
  const verdict = flag.settlement?.verdict
  if (verdict !== 'community-right' && verdict !== 'both-right') return null
  if (flag.evidence.kind === 'article')
    return { label: 'Correct the article', to: `${flag.evidence.staffUrl}/edit`, isPost: false }
  return {
    label: 'Adopt the document and correct it',
    to: `${flag.evidence.staffUrl}/adoption`,
    isPost: true,
  }
}

function lastScan(ask: Ask): string | null {
  const at = ask.db.$client
    .prepare(`SELECT max(at) FROM events WHERE subject = 'flag' AND verb = 'flagged'`)
    .pluck()
    .get() as string | null
  return at
}
