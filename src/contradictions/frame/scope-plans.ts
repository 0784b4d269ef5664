import { stem, table } from '../../lib/words.ts'
import { prepositions } from './grammar.ts'
import { list, type ScopeReading, take } from './scopes.ts'
import type { Token } from './tokens.ts'

const planNames = list(
  'free basic standard starter plus pro professional premium team teams business enterprise personal individual trial community essentials essential growth scale developer advanced ultimate unlimited hobby student education nonprofit lite light gold silver bronze platinum family solo core home small medium large corporate agency startup freemium paid legacy annual monthly yearly weekly lifetime',
)

const planNouns = list(
  'plan plans tier tiers edition editions account accounts subscription subscriptions subscriber subscribers licence license licences licenses customer customers package packages version member members membership workspace workspaces user users folks guys people',
)

const strictPlanNouns = list(
  'tariff tariffs trim plan plans tier tiers edition editions subscription subscriptions subscriber subscribers licence license package packages',
)

const notPlanUnlessStrict = list(
  'free standard personal individual community light small medium large core home legacy paid annual monthly basic advanced unlimited student family team teams developer scale growth trial business yearly weekly lifetime',
)

export function readPlan(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    /^(?:plans?|tiers?|editions?|subscriptions?|packages?|tariffs?|trims?)$/.test(token.lower) &&
    (/^(?:all|any|every|each)$/.test(tokens[index - 1]?.lower ?? '') ||
      tokens.slice(Math.max(0, index - 3), index).some((lead) => lead.lower === 'none'))
  ) {
    reading.scope.plans.push('*')
    take(reading, index)
  }
  if (!planNames.has(token.lower)) {
    if (!token.proper || token.kind !== 'word' || !strictPlanNouns.has(next?.lower ?? '')) return
    reading.scope.plans.push(token.lower)
    take(reading, index)
    take(reading, index + 1)
    return
  }
  const lacking = tokens[index - 1]?.lower === 'without' ? 'without ' : ''
  const name = `${lacking}${planAlias[token.lower] ?? token.lower}`
  let noun = next?.lower ?? ''
  let at = index + 1
  if (next?.text === ',' || noun === 'and' || noun === 'or' || noun === '/') {
    const following = tokens.slice(index + 1, index + 7).findIndex((item) => strictPlanNouns.has(item.lower))
    const onlyNames =
      following > 0 &&
      tokens
        .slice(index + 1, index + 1 + following)
        .every((item) => planNames.has(item.lower) || /^(?:,|and|or|\/|the)$/.test(item.lower))
    if (onlyNames) {
      reading.scope.plans.push(name)
      take(reading, index)
      return
    }
  }
  if (/^(?:cloud|self)$/.test(noun)) noun = tokens[++at]?.lower ?? ''
  const strict =
    strictPlanNouns.has(noun) ||
    (planNouns.has(noun) &&
      (!notPlanUnlessStrict.has(token.lower) ||
        token.proper ||
        (noun.startsWith('account') && !/^(?:personal|legacy|standard|individual)$/.test(token.lower))))
  const before = tokens[index - 1]?.lower ?? ''
  const alone =
    token.proper &&
    /^(?:on|with|without|in|for|to|including|have|and|or|,|the|is|are|than)$/.test(before) &&
    (!next ||
      next.kind === 'mark' ||
      prepositions.has(noun) ||
      /^(?:you|we|and|or|is|are|can|only|users?|customers?|get|gets|it|if|but)$/.test(noun))
  if (!strict && !alone) return
  reading.scope.plans.push(name)
  take(reading, index)
  if (strict) take(reading, at)
}

const planAlias = table<string>({
  yearly: 'annual',
  professional: 'pro',
  teams: 'team',
  essentials: 'essential',
  freemium: 'free',
})

export const roleNames = new Map<string, string>(
  Object.entries({
    admin: 'admin',
    administrator: 'admin',
    owner: 'owner',
    member: 'member',
    guest: 'guest',
    agent: 'agent',
    supervisor: 'supervisor',
    editor: 'editor',
    viewer: 'viewer',
    manager: 'manager',
    moderator: 'moderator',
    contributor: 'contributor',
    reviewer: 'reviewer',
    student: 'student',
    teacher: 'teacher',
    parent: 'parent',
    buyer: 'buyer',
    seller: 'seller',
    customer: 'customer',
    subscriber: 'subscriber',
    collaborator: 'collaborator',
    approver: 'approver',
    employee: 'employee',
    contractor: 'contractor',
    attendee: 'attendee',
    organizer: 'organizer',
    organiser: 'organizer',
    publisher: 'publisher',
    superuser: 'superuser',
    operator: 'operator',
    maintainer: 'maintainer',
    technician: 'technician',
    reseller: 'reseller',
    partner: 'partner',
    visitor: 'visitor',
    host: 'host',
    instructor: 'instructor',
    cashier: 'cashier',
    driver: 'driver',
    author: 'author',
    analyst: 'analyst',
    nurse: 'nurse',
    doctor: 'doctor',
    pharmacist: 'pharmacist',
    trainer: 'trainer',
    lead: 'lead',
  }).map(([name, role]) => [stem(name), role]),
)

export function readRole(
  tokens: readonly Token[],
  index: number,
  subjectEnd: number,
  reading: ScopeReading,
): void {
  const token = tokens[index]!
  const plainUser =
    token.stem === 'user' &&
    /^(?:normal|regular|ordinary|standard|basic)$/.test(tokens[index - 1]?.lower ?? '')
  const role = plainUser ? 'user' : token.kind === 'word' ? roleNames.get(token.stem) : undefined
  if (!role) return
  const before = tokens[index - 1]?.lower ?? ''
  const beforeThat = tokens[index - 2]?.lower ?? ''
  const next = tokens[index + 1]?.lower ?? ''
  const noun = /^(?:users?|accounts?|role|rights|permissions?)$/.test(next)
  const asSubject =
    index < subjectEnd &&
    !(
      tokens[index + 1]?.kind === 'word' &&
      !noun &&
      index + 1 < subjectEnd &&
      !/^(?:and|or|with|on|in|of|who|also|only|can|,)$/.test(next)
    )
  const as =
    before === 'as' ||
    (/^an?$/.test(beforeThat) && tokens[index - 3]?.lower === 'as') ||
    (/^an?$/.test(before) && beforeThat === 'as') ||
    ((before === 'by' || before === 'for') && !noun) ||
    (/^(?:an?|the|any|all)$/.test(before) &&
      (beforeThat === 'by' ||
        beforeThat === 'be' ||
        beforeThat === 'are' ||
        beforeThat === 'you' ||
        beforeThat === 'for'))
  if (asSubject || as) reading.scope.roles.push(role)
}
