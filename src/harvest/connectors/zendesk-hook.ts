import { type Hook, isSame, signatureOf } from './hook.ts'
import { objectIn, textIn } from './reading.ts'

/** How far a message's time may lie from ours, in milliseconds. */
const WINDOW = 5 * 60_000

/** Zendesk signs its time and the body; triggers send a body of one's own, which should name `ticket_id`. */
export const zendeskHook: Hook = {
  isSigned: ({ headers, body }, secret, now) => {
    const at = headers['x-zendesk-webhook-signature-timestamp'] ?? ''
    const isFresh = Math.abs(Date.parse(at) - now) <= WINDOW
    return (
      isSame(headers['x-zendesk-webhook-signature'], signatureOf(secret, [at, body], 'base64')) && isFresh
    )
  },
  keyOf: ({ headers }) => headers['x-zendesk-webhook-signature'] ?? '',
  itemIn: (_message, json) => {
    const isTicket = textIn(json, 'type').includes(':ticket.')
    const id =
      textIn(json, 'ticket_id') ||
      textIn(objectIn(json, 'ticket'), 'id') ||
      (isTicket ? textIn(objectIn(json, 'detail'), 'id') : '')
    return /^\d{1,15}$/.test(id) ? id : undefined
  },
}
