import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from './samples.ts'

/** Samples of help desks; they lie beside the golden records. */
export const deskSamples: Sample[] = [
  {
    ...{ name: 'zendesk', importer: 'zendesk', path: own('zendesk'), authority: 'case' },
    counts: { created: 4, ignored: 4 },
    secrets: [
      ...['harriet@olufsen-tools.example', 'jonas@hollow-lane.example', '203.0.113.77', 'Little Wexcombe'],
      ...[
        'She has not paid',
        'Caller sounds furious',
        'invoice 88-1204',
        'Margin for the reseller',
        'VIP, pays',
      ],
      ...["Tilda's boss", 'Microsoft Outlook', 'internal mail text', '+44 1632', 's3cr3t-open-me'],
    ],
    breakOne: (folder) =>
      edit(
        join(folder, 'tickets.json'),
        '"created_at": "2026-02-03T08',
        '"created_at": "noon, 2026-02-03T08',
      ),
  },
  {
    ...{ name: 'zendesk-help-center', importer: 'zendesk-help-center', path: own('zendesk-help-center') },
    authority: 'official',
    counts: { created: 3, ignored: 2 },
    secrets: ['Team will cost 14', 'Refund up to 50'],
    breakOne: (folder) =>
      edit(join(folder, 'articles.json'), '"edited_at": "2025-12', '"edited_at": "noon, 2025-12'),
  },
  {
    ...{ name: 'salesforce', importer: 'salesforce', path: own('salesforce'), authority: 'case' },
    counts: { created: 4, ignored: 2 },
    secrets: [
      ...[
        'petra@brightwell.example',
        '+44 1632 960 441',
        'Holding plc',
        'churn risk',
        'Do not promise a date',
      ],
      ...['SLA credit of 300', 'elena.brightwell@brightwell.example'],
    ],
    breakOne: (folder) => edit(join(folder, 'Case.csv'), '2026-01-12T08:00', 'noon, 2026-01-12T08:00'),
  },
  {
    ...{ name: 'freshdesk', importer: 'freshdesk', path: own('freshdesk'), authority: 'case' },
    counts: { created: 4, ignored: 4 },
    secrets: [
      ...[
        'mika.holt@holt-and-sons.example',
        'lena.holt@',
        '+49 1632',
        'HS-4471',
        'deadbeef',
        'close it quickly',
      ],
      ...['Forwarded to the carrier', 'extension 114', 'Coming in version 7', 'Give up to 15 %'],
    ],
    breakOne: (folder) =>
      edit(
        join(folder, 'tickets.json'),
        '"created_at": "2026-01-09T07',
        '"created_at": "noon, 2026-01-09T07',
      ),
  },
  {
    ...{ name: 'servicenow', importer: 'servicenow', path: own('servicenow'), authority: 'case' },
    counts: { created: 5, ignored: 3 },
    secrets: [
      ...['Ines breaks', 'boss@varga.example', 'Room 12', 'Varga Mills', 'CC-7788', 'admin is hopeless'],
      ...['be brief', 'Location 143', 'oskar@wrenmoor.example'],
    ],
    breakOne: (folder) => edit(join(folder, 'unloaded.xml'), '2026-02-20 07:00:00', 'noon on Friday'),
  },
  {
    ...{ name: 'servicenow-knowledge', importer: 'servicenow-knowledge', path: own('servicenow-knowledge') },
    authority: 'official',
    counts: { created: 3, ignored: 4 },
    secrets: [
      'staff outing',
      'Run the secret job',
      'Raise a limit by hand',
      'Nobody may know',
      'Price of 2027',
    ],
    breakOne: (folder) => edit(join(folder, 'kb_knowledge.json'), '2026-01-12 08:00:00', 'noon on Monday'),
  },
  {
    ...{ name: 'jira', importer: 'jira', path: own('jira'), authority: 'case' },
    counts: { created: 2, ignored: 1 },
    secrets: [
      ...['ilse1@wrenmoor.example', 'jo@guest.example', 'Europe/Warsaw', 'contract 5-77-1', 'wasted an hour'],
      ...[
        'tell her nothing',
        'lock code is rotten',
        'Margins of the reseller',
        '31 percent',
        'avatars.example',
      ],
    ],
    breakOne: (folder) =>
      edit(join(folder, 'search.json'), '"created": "2026-02-04', '"created": "noon 2026-02-04'),
  },
  {
    ...{ name: 'intercom', importer: 'intercom', path: own('intercom'), authority: 'case' },
    counts: { created: 3, ignored: 2 },
    secrets: [
      ...[
        'lotte@vries-bikes.example',
        'crm-99-lotte',
        'private-folder',
        'paid by cousin',
        'a darling',
        'pirated',
      ],
      ...['she is annoying', 'feedfacefeed', 'From May 120 days', 'private words'],
    ],
    breakOne: (folder) =>
      edit(join(folder, '215400000000002.json'), '"created_at": 1770900000', '"created_at": "noon"'),
  },
  {
    ...{ name: 'zendesk-community', importer: 'zendesk-community', path: own('zendesk-community') },
    authority: 'community',
    counts: { created: 2, ignored: 2 },
    secrets: ['runa@falk.example', '960 118', '29 percent', 'Partners: new', '31 percent'],
    breakOne: (folder) =>
      edit(join(folder, 'posts.json'), '"created_at": "2025-09-01', '"created_at": "noon 2025-09-01'),
  },
  {
    ...{ name: 'help-scout', importer: 'help-scout', path: own('help-scout'), authority: 'case' },
    counts: { created: 2, ignored: 1 },
    secrets: [
      ...[
        'vera@lindholm.example',
        'boss@lindholm.example',
        'photos.example',
        'A-553-1',
        'old plan',
        'refund of 40',
      ],
      ...['oskar@wrenmoor.example'],
    ],
    breakOne: (folder) =>
      edit(join(folder, 'conversations.json'), '"createdAt": "2026-01-07', '"createdAt": "noon 2026-01-07'),
  },
  {
    ...{ name: 'jira-service', importer: 'jira-service', path: own('jira-service'), authority: 'case' },
    counts: { created: 2, ignored: 0 },
    secrets: ['noor@haddad.example', 'Africa/Tunis', 'CC-99-21', 'keeps asking'],
    breakOne: (folder) =>
      edit(join(folder, 'requests.json'), '"iso8601": "2026-02-02T09', '"iso8601": "noon 2026-02-02T09'),
  },
]

function own(name: string): string {
  return `../../test/golden/importers/exports/${name}`
}

function edit(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(file, text.replace(from, to))
  return 1
}
