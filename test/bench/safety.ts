/**
 * How fast text is scanned for private material: MB per second of CPU time, and as a ratio to one simple expression run
 * over the same text in the same process. Run with `npx tsx test/bench/safety.ts`.
 */
import type { ScanContext } from '../../src/safety/detector.ts'
import { placeholdersFor, redact } from '../../src/safety/redact.ts'
import { scanText } from '../../src/safety/scan.ts'

const sentences = [
  'The import stops after a few minutes and the page shows nothing but a spinner, whatever browser I take.',
  'You have to set `maxRows: 5000` in settings.yaml and restart the worker; after that it went through for us.',
  'I tried version 4.2.1 and 4.3.0-rc2 on Windows 11 (build 22631), both with the same result at 10:22:33.',
  '```\nfor (const row of rows) { if (row.id > 1024) queue.push({ id: row.id, name: row.name }) }\n```',
  '2024-03-01 12:00:01.123 INFO  [worker-3] c.a.jobs.Import - finished chunk 17 of 240 in 1532 ms (rows=5000)',
  'See https://github.com/winnow/winnow/issues/812 and the chapter "Importing large files" of the manual.',
  '- Open **Settings → Import**, choose *CSV*, and tick the box in front of "skip empty lines".',
]
const privates = [
  'Hi Maria,\nplease call me at +49 30 901820 or write to j.miller@nordwind.nl.\nKind regards,\nJohn Miller',
  'Server srv-erp-01.corp.nordwind.nl (10.20.30.41) refuses the login, password: Winter2024!',
  'Customer number C-10023, order #88123, ship to 12 Baker Street, London NW1 6XE.',
]
const megabyte = 1_000_000

const corpora: { name: string; texts: string[]; context: ScanContext }[] = [
  { name: 'forum posts of 1 kB', texts: posts(1_000, 0), context: { authority: 'community' } },
  { name: 'case posts of 1 kB, about four findings in each', texts: posts(1_000, 1), context: caseContext() },
  { name: 'case logs of 200 kB', texts: posts(200_000, 40), context: caseContext() },
]

for (const { name, texts, context } of corpora) {
  for (const text of texts.slice(0, 20)) scanText(text, context)
  const size = texts.reduce((sum, text) => sum + text.length, 0) / megabyte
  let found = 0
  const scan = cpuSeconds(() => {
    for (const text of texts) found += scanText(text, context).length
  })
  const simple = cpuSeconds(() => {
    for (const text of texts) found += [...text.matchAll(/[a-z]+@[a-z]+\.[a-z]+/g)].length
  })
  const both = cpuSeconds(() => {
    for (const text of texts) {
      const [rows] = placeholdersFor([{ text, findings: scanText(text, context) }])
      redact(text, rows!)
    }
  })
  console.log(
    `${name}: ${(size / scan).toFixed(1)} MB per CPU second; with redaction ${(size / both).toFixed(1)}; ` +
      `one simple expression ${(size / simple).toFixed(0)}; ratio ${(scan / simple).toFixed(0)}; findings ${found}`,
  )
}

/** About four megabytes of posts of a size, each with some private sentences. */
function posts(size: number, privateSentences: number): string[] {
  return Array.from({ length: (4 * megabyte) / size }, (_, post) => {
    const parts: string[] = []
    for (let at = 0, length = 0; length < size; at++) {
      const isPrivate = privateSentences > 0 && at % Math.ceil(size / 100 / privateSentences) === 1
      const list = isPrivate ? privates : sentences
      const part = list[(post * 7 + at) % list.length]!.replace('812', String(post * 31 + at))
      parts.push(part)
      length += part.length
    }
    return parts.join('\n')
  })
}

function caseContext(): ScanContext {
  return {
    authority: 'case',
    participants: [{ name: 'Maria Schulz' }, { name: 'John Miller', role: 'staff' }],
  }
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1e6
}
