import { expect, test } from 'vitest'
import { answersIn } from '../../src/safety/asked.ts'
import { columnsIn } from '../../src/safety/columns.ts'
import { scanText } from '../../src/safety/scan.ts'
import { scanThread } from '../../src/safety/scan-thread.ts'

const told = (list: readonly { kind: string; text: string }[]) =>
  list.map(({ kind, text }) => `${kind} ${text}`)

test('what answers a question of the message before is found without its label', () => {
  const found = scanThread({
    title: 'Locked',
    body: 'I am locked out.',
    bodyFormat: 'text',
    posts: [
      { id: '1', body: 'Can you confirm your date of birth, please?' },
      { id: '2', body: 'Sure, 9 June 1993.' },
    ],
  })

  expect(told(found.find(({ post }) => post === '2')!.findings)).toEqual(['birth-date 9 June 1993'])
})

test('a date that answers no question is none of anybody’s birth', () => {
  expect(answersIn('When did it start?', 'On 9 June 2023.')).toEqual([])
  expect(answersIn('Your date of birth is required.', `${'x\n'.repeat(50)}9 June 1993`)).toEqual([])
})

test('in a chat the answer stands on the next lines', () => {
  const chat = '[10:03] Ken: and your customer number?\n[10:04] Ann: it is 8812-77\n[10:05] Ken: thanks'

  expect(told(answersIn('', chat))).toEqual(['customer-id 8812-77'])
})

test('cells are read by their heading, and headings are no cells', () => {
  const table = 'Name;Phone;Client number\nEbba Holm;070-338 21 45;K-88213\n'

  expect(told(columnsIn(table))).toEqual(['person Ebba Holm', 'phone 070-338 21 45', 'customer-id K-88213'])
  expect(columnsIn('| Field | Value |\n|---|---|\n| Name | x |\n| E-mail | y |\n')).toEqual([])
  expect(columnsIn('Choose red, green or blue.\nOne, two, three.')).toEqual([])
})

test('accounts of people are found in paths, domains and logs; those of services are not', () => {
  const found = (text: string) => told(scanText(text, { authority: 'case', format: 'text' }))

  expect(found('see C:\\Users\\mgarcia\\setup.log')).toEqual(['person mgarcia'])
  expect(found('ACME\\t.huber logged on')).toEqual(['person t.huber'])
  expect(found('/home/ubuntu/app and C:\\Users\\Public\\x and NT AUTHORITY\\SYSTEM')).toEqual([])
  expect(found('@Override and @media and @channel')).toEqual([])
  expect(scanText('C:\\Users\\mgarcia\\setup.log @Takumi', { authority: 'community' })).toEqual([])
})

test('a long line of delimiters and questions takes no time to speak of', () => {
  const long = `${'a,'.repeat(50_000)}\n${'?|'.repeat(50_000)}\n`

  expect(columnsIn(long)).toEqual([])
  expect(answersIn(long, long)).toEqual([])
})
