import { type Hook, isSame, signatureOf } from './hook.ts'
import { objectIn, textIn } from './reading.ts'

/**
 * Discourse signs the body and no time, so an old message could be sent again: its number tells deliveries of one
 * message apart, and whatever comes twice only makes the topic be fetched as it stands.
 */
export const discourseHook: Hook = {
  isSigned: ({ headers, body }, secret) =>
    isSame(headers['x-discourse-event-signature'], `sha256=${signatureOf(secret, [body], 'hex')}`),
  keyOf: ({ headers }) =>
    `${headers['x-discourse-event-signature']} ${(headers['x-discourse-event-id'] ?? '').slice(0, 40)}`,
  // Accepted and un-accepted solutions come as `solved` with the post; posts and topics under their own names.
  itemIn: (_message, json) => {
    const post = ['solved', 'post', 'accepted_solution', 'unaccepted_solution'].map((key) =>
      textIn(objectIn(json, key), 'topic_id'),
    )
    const id = post.find((one) => one !== '') ?? textIn(objectIn(json, 'topic'), 'id')
    return /^\d{1,15}$/.test(id) ? id : undefined
  },
}
