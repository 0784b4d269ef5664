import { describe, expect, test } from 'vitest'
import { type Role, roles } from '../../src/db/words.ts'
import { may, type Person, ruleOf, type Verb, verbs, visibleProducts } from '../../src/web/actor.ts'

const person = (role: Role, more: Partial<Person> = {}): Person => ({
  id: 1,
  name: role,
  displayName: role,
  role,
  isLimited: false,
  mustChangePassword: false,
  assignments: [],
  ...more,
})
const FIELDBOOK = { productId: 1 }
const CLOUD = { productId: 2 }

test('the whole table of roles and verbs', () => {
  const sign = (one: Person, verb: Verb) => (may(one, verb, FIELDBOOK) ? '●' : '·')
  const assigned = (kind: 'owner' | 'coach' | 'member') =>
    person('agent', { assignments: [{ ...FIELDBOOK, kind }] })
  const columns = [
    ...roles.map((role) => person(role)),
    assigned('owner'),
    assigned('coach'),
    assigned('member'),
  ]
  const lines = verbs.map((verb) => `${verb.padEnd(16)} ${columns.map((one) => sign(one, verb)).join(' ')}`)

  expect(
    `\n${[`${''.padEnd(16)} a c e p A  owner coach member`, ...lines].join('\n')}\n`,
  ).toMatchInlineSnapshot(`
    "
                     a c e p A  owner coach member
    anyone           ● ● ● ● ● ● ● ●
    see.staff        ● ● ● ● ● ● ● ●
    see              ● ● ● ● ● ● ● ●
    link             ● ● ● ● ● ● ● ●
    report           ● ● ● ● ● ● ● ●
    see.original     · · · ● ● · · ·
    import           · · ● ● ● · · ·
    adopt            · · ● ● ● ● · ·
    promote          · ● ● ● ● · · ·
    assign           · · ● ● ● ● ● ·
    dismiss          · · ● ● ● ● · ·
    merge            · · ● ● ● · · ·
    save             · ● ● ● ● ● · ·
    review           · · ● ● ● ● ● ·
    validate         · · ● ● ● ● · ·
    publish.article  · · · ● ● ● · ·
    archive          · · ● ● ● ● · ·
    settle           · · ● ● ● ● · ·
    redact           · · ● ● ● · · ·
    override.safety  · · · ● ● · · ·
    scan             · · ● ● ● · · ·
    best-bets        · · ● ● ● · · ·
    publish.site     · · · ● ● · · ·
    erase            · · · · ● · · ·
    admin.products   · · · · ● · · ·
    admin.sources    · · · · ● · · ·
    admin.users      · · · · ● · · ·
    admin.settings   · · · · ● · · ·
    admin.audit      · · · · ● · · ·
    "
  `)
})

test('nobody may do anything but what needs no login', () => {
  expect(verbs.filter((verb) => may(null, verb, FIELDBOOK))).toEqual(['anyone'])
})

test('a higher role may everything a lower one may', () => {
  for (const verb of verbs) {
    const allowed = roles.map((role) => may(person(role), verb, FIELDBOOK))
    expect(allowed.indexOf(true), verb).toBe(allowed.lastIndexOf(false) + 1)
  }
})

describe('a limited person', () => {
  const limited = person('publisher', { isLimited: true, assignments: [{ ...FIELDBOOK, kind: 'member' }] })

  test('may what the role may, but only for the assigned products', () => {
    for (const verb of verbs.filter((verb) => ruleOf(verb).reach === 'product')) {
      expect(may(limited, verb, FIELDBOOK), verb).toBe(may(person('publisher'), verb, FIELDBOOK))
      expect(may(limited, verb, CLOUD), verb).toBe(false)
      expect(may(limited, verb, { productId: null }), verb).toBe(false)
    }
  })

  test('may nothing that concerns all products at once', () => {
    const whole = verbs.filter((verb) => ruleOf(verb).reach === 'whole')
    const admin = person('admin', { isLimited: true, assignments: [{ ...FIELDBOOK, kind: 'owner' }] })

    expect(whole.filter((verb) => may(limited, verb) || may(admin, verb))).toEqual([])
  })

  test('without any assignment sees and does nothing', () => {
    const none = person('admin', { isLimited: true })

    expect(visibleProducts(none)).toEqual([])
    expect(verbs.filter((verb) => may(none, verb) && ruleOf(verb).reach === 'product')).toEqual([])
    expect(verbs.filter((verb) => may(none, verb, FIELDBOOK))).toEqual(['anyone', 'see.staff'])
  })
})

test('a governed article is changed by its owner and by publishers, not by every editor', () => {
  const governed = { ...FIELDBOOK, isGoverned: true }
  const owner = person('contributor', { assignments: [{ ...FIELDBOOK, kind: 'owner' }] })
  const otherOwner = person('editor', { assignments: [{ ...CLOUD, kind: 'owner' }] })

  expect(may(person('editor'), 'save', FIELDBOOK)).toBe(true)
  expect(may(person('editor'), 'save', governed)).toBe(false)
  expect(may(otherOwner, 'save', governed)).toBe(false)
  expect(may(owner, 'save', governed)).toBe(true)
  expect(may(person('publisher'), 'save', governed)).toBe(true)
  expect(may(person('editor'), 'see', governed)).toBe(true)
})

test('owners settle and validate for their product only', () => {
  const owner = person('agent', { assignments: [{ ...FIELDBOOK, kind: 'owner' }] })

  expect(may(owner, 'settle', FIELDBOOK)).toBe(true)
  expect(may(owner, 'settle', CLOUD)).toBe(false)
  expect(may(owner, 'settle')).toBe(true)
  expect(may(owner, 'publish.site')).toBe(false)
})
