import { Invalid, Refused } from '../../lib/errors.ts'
import type { Importer } from '../importer.ts'
import { type Probe, probe } from '../probe.ts'
import { csv } from './csv.ts'
import { discourse } from './discourse.ts'
import { discourseHtml } from './discourse-html.ts'
import { doxygen } from './doxygen.ts'
import { freshdesk } from './freshdesk.ts'
import { github } from './github.ts'
import { helpScout } from './help-scout.ts'
import { html } from './html.ts'
import { intercom } from './intercom.ts'
import { jira } from './jira.ts'
import { jiraService } from './jira-service.ts'
import { jive } from './jive.ts'
import { json } from './json.ts'
import { khoros } from './khoros.ts'
import { markdown } from './markdown.ts'
import { mbox } from './mbox.ts'
import { salesforce } from './salesforce.ts'
import { schemaOrg } from './schema-org.ts'
import { servicenow } from './servicenow.ts'
import { servicenowKnowledge } from './servicenow-knowledge.ts'
import { stackexchange } from './stackexchange.ts'
import { thunderbird } from './thunderbird.ts'
import { winnow } from './winnow.ts'
import { zendesk } from './zendesk.ts'
import { zendeskCommunity } from './zendesk-community.ts'
import { zendeskHelpCenter } from './zendesk-help-center.ts'

/** Every kind of export Winnow reads; a new one is a file here and a line in this list. */
export const importers: readonly Importer[] = [
  stackexchange,
  discourse,
  discourseHtml,
  github,
  jive,
  khoros,
  schemaOrg,
  mbox,
  thunderbird,
  zendesk,
  zendeskHelpCenter,
  salesforce,
  freshdesk,
  servicenow,
  servicenowKnowledge,
  jira,
  intercom,
  zendeskCommunity,
  helpScout,
  jiraService,
  winnow,
  csv,
  json,
  markdown,
  html,
  doxygen,
]

/** The importer of that name, or the one that recognises the files. */
export function importerFor(format: string, paths: string[]): Importer {
  if (paths.length === 0) throw new Invalid('Name at least one file or folder to import.')
  const probes = paths.map(probe)
  return format === 'auto' ? recognised(paths, probes) : importerNamed(format)
}

/** The importer of that name; an unknown name is answered with the list. */
export function importerNamed(name: string): Importer {
  const found = importers.find((importer) => importer.name === name)
  if (found !== undefined) return found
  throw new Invalid(
    `There is no format "${name}". Known are: auto, ${importers.map((one) => one.name).join(', ')}.`,
  )
}

/** The one importer that recognises all paths; fallbacks are asked only when no other does. */
export function recognise(paths: string[]): Importer {
  return recognised(paths, paths.map(probe))
}

function recognised(paths: string[], probes: Probe[]): Importer {
  const fitting = importers.filter((importer) => probes.every((one) => importer.recognises(one)))
  const strong = fitting.filter((importer) => !importer.isFallback)
  const found = strong.length > 0 ? strong : fitting
  if (found.length === 1) return found[0]!
  const where = paths.join(', ')
  const kinds = kindsIn(probes)
  if (kinds.length > 1) {
    throw new Refused(
      `${where} holds several kinds of things. Import each with its --format: ${kinds.join('; ')}.`,
    )
  }
  if (found.length === 0) {
    throw new Refused(
      `${where} is in no format Winnow knows. Name it with --format, or see the README for what can be read.`,
    )
  }
  const names = found.map((importer) => importer.name).join(' or ')
  throw new Refused(`${where} could be ${names}. Say which with --format.`)
}

/** Which formats the files of folders are in, each file looked at by itself, with the first few names of each. */
function kindsIn(probes: Probe[]): string[] {
  const kinds = new Map<string, string[]>()
  for (const one of probes.filter(({ isFolder }) => isFolder)) {
    for (const name of one.names.slice(0, LOOKED_AT)) {
      const alone: Probe = { ...one, isFolder: false, names: [name] }
      const fitting = importers.filter((importer) => !importer.isFallback && importer.recognises(alone))
      if (fitting.length === 1) kinds.set(fitting[0]!.name, [...(kinds.get(fitting[0]!.name) ?? []), name])
    }
  }
  return [...kinds].map(([name, files]) => {
    const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : ''
    return `${name} (${files.slice(0, NAMED).join(', ')}${more})`
  })
}

const LOOKED_AT = 100
const NAMED = 3
