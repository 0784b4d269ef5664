import type { assignmentKinds, Role } from '../db/words.ts'
import { roles } from '../db/words.ts'

export type AssignmentKind = (typeof assignmentKinds)[number]

/** Somebody who is logged in, with what decides who may do what. */
export type Person = {
  id: number
  name: string
  displayName: string
  role: Role
  /** Only the products the person is assigned to, instead of all. */
  isLimited: boolean
  mustChangePassword: boolean
  assignments: { productId: number; kind: AssignmentKind }[]
}

/** What an act is about; `productId: null` is a thing that belongs to no product. */
export type About = { productId: number | null; isGoverned?: boolean }

/**
 * `everybody`: no login needed. `self`: any product or none, limited people too (lists are narrowed by their query).
 * `whole`: concerns everything at once, so never for limited people. `product`: judged for one product.
 */
type Reach = 'everybody' | 'self' | 'whole' | 'product'
type Rule = { reach: Reach; from: Role; also?: readonly AssignmentKind[] }

/** Role × verb, the one table: the least role that may, and the assignments that give it for their product. */
const TABLE = {
  anyone: { reach: 'everybody', from: 'agent' },
  'see.staff': { reach: 'self', from: 'agent' },

  see: { reach: 'product', from: 'agent' },
  link: { reach: 'product', from: 'agent' },
  report: { reach: 'product', from: 'agent' },
  'see.original': { reach: 'product', from: 'publisher' },

  import: { reach: 'product', from: 'editor' },
  adopt: { reach: 'product', from: 'editor', also: ['owner'] },
  promote: { reach: 'product', from: 'contributor' },
  assign: { reach: 'product', from: 'editor', also: ['owner', 'coach'] },
  dismiss: { reach: 'product', from: 'editor', also: ['owner'] },
  merge: { reach: 'product', from: 'editor' },

  save: { reach: 'product', from: 'contributor', also: ['owner'] },
  review: { reach: 'product', from: 'editor', also: ['owner', 'coach'] },
  validate: { reach: 'product', from: 'editor', also: ['owner'] },
  'publish.article': { reach: 'product', from: 'publisher', also: ['owner'] },
  archive: { reach: 'product', from: 'editor', also: ['owner'] },
  settle: { reach: 'product', from: 'editor', also: ['owner'] },
  redact: { reach: 'product', from: 'editor' },
  'override.safety': { reach: 'product', from: 'publisher' },

  scan: { reach: 'whole', from: 'editor' },
  'best-bets': { reach: 'whole', from: 'editor' },
  'publish.site': { reach: 'whole', from: 'publisher' },
  erase: { reach: 'whole', from: 'admin' },
  'admin.products': { reach: 'whole', from: 'admin' },
  'admin.sources': { reach: 'whole', from: 'admin' },
  'admin.users': { reach: 'whole', from: 'admin' },
  'admin.settings': { reach: 'whole', from: 'admin' },
  'admin.audit': { reach: 'whole', from: 'admin' },
} as const satisfies Record<string, Rule>

export type Verb = keyof typeof TABLE
/** Verbs that are judged for one product; a route with one of them has to say what it is about. */
export type ProductVerb = { [V in Verb]: (typeof TABLE)[V]['reach'] extends 'product' ? V : never }[Verb]
export type OtherVerb = Exclude<Verb, ProductVerb>

export const verbs = Object.keys(TABLE) as Verb[]

/** What changes an article that only few may change; owners of its product and publishers keep it. */
const GOVERNED: readonly Verb[] = ['save', 'merge', 'validate', 'archive']

/**
 * Whether a person may do this, and to this. Without `about`, a product verb asks "to anything at all?": enough to
 * decide whether a menu shows it, never enough to do it.
 */
export function may(person: Person | null, verb: Verb, about?: About): boolean {
  const rule: Rule = TABLE[verb]
  if (rule.reach === 'everybody') return true
  if (person === null) return false
  const holdsRole = rank(person.role) >= rank(rule.from)
  if (rule.reach === 'self') return holdsRole
  if (rule.reach === 'whole') return holdsRole && !person.isLimited
  if (about === undefined) {
    return (
      person.assignments.some(({ productId }) => may(person, verb, { productId })) || mayOutside(person, rule)
    )
  }
  const kinds = person.assignments.filter((one) => one.productId === about.productId).map((one) => one.kind)
  if (person.isLimited && kinds.length === 0) return false
  const isOwner = kinds.includes('owner')
  if (about.isGoverned && GOVERNED.includes(verb) && !isOwner && rank(person.role) < rank('publisher'))
    return false
  return holdsRole || kinds.some((kind) => rule.also?.includes(kind))
}

/** The products a person may see: null = all of them. */
export function visibleProducts(person: Person): number[] | null {
  return person.isLimited ? [...new Set(person.assignments.map((one) => one.productId))] : null
}

/** The verb's least role, its reach and the assignments that give it, for the page of roles and the test. */
export function ruleOf(verb: Verb): Rule {
  return TABLE[verb]
}

function mayOutside(person: Person, rule: Rule): boolean {
  return !person.isLimited && rank(person.role) >= rank(rule.from)
}

function rank(role: Role): number {
  return roles.indexOf(role)
}
