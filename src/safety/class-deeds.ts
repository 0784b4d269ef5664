/**
 * What staff did once, for one customer, helps nobody else; what they explain does. An answer is weighed by its tense:
 * "Sent again today." reports a deed, "Choose Settings > Mail." explains.
 */

const done =
  'refunded|credited|reversed|(?:un)?blocked|cancell?ed|re-?issued|issued|rotated|revoked|deactivated|disabled|enabled|restored|reverted|rolled (?:it |this |that )?back|restarted|rebooted|reset|moved|migrated|merged|erased|(?:un)?deleted|removed|corrected|amended|replaced|extended|transferred|(?:un)?locked|paid(?: out)?|shipped|sent|resent|(?:re)?booked|re-?scheduled|scheduled|dispatched|re-?activated|activated|reinstated|granted|adjusted|added|purged|repaired|escalated|recovered|re-?created|rebuilt|re-?imported|re-?indexed|re-?ran|replayed|approved|upgraded|downgraded|drained|failed over|swapped|exchanged|renewed|cleared|cleaned|released|freed|lifted|waived|settled|ended|killed|terminated|informed|notified|raised|increased|lowered|updated|set (?:back|up)|arranged|returned|collected|delivered|excluded|assigned|registered|provisioned|allocated|patched|whitelisted|allow-?listed|reopened|reprocessed|re-?synced|recalculated|written off|compensated|taken (?:offline|over|out)|suspended|paused|quarantined|isolated|switched (?:off|on|over|back)|turned off|stopped|tightened|analysed|analyzed|recalled|given back|told|freed|spliced|repeated|gave you|stornier\\w*|gutgeschrieben|erstattet|gesperrt|entsperrt|gelöscht|überwiesen|umgeschrieben|korrigiert|verschickt|remboursé\\w*|annulée?s?|corrigée?s?|envoyée?s?|renvoyée?s?|reembolsad[oa]s?|cancelad[oa]s?|corregid[oa]s?|enviad[oa]s?|rimborsat[oa]|annullat[oa]|corrett[oa]|spedit[oa]|terugbetaald|geannuleerd|aangepast|verzonden'
/** Not of a release, for everybody. */
const once =
  '(?![\\w-])(?! (?:in|with|since|from|by|as of) (?:version|v?\\d|release|build|the (?:next|latest|new|current)|default|windows|android|ios|all|each|every))'
const subject =
  '(?:i|we|they|our (?:\\w+ ){1,3}?|the (?:technician|engineers?|carrier|courier|team|driver|insurer|bank|clinic|supplier|assessor|supervisor|colleagues?|\\w+ team|\\w+ desk) )'
const deeds: readonly RegExp[] = [
  new RegExp(
    `\\b${subject}(?:'ve| ?have| ?has| ?had| ?could| ?will| ?then)?(?: ?(?:now|just|already|also|then|therefore|immediately|today))* ?(?:${done}|changed|looked at|marked|made|put|took|owe you|pushed|brought|gave|wrote|kept|cut|paid|pay (?:for|you)|call you|built|deducted|reserved|\\w+ again and \\w+ed)${once}`,
    'gi',
  ),
  new RegExp(
    `(?:^|[.!;:,\\n–-]\\s{0,3}|\\band )(?:(?:now|all|both|already|done|ok|okay|yes|sorry|thanks|thank you)[,:.]? )?(?:(?:it|that|this|they|the|your|a|an|both|all|two|\\d+)? ?(?:(?!(?:is|are|be|been|being|can|may|will|must|if|when|once|that|which|not|never|as|to|by|until|and|or|you|one)\\b)[\\w'’-]+ ){0,4}?(?:(?:was|were|has been|have been|had been|is being|is now|are now|got) (?:\\w+ly |now |already )?)?)?(?:${done})${once}`,
    'gi',
  ),
  /\b(?:on (?:our|the provider's) side\b|by (?:our )?(?:engineers?|engineering|operations|the technician|the carrier)\b|in your (?:tenant|account|instance|workspace)\b|for your (?:tenant|account|instance|workspace)\b|to your (?:account|card|bank|address)\b|free of charge today|(?:is|are) on (?:the|its|their) way\b|offer is in your mail|remote session|claim number)/gi,
]
/** A menu, steps, a command, an option. */
const steps = /[>→»] ?\p{Lu}|\n ?(?:\d[.)]|[*-]) |```|`[^`]{2,60}`|--\w{3,}/gu
/** How something is, or is to be done. */
const explains =
  /\b(?:choose|click|tick|press|hold|select|go to|open|settings|menu|under (?!the nda|review)\w+|use|set (?!back|up)|you (?:can|may|need|have to|must)|run|download|enter|import|configure|encode|turn (?:on|off)|switch (?:on|off)|clear|restart|log in (?:again|on)|upload|update to|upgrade to|limit|cannot be|make sure|always|never|by default|by design|means?|needs?|must|has to|requires?|supports?|yes, |no, |depends|until (?:then|the)|wait|see (?:the|chapter|page)|normal|because|add (?:the|an?)|every (?:hour|day|night|minute|week|\d+ \w+)|change (?:it|the)|was (?:raised|lowered|changed|removed|fixed|released) in|since (?:version |v)?\d|wählen|öffnen|klicken|einstellungen|unter|muss|müssen|stellen sie|können|ouvrez|cliquez|choisir|choisissez|paramètres|il faut|devez|vaya|abra|elija|ajustes|debe|puede|aprire|scegliere|impostazioni|deve|può|kies|ga naar|instellingen|moet|kunt|zet)\b|(?:^|[.!;:,\n] ?|\b(?:then|and|please|first|or|to) )(?:check|allow|enable|disable|start|remove|replace|split|hash|clean|copy|try|install|pin|drain|recalibrate)\b|(?:^|[.!\n] ?)(?:when|if|as soon as|once|in case|wenn|falls|si|se|als) /gi
const asksHow =
  /(?:^|[.!?\n]\s{0,3})(?:so |and |but |hi,? |hello,? )?(?:how|where|which|what|when (?:will|does|do|is)|is there|is it|are there|can (?:i|we|one)(?! (?:get|have))|can you explain|could (?:i|we)(?! (?:get|have))|may (?:i|we)|does|do (?:i|we|you (?:have|support|offer))|should|wie|wo|welche|kann (?:ich|man)|comment|où|quel|cómo|como|dónde|come|dove|hoe|waar|kan ik)\b/gim
/** What only happens to one. */
const own =
  /\b(?:my|our|me|us|mine|ours|please|kindly|you (?:charged|promised|offered|sent|debited|billed)|i (?:was|am|ordered|paid|lost|bought|need)|we (?:were|ordered|paid|lost|bought|need)|never (?:came|arrived)|hasn't (?:come|arrived)|not (?:here|arrived)|mistake|wrong|twice|missing|nobody|everyone|all)\b/gi

/** The words that tell of a deed done for one customer, if that is what the answer is about; else undefined. */
export function deedFor(asked: string, answered: string, hasOwnNumber: boolean): string | undefined {
  const told = deeds.flatMap((pattern) => answered.match(pattern) ?? [])
  const helps = (answered.match(steps)?.length ?? 0) * 2 + (answered.match(explains)?.length ?? 0)
  const hows = asked.match(asksHow)?.length ?? 0
  // An answer without a word of explanation helps nobody else, whatever it says.
  if (told.length === 0 && (helps > 0 || hows > 0 || answered.trim() === '')) return undefined
  const weight =
    Math.min(told.length, 3) * 2 +
    (helps === 0 && hows === 0 ? 2 : 0) +
    (/\b\d{1,2}[:.]\d{2}\b|\b(?:today|tonight|tomorrow|yesterday|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|within \w+ days?)\b/i.test(
      answered,
    )
      ? 1
      : 0) +
    (hasOwnNumber ? 2 : 0) +
    Math.min(asked.match(own)?.length ?? 0, 2) -
    Math.min(helps, 6) -
    Math.min(hows, 2) * 2
  const words =
    told[0] ??
    answered
      .trim()
      .split(/(?<=[.!?])\s/)[0]!
      .slice(0, 60)
  return weight >= LEAST ? words.replace(/^[^\p{L}\d]+/u, '').trim() : undefined
}

/** True of a question that others have too: how, where, which. */
export function asksForAll(asked: string): boolean {
  return (asked.match(asksHow)?.length ?? 0) > 0
}

const LEAST = 3
