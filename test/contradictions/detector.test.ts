import { describe, expect, test } from 'vitest'
import {
  findContradictions,
  frameText,
  isCommunityClaim,
  isOfficialStatement,
} from '../../src/contradictions/documents.ts'
import { framesOf } from '../../src/contradictions/frame.ts'
import { judgePair, rulesJudge } from '../../src/contradictions/judge.ts'
import { baseLexicon } from '../../src/contradictions/lexicon.ts'
import { officialIndex } from '../../src/contradictions/retrieval.ts'

const pair = (official: string, community: string, context = {}) =>
  judgePair({ official: { text: official }, community: { text: community }, context })

describe('scope comes before everything else', () => {
  test('a title that names another version keeps two numbers from being a conflict', () => {
    const [official, community] = ['The default heap size is 4 GB.', 'The default heap size is 1 GB.']

    expect(pair(official, community).label).toBe('contradiction')
    expect(
      pair(official, community, { versions: ['8'], questionTitle: 'Search 5.6 runs out of heap' }).label,
    ).toBe('neutral')
  })

  test.each([
    ['Guests cannot export reports.', 'Admins can export reports.'],
    ['On the Free plan you can have 3 projects.', 'On the Pro plan you can have 50 projects.'],
    ['On Windows the folder holds 2 GB.', 'On Linux the folder holds 8 GB.'],
    ['In the EU refunds take 14 days.', 'In Canada refunds take 30 days.'],
    ['The R7 has four ports.', 'The R9 has eight ports.'],
    ['The test server accepts dummy cards.', "The live server doesn't accept dummy cards."],
  ])('“%s” and “%s” speak of different things', (official, community) => {
    expect(pair(official, community).label).not.toBe('contradiction')
  })
})

describe('only claims can contradict', () => {
  const official = 'Attachments can be up to 25 MB.'

  test.each([
    'Can attachments be up to 50 MB?',
    'I wish attachments could be up to 50 MB.',
    'It would be great if attachments could be up to 50 MB.',
    'A friend told me that attachments can be up to 50 MB.',
    'Some guides say attachments can be up to 50 MB.',
    'Attachments used to be up to 50 MB.',
    'Back in 2019 attachments could be up to 50 MB.',
    'Imagine attachments were up to 50 MB.',
    'Somebody says attachments can be up to 50 MB. That is wrong.',
    '> Attachments can be up to 50 MB.',
  ])('“%s” is none', (community) => {
    expect(pair(official, community).label).not.toBe('contradiction')
  })

  test('an unsure claim is never more than a case for review', () => {
    expect(pair(official, 'Attachments can be up to 50 MB.').tier).toBe('high')
    expect(pair(official, 'I think attachments can be up to 50 MB.').tier).toBe('review')
  })
})

describe('hostile input', () => {
  const official = 'Deleted files stay in the trash for 30 days.'
  const hostile: [string, string][] = [
    ['nothing', ''],
    ['blanks', ' \n\t \n'],
    ['one sentence of 10,000 characters', `Files ${'and more files '.repeat(700)}stay in the trash.`],
    ['50,000 words', 'Files stay in the trash for 30 days. '.repeat(6250)],
    ['no spaces at all', 'x'.repeat(60_000)],
    ['only signs', '>'.repeat(20_000)],
    ['nested brackets', `${'['.repeat(5000)}a${']('.repeat(5000)}`],
    ['an open comment', `<!--${'-'.repeat(30_000)}`],
    ['code only', '```\nconst trash = 30\n```\n\n    trash(30)\n'],
    ['a table', '| File | Trash |\n|---|---|\n| a | 30 days |\n'],
    [
      'names every object has',
      'The constructor of toString has __proto__ and hasOwnProperty for valueOf days.',
    ],
    ['lone surrogates', 'Files \ud800 and \udfff folders \udc00 pile up.'],
    ['null characters', 'Files\u0000 stay in the trash\u0000.'],
    ['numbers only', '1 2 3 4.5.6.7 1e400 99999999999999999999 -5 +7 0x1F 1/2 24/7'],
    ['commas', 'a, '.repeat(5000)],
    ['conditions in a row', 'if '.repeat(3000)],
  ]

  test.each(hostile)(
    '%s neither throws nor is flagged',
    (_, text) => {
      expect(pair(official, text).label).not.toBe('contradiction')
      expect(pair(text, official).label).not.toBe('contradiction')
      expect(findContradictions({ official: { text: official }, community: { text } })).toEqual([])
      expect(findContradictions({ official: { text }, community: { text: official } })).toEqual([])
    },
    60_000,
  )

  test.each([
    'Gelöschte Dateien bleiben 90 Tage im Papierkorb und werden dann nicht mehr angezeigt.',
    'Los archivos eliminados se quedan 90 días en la papelera y no se pueden recuperar.',
    '削除されたファイルは90日間ごみ箱に残ります。',
  ])('another language is left undecided: “%s”', (community) => {
    expect(pair(official, community).label).toBe('abstain')
  })

  test('an answer that repeats the official text is not flagged', () => {
    expect(pair(official, official).label).toBe('entailment')
  })
})

describe('whole texts', () => {
  const official =
    '# Trash\n\nDeleted files stay in the **trash** for 30 days.\n\n- Attachments can be up to 25 MB.\n'
  const community =
    'Hi!\n\n> Deleted files stay in the trash for 30 days.\n\nNo. Deleted files stay in the `trash` for *90 days*. Thanks\n'

  test('a finding quotes both sides word for word, with their places', () => {
    const [finding, ...rest] = findContradictions({
      official: { text: official },
      community: { text: community },
    })

    expect(rest).toEqual([])
    expect(finding?.official.quote).toBe('Deleted files stay in the **trash** for 30 days.')
    expect(official.slice(finding?.official.start, finding?.official.end)).toBe(finding?.official.quote)
    expect(community.slice(finding?.community.start, finding?.community.end)).toBe(finding?.community.quote)
    expect(finding?.community.quote).toBe('Deleted files stay in the `trash` for *90 days*.')
    expect(finding?.compared).toEqual({ what: 'duration', official: '30 days', community: '90 days' })
  })

  test('the same input gives the same bytes', () => {
    const once = () =>
      JSON.stringify(findContradictions({ official: { text: official }, community: { text: community } }))

    expect(once()).toBe(once())
  })

  test('frames survive being written down as JSON', () => {
    const frames = frameText('Since version 2.4 the router restarts by itself. Use v3 or later.', {
      title: 'R7',
    })

    expect(JSON.parse(JSON.stringify(frames))).toEqual(frames)
  })

  test('a heading, a fragment and a lead-in are no official statements', () => {
    const kept = frameText(
      '# Files cannot be restored\n\nThe limits are:\n\nMore storage space\n\nFiles cannot be restored later.\n',
    )
      .filter((item) => isOfficialStatement(item.frame))
      .map((item) => item.frame.terms.length > 0)

    expect(kept).toEqual([true])
  })

  test('the index finds the statement about the same thing and not its neighbour', () => {
    const frames = framesOf('Refunds are paid within 14 days. Invoices are sent by mail.', baseLexicon())
    const [claim] = frameText('Refunds are paid within 60 days.').filter((item) =>
      isCommunityClaim(item.frame),
    )

    expect(officialIndex(frames).candidates(claim!.frame)).toEqual([0])
  })
})

test('the rules answer behind the interface all judges share', async () => {
  const judge = rulesJudge()
  const [verdict] = await judge.judge(
    [{ official: { text: 'The trial lasts 14 days.' }, community: { text: 'The trial lasts 30 days.' } }],
    { signal: new AbortController().signal },
  )

  expect(judge.id).toBe('rules')
  expect(judge.version).toContain(baseLexicon().version)
  expect(verdict).toMatchObject({ label: 'contradiction', kind: 'duration', p: { e: 0 } })
})
