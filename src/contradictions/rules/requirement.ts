import type { Mode } from '../frame/stance.ts'
import type { Frame } from '../frame.ts'
import { sameStatement } from '../same-statement.ts'
import { polarityOf } from './polarity.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** Demanded on one side, not needed on the other. */
export const requirement: Rule = {
  name: 'requirement',
  coverage: 0.55,
  adjuncts: true,
  notice(pair) {
    const spared = goesWithout(pair) ?? leftOut(pair)
    if (spared) return spared
    const [o, c] = [modeOf(pair, 'official'), modeOf(pair, 'community')]
    if ((o === 'needless') === (c === 'needless')) return undefined
    const other = o === 'needless' ? c : o
    const strength =
      o === 'needless'
        ? { must: 0.95, advise: pair.community.imperative ? 0.45 : 0.55, fact: 0, can: 0, needless: 0 }[other]
        : { must: 0.95, advise: 0.8, fact: 0, can: 0, needless: 0 }[other]
    const polarity = polarityOf(pair)
    if (strength === 0 || polarity.odd || polarity.differentCase) return undefined
    return {
      kind: 'requirement',
      strength: strength * sameStatement(pair),
      compared: {
        what: 'requirement',
        official: o === 'needless' ? 'not needed' : 'needed',
        community: c === 'needless' ? 'not needed' : 'needed',
      },
      reason:
        o === 'needless'
          ? 'The official text says this is not needed, the answer demands it.'
          : 'The official text demands this, the answer says it is not needed.',
    }
  },
}

/** "You can only use it with a VPN": the VPN is demanded. */
function modeOf(pair: Pair, side: 'official' | 'community'): Mode {
  const frame = pair[side]
  const bound = pair.alignment.matches.some((match) => /^(?:with|via|through|using)$/.test(match[side].link))
  return frame.mode === 'can' && frame.only && bound ? 'must' : frame.mode
}

/** "You need a VPN", "only with a VPN". */
function demands(frame: Frame, thing: string | undefined): boolean {
  return (
    frame.mode === 'must' ||
    (frame.only &&
      frame.terms.some((term) => term.concept === thing && /^(?:with|via|through|using)$/.test(term.link)))
  )
}

/** "Registration is required to read" against "you can read without an account". */
function goesWithout(pair: Pair): Noticed | undefined {
  for (const side of ['official', 'community'] as const) {
    const other = side === 'official' ? 'community' : 'official'
    const [spared, demanded] = [pair[side], pair[other]]
    const without = spared.negators.find((negator) => negator.word === 'without')
    if (
      !without ||
      spared.negators.length > 1 ||
      !demands(demanded, without.targets[0]) ||
      demanded.negators.length > 0
    )
      continue
    if (spared.mode === 'must' || spared.mode === 'needless') continue
    const same = pair.alignment.matches.filter(
      (match) => match.relation === 'same' && match.official.weight >= 0.5,
    )
    const thing = same.find(
      (match) => without.targets.includes(match[side].concept) && match[other].area !== 'side',
    )
    if (!thing || same.length < 2) continue
    const name =
      side === 'official'
        ? pair.quoteOfficial(thing.official.start, thing.official.end)
        : pair.quoteCommunity(thing.community.start, thing.community.end)
    return {
      kind: 'requirement',
      strength: 0.85,
      compared: {
        what: 'requirement',
        official: side === 'official' ? `without ${name}` : 'needed',
        community: side === 'official' ? 'needed' : `without ${name}`,
      },
      reason:
        side === 'official'
          ? `The official text says it works without ${name}, the answer demands it.`
          : `The official text demands this, the answer says it works without ${name}.`,
    }
  }
  return undefined
}

/** "Provide a tax ID" against "you can leave the tax ID empty", "just skip the tax ID". */
function leftOut(pair: Pair): Noticed | undefined {
  const { official, community, alignment } = pair
  const [skipped, demanded] = skips(community) ? [community, official] : [official, community]
  if (!skips(skipped) || skips(demanded) || (demanded.mode !== 'must' && !demanded.imperative))
    return undefined
  if ((alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1) return undefined
  const thing = alignment.matches.find(
    ({ relation, official: one, community: other }) =>
      relation === 'same' &&
      one.weight >= 0.8 &&
      [one, other].every((term) => term.role !== 'verb' && term.area !== 'side'),
  )
  if (!thing) return undefined
  const fromOfficial = skipped === official
  return {
    kind: 'requirement',
    strength: demanded.mode === 'must' ? 0.85 : 0.7,
    compared: {
      what: pair.quoteOfficial(thing.official.start, thing.official.end),
      official: fromOfficial ? 'left out' : 'needed',
      community: fromOfficial ? 'needed' : 'left out',
    },
    reason: fromOfficial
      ? 'The official text says this can be left out, the answer demands it.'
      : 'The official text demands this, the answer says it can be left out.',
  }
}

/** May be left out, skipped, or left empty. */
function skips(frame: Frame): boolean {
  const deed = frame.predicate?.concept ?? ''
  const open = frame.mode === 'can' || frame.imperative
  return (
    open &&
    frame.negators.length === 0 &&
    (/^(?:skip|omit|exclud)$/.test(deed) ||
      (deed === 'keep' &&
        frame.terms.some((term) => /^(?:empti|blank)$/.test(term.concept) && term.area !== 'side')))
  )
}
