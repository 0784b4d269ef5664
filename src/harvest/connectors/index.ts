import { Invalid } from '../../lib/errors.ts'
import type { Connector } from './connector.ts'
import { discourse } from './discourse.ts'
import { github } from './github.ts'
import { stackexchange } from './stackexchange.ts'
import { zendesk } from './zendesk.ts'
import { zendeskHelpCenter } from './zendesk-help-center.ts'

/** Every kind of site Winnow keeps up with; a new one is a file here and a line in this list. */
export const connectors: readonly Connector[] = [discourse, zendesk, zendeskHelpCenter, github, stackexchange]

/** The connector of that name; an unknown name is answered with the list. */
export function connectorNamed(name: string): Connector {
  const found = connectors.find((connector) => connector.name === name)
  if (found !== undefined) return found
  throw new Invalid(
    `There is no connector "${name}". Known are: ${connectors.map((one) => one.name).join(', ')}.`,
  )
}
