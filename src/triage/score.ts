import type { Resolver } from '../db/words.ts'

/** What is known of how much a thread is needed. */
export type Demand = {
  views: number
  replies: number
  /** Threads that ask the same, this one included. */
  repeats: number
  /** Cases that ask the same or link here. */
  linkedCases: number
  /** Searches that found nothing and whose words this thread has. */
  failedSearches: number
  /** When it was asked, ISO 8601. */
  askedAt: string
  resolution: 'marked' | 'closed' | 'unknown'
  resolvedBy: Resolver | null
  answerVotes: number
  isAnswerByStaff: boolean
  /** Of the source and the product; 1 is neutral. */
  weight: number
}

/** A score from 0 to 100, how many people are estimated to ask, and the words that explain both. */
export type Score = { score: number; asks: number; reasons: string[] }

/** The most points each part can bring; together 100. */
export const POINTS = {
  views: 24,
  replies: 6,
  repeats: 26,
  cases: 12,
  searches: 12,
  age: 6,
  answer: 14,
} as const

/** Roughly one in so many viewers has the question; the rest pass by. */
const VIEWS_PER_ASKER = 50

/** How much an article is needed. Parts grow with the logarithm, so that one viral thread does not hide all others. */
export function scoreOf(demand: Demand, now: string): Score {
  const years = Math.max(0, (Date.parse(now) - Date.parse(demand.askedAt)) / (365.25 * 86_400_000)) || 0
  const parts = [
    POINTS.views * logShare(demand.views, 100_000),
    POINTS.replies * logShare(demand.replies, 50),
    POINTS.repeats * logShare(demand.repeats - 1, 63),
    POINTS.cases * logShare(demand.linkedCases, 15),
    POINTS.searches * logShare(demand.failedSearches, 50),
    POINTS.age * 0.5 ** (years / 2),
    POINTS.answer * sureness(demand),
  ]
  const sum = parts.reduce((total, part) => total + part, 0) * demand.weight
  const asks =
    (demand.repeats + demand.linkedCases + demand.failedSearches + demand.views / VIEWS_PER_ASKER) *
    demand.weight
  return {
    score: Math.round(Math.min(100, Math.max(0, sum)) * 10) / 10,
    asks: Math.round(asks * 10) / 10,
    reasons: reasonsOf(demand, years),
  }
}

function logShare(value: number, full: number): number {
  return Math.min(1, Math.log1p(Math.max(0, value)) / Math.log1p(full))
}

/** 0 to 1: who says that the answer is right, how many agree, and whether it comes from the company. */
function sureness(demand: Demand): number {
  const marks: Record<Resolver, number> = { asker: 0.6, staff: 0.7, 'third-party': 0.45, unknown: 0.4 }
  const kinds = { marked: marks[demand.resolvedBy ?? 'unknown'], closed: 0.3, unknown: 0 }
  const votes = 0.2 * logShare(demand.answerVotes, 20)
  return Math.min(1, kinds[demand.resolution] + votes + (demand.isAnswerByStaff ? 0.2 : 0))
}

function reasonsOf(demand: Demand, years: number): string[] {
  const answeredBy: Record<Resolver, string> = {
    asker: 'answer marked by the asker',
    staff: 'answer marked by staff',
    'third-party': 'answer marked by somebody else',
    unknown: 'answer marked',
  }
  const reasons: (string | false)[] = [
    demand.repeats > 1 && `asked ${demand.repeats.toLocaleString('en')} times`,
    demand.linkedCases > 0 && counted(demand.linkedCases, 'linked case'),
    demand.failedSearches > 0 && `${counted(demand.failedSearches, 'search', 'searches')} found nothing`,
    demand.views > 0 && counted(demand.views, 'view'),
    demand.replies > 0 && counted(demand.replies, 'reply', 'replies'),
    demand.resolution === 'marked' && answeredBy[demand.resolvedBy ?? 'unknown'],
    demand.resolution === 'closed' && 'closed, nobody marked an answer',
    demand.isAnswerByStaff && 'answered by staff',
    demand.answerVotes > 0 && `${counted(demand.answerVotes, 'vote')} for the answer`,
    years >= 2 && `asked ${Math.floor(years)} years ago`,
    demand.weight !== 1 && `weighted × ${demand.weight}`,
  ]
  return reasons.filter((reason) => reason !== false)
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}
