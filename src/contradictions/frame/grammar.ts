import { functionWords } from '../../lib/words.ts'
import type { Token } from './tokens.ts'

/** Words whose class decides how a sentence is cut: closed classes and the verbs common in support text. */

const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean))

export const beForms = words('am is are was were be been being')
export const auxiliaries = words(
  'am is are was were be has have had do does did can could will would shall should may might must cannot need ought',
)
export const determiners = words(
  'the a an this that these those your my our their its his her any all every each no some both either another',
)
export const possessives = words('your my our their its his her')
export const prepositions = words(
  'of in on at by for with about against between into through during from within without per via under over than as like except inside outside across onto upon to',
)
export const pronounSubjects = words(
  'you it they we i he she there this that these those nobody everyone everybody anyone nothing everything who',
)
const modals = words('can could may might must will would should shall is are was were has cannot does')
const pastForms = words(
  'drove flew rode froze stole wore tore swore spoke woke drew threw blew shook stood understood won hung dug stuck struck swung slept swept crept dealt leapt learnt burnt spelt spilt fed led bled sped met sat lit ran took went came got gave began chose wrote broke knew grew became said told kept left lost sent built meant bought sold paid made found thought heard felt',
)
/** Verbs that are hardly ever nouns: a noun in -s may stand before them. */
const strongVerbs = words(
  'expire require receive contain include become appear remain stay exist consist belong depend allow enable disable retain refer differ vary arrive occur happen lapse disappear accept reject apply',
)
const speakers = words('i you we they it he she')
export const openers = words(
  'please just simply then first next now also always never only instead finally lastly so and but or well ok okay yes no nope yeah yep sorry hi hey hello actually basically btw fyi note afterwards alternatively second third again carefully otherwise do not maybe perhaps',
)

const verbList = words(`
 accept access activate add adjust advise affect agree allow alter answer appear append apply approve archive ask assign
 attach authenticate avoid back backup be become begin belong bill block boot bring browse build buy bypass call cancel
 cap cause change charge check choose clean clear click close collect come compare compress configure confirm connect
 consist contact contain continue control convert copy correspond cost count cover crash create customise customize cut
 deactivate decrease default define degrade delay delete deliver deny depend deploy deprecate detach detect determine
 disable disappear disconnect display do download downgrade drag drop duplicate edit eject enable encrypt end enforce
 enter erase exceed exclude execute exist expand expect expire explain export expose extend fail fall fetch fill filter
 find finish fix flash flush follow force forget format forward free freeze generate get give go grant grow handle
 happen have help hide hold host identify ignore import improve include increase inherit insert install invite invoice
 invoke join jump keep kill know last launch leave let limit link list listen live load lock log look lose lower mail
 maintain make manage map mark match max mean measure merge migrate miss mount move mute name navigate need notify offer
 omit open operate order overwrite own pair paste pause pay perform permit pick place plug point post prefer prepare
 press prevent print process produce prohibit prompt protect provide publish pull purchase push put query quit raise
 reach read reboot receive recommend reconnect record recover redeem redirect reduce refer refresh refund register
 reinstall reject relate release rely remain remember remove rename renew replace reply report request require reset
 resend reside resolve respond restart restore restrict result resume retain retry retrieve return revert review revoke
 rise roll rotate round run save say scan schedule search see select sell send separate serve set share ship show shut
 sign skip sleep slow solve sort specify split spend stand start stay stop store submit subscribe suggest supply support
 suspend switch sync synchronise synchronize take tap tell terminate test throttle time toggle touch track transfer
 translate transmit trash treat trigger try turn type undo uninstall unlink unlock unmerge unplug unsubscribe update
 upgrade upload use validate vary verify view visit wait want warn watch wipe withdraw wish work write zip reserve expose
 count deduct prorate route render parse bind inject emit return consume accrue collapse drain overheat dim light blink
 flash glow pulse beep stream mirror cast dock rinse wash tighten loosen unscrew screw mount charge unpair pair pass notice realise realize wipe scale crop rotate paint plan lead lie rest sit hang rely hit obtain gain hear feel bear lack weigh fit belong result differ vary break steal damage void cover wear replace sound raise occur arrive come become seem stay need buy own earn spend redeem donate vote rate comment reply mention tag subscribe follow ban moderate report flag escalate close reopen solve merge dispatch ship deliver return exchange claim hook notice understand interfere lubricate sharpen sweep mop rinse vacuum steam iron sew knit weave stitch embroider engrave carve mould mold cast forge anneal polish wax oil grease prime purge vent ventilate insulate shield ground earth fuse solder crimp splice terminate patch route mount rack cable label stack nest hinge latch bolt chain tether anchor moor launch dock berth hoist crane winch tow rewrite reuse reload reopen recheck reconfigure redo redeem refile refill refine reflect regain regulate reheat rehearse rejoin relocate remind remodel repaint repeat rephrase reprint reproduce rerun resample resize respect restock resubmit retain rethink retouch retrain reveal revise revive reward rewind rework tamper tether thaw thicken thin toast tolerate topple trace trade trail trap trespass triple trust tuck tumble twist undergo undertake unfold unload unroll unseal untangle update uphold usher utilise utilize vacate vanish veer verge vet void volunteer waive wander ward warp wed weaken widen wield wilt wind wither wonder worsen wound wreck yield bridge cater cease cling coincide collaborate collide combat commence compete compile comprise conceal concern conclude conduct confer confine conflict confront confuse congratulate consent conserve consider consult contest contract contrast contribute cooperate cope correlate counter crawl cross crush cultivate cushion dare deal debate decay deceive decide dedicate deem defend degrade delegate demand deny depict derive descend deserve desire detain deter deteriorate devote differ dilute diminish discourage discover discuss dislike dismiss dispense disperse displace dissolve distinguish distort distribute disturb divert divide dominate double doubt drown dwell earn elapse elevate eliminate embark embrace emerge emphasise employ empower encounter encourage endanger engage enhance enjoy enlarge ensure entail entertain enumerate equal escort establish evacuate evaluate evolve exaggerate excel exclude excuse exempt exhaust exhibit expel experience experiment exploit explore extract facilitate falsify fasten favour fear feature feed fetch fetter fight finance flank flatten flavour flip float flourish flow focus found frame frighten frustrate fulfil function gaze govern grab graze greet guarantee guard guess guide halt hamper harm hesitate highlight hinder honour hover humiliate identify illustrate imitate impede imply impose impress imprison improvise incorporate incur indicate induce inflict inform inhabit inhibit initiate injure innovate inquire inspire integrate intend intensify interact intercept interpret interrupt intersect intervene introduce invade invent investigate involve irritate isolate justify juggle kneel lag lament lean linger loan locate lure magnify manipulate manufacture march marvel mediate migrate mimic mislead mobilise moderate modify motivate multiply narrow necessitate neglect negotiate neutralise nominate normalise oblige obscure observe obstruct obtain occupy offend offset omit operate oppose optimise organise orient originate outline overcome overdo overlap overlook oversee overtake overturn overwhelm pace pardon participate pave peel penetrate perceive perish persist persuade pinpoint pit plead plunge ponder portray possess precede preclude preside presume pretend prevail proceed proclaim procure progress prohibit project prolong promise promote prompt prosper protest prove provoke punish pursue puzzle question queue radiate rally reassure rebuild recede reckon recognise reconcile reconstruct recruit regard regret reign reinforce relax relieve render repel represent rescue resemble resent reside resolve resort respond restrain resume retreat retrieve retry reunite revoke revolve rival roam rush sacrifice safeguard salute sanction savour scatter secure seek seize separate shelter shift shun signal simplify simulate sink situate slash slice slow smash smuggle soak soothe span spare spark specialise speculate sponsor spot spread squeeze stabilise stain stall standardise startle starve steer stem stimulate stipulate strain strengthen stress strip strive struggle stumble subdue submit subside substitute subtract succeed suck suffer suffice summarise summon supersede supervise supplement suppress surge surpass surrender surround suspect sustain swallow symbolise synthesise tackle tailor tame taste tease tempt tend threaten thrive tighten tilt tire torture transform translate transport undermine unify unite unveil urge utter vanish verify vibrate violate visualise warrant waste weave welcome withhold witness worship scroll grab flip feed win forget point look top throw bring leave draw lift push pull twist press hang slide insert eject squeeze pour stir heat cool freeze melt boil bake cook brew grind spray rub scrub dry fold cut tear glue nail drill screw bolt weld solder paint sand polish inflate deflate pump refill empty discard recycle dispose collect gather harvest plant water trim feed groom walk ride drive park tow haul steer brake accelerate land board depart arrive travel commute fly sail swim dive climb hike camp book reserve rent lease hire quote bid bargain invest borrow lend owe settle withdraw deposit wire remit insure cover claim audit tax levy deduct refund reimburse compensate pledge sponsor fund support mentor coach train teach learn study practise practice test grade pass fail graduate enrol enroll attend skip miss qualify apply admit accept reject decline defer postpone reschedule extend shorten renew lapse expire terminate resign retire appoint elect vote veto ratify amend repeal enforce comply violate breach infringe sue appeal testify sign witness notarise notarize certify accredit license inspect examine diagnose treat cure heal prescribe inject vaccinate dose swallow chew drink eat digest rest recover exercise stretch bend lift carry hold grip squeeze release throw catch kick hit strike punch push drag pull tie untie knot wrap unwrap pack unpack load unload stack store shelve label tag sort rank rate score measure weigh count calculate compute estimate predict forecast plan schedule organise organize arrange prepare assemble dismantle disassemble construct demolish renovate decorate furnish equip supply stock order dispatch deliver tolerate withstand resist endure survive leak spill overflow flood drip evaporate condense corrode rust rot decay crack shatter bend warp shrink stretch swell burst explode ignite burn smoke extinguish warm dim brighten darken fade shine reflect absorb emit transmit broadcast stream tune amplify mute echo vibrate ring buzz beep click tick chime sing speak talk whisper shout scream laugh cry smile nod wave gesture invoke spawn fork clone fetch commit merge rebase squash stash tag release roll deploy provision scale shard replicate partition index cache hash salt encode decode serialise serialize deserialise parse compile link lint format indent wrap escape quote concatenate split trim pad truncate round floor ceil increment decrement iterate loop recurse iterate map reduce filter sort shuffle sample swap rotate mirror crop blur sharpen stamp seal print publish subscribe unsubscribe tolerate mandate oblige entitle exempt waive forfeit accrue vest mature redeem exchange trade issue hand submit lodge enclose attest retain destroy shred archive unarchive pin unpin star favourite bookmark hide reveal expose conceal`)
/** Every inflected form of the verbs, so that a noun with the stem of a verb is not taken for one. */
const verbForms = new Set([...verbList].flatMap(formsOf))

function formsOf(verb: string): string[] {
  const ending = verb.replace(/e$/, '')
  const sibilant = /(?:s|x|z|ch|sh|o)$/.test(verb)
  const forms = [verb, verb + (sibilant ? 'es' : 's'), `${ending}ed`, `${ending}ing`]
  if (/[^aeiou]y$/.test(verb)) forms.push(`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`)
  if (/[^aeiou][aeiou][^aeiouwxy]$/.test(verb))
    forms.push(`${verb}${verb.at(-1)}ed`, `${verb}${verb.at(-1)}ing`)
  return forms
}

/** Whether the word could be a verb at all. */
export function mayBeVerb(token: Token): boolean {
  return token.kind === 'word' && verbForms.has(token.lower)
}

/** Whether the token at `index` is read as a verb in its place. */
export function isVerbAt(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  if (token.kind !== 'word') return false
  if (auxiliaries.has(token.lower)) return true
  const before = tokens[index - 1]
  if (
    pastForms.has(token.lower) &&
    before &&
    before.kind !== 'mark' &&
    !openers.has(before.lower) &&
    !determiners.has(before.lower) &&
    !prepositions.has(before.lower)
  )
    return true
  if (before?.joined || token.joined) return false
  const after = tokens[index + 1]
  if (
    after &&
    modals.has(after.lower) &&
    !auxiliaries.has(token.lower) &&
    !speakers.has(before?.lower ?? '') &&
    before?.lower !== 'to'
  )
    return false
  if (before && speakers.has(before.lower) && !functionWords.has(token.lower)) return true
  if (!mayBeVerb(token)) return false
  if (!before || before.kind === 'mark')
    return !/(?:ing|ed|s)$/.test(token.lower) || /ss$|eed$/.test(token.lower)
  if (before.lower === 'to' || pronounSubjects.has(before.lower) || auxiliaries.has(before.lower)) return true
  if (openers.has(before.lower)) return !/ing$/.test(token.lower)
  if (determiners.has(before.lower) || prepositions.has(before.lower)) return false
  if (/ing$/.test(token.lower)) return false
  if (before.kind === 'name' || before.kind === 'number') return /(?:s|ed)$/.test(token.lower)
  const plural = /(?:[^s]s|people|children|men|women)$/.test(before.lower)
  if (plural) return !/[^s]s$/.test(token.lower)
  if (/ed$/.test(token.lower)) return followsNoun(tokens, index)
  const next = tokens[index + 1]
  const nounAfter =
    next &&
    next.kind === 'word' &&
    !determiners.has(next.lower) &&
    !prepositions.has(next.lower) &&
    strongVerbs.has(next.lower)
  const verbNext = next !== undefined && verbList.has(next.lower) && !/s$/.test(next.lower)
  const third = tokens[index + 2]
  if (verbNext && (third?.kind === 'number' || (third !== undefined && determiners.has(third.lower))))
    return false
  return /[^s]s$/.test(token.lower) && !nounAfter
}

function followsNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]
  return !next || next.kind === 'mark' || prepositions.has(next.lower) || determiners.has(next.lower)
}

/** Index of the clause's verb: an order, the first verb, or failing that the likeliest word in a verb's place; -1 for none. */
export function verbIndex(tokens: readonly Token[]): number {
  const order = imperativeAt(tokens)
  if (order !== -1) return order
  const known = tokens.findIndex((token, at) => isVerbAt(tokens, at) && !/^(?:being|been)$/.test(token.lower))
  if (known !== -1 || tokens.some((token) => /^(?:being|been)$/.test(token.lower))) return known
  return tokens.findIndex((_, at) => guessedVerb(tokens, at))
}

/** Behind a subject noun, an unknown word in -s, or a bare one behind a plural, before what looks like its object. */
function guessedVerb(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const before = tokens[index - 1]
  const next = tokens[index + 1]
  if (
    index < 1 ||
    token.kind !== 'word' ||
    token.proper ||
    token.joined ||
    before?.kind !== 'word' ||
    !next ||
    functionWords.has(token.lower)
  )
    return false
  if (functionWords.has(before.lower) || before.joined || /(?:ly|ing|ed)$/.test(token.lower)) return false
  const object =
    next.kind !== 'mark' &&
    (determiners.has(next.lower) || prepositions.has(next.lower) || next.kind === 'number' || next.proper)
  const plural = /(?:[^s]s|people|children|men|women)$/.test(before.lower)
  if (mayBeVerb(token) && /s$/.test(token.lower)) return true
  return /[^s]s$/.test(token.lower)
    ? !plural && (object || next.kind === 'word') && index <= 4
    : plural && object
}

/** Whether a run of tokens holds a verb. */
export function hasVerb(tokens: readonly Token[]): boolean {
  return tokens.some((_, index) => isVerbAt(tokens, index))
}

/** Index of the imperative verb that opens a run of tokens, or -1. */
export function imperativeAt(tokens: readonly Token[]): number {
  let index = leadingPhraseEnd(tokens)
  while (index < tokens.length && (openers.has(tokens[index]!.lower) || tokens[index]!.kind === 'mark'))
    index++
  const token = tokens[index]
  if (!token) return -1
  if (!verbList.has(token.lower)) return unknownOrder(tokens, index) ? index : -1
  if (beForms.has(token.lower) && token.lower !== 'be') return -1
  if (auxiliaries.has(token.lower) && !['have', 'do', 'be'].includes(token.lower)) return -1
  const next = tokens[index + 1]
  if (!next || next.kind === 'mark') return index
  if (
    [
      'of',
      'is',
      'are',
      'was',
      'were',
      'will',
      'can',
      'has',
      'does',
      'must',
      'should',
      'may',
      'cannot',
    ].includes(next.lower)
  )
    return -1
  if (index === 0 && subjectAhead(tokens)) return -1
  if (
    nounish.has(token.lower) &&
    (['for', 'to', 'in', 'on', 'at', 'by', 'from'].includes(next.lower) || laterVerb(tokens, index + 1))
  )
    return -1
  return index
}

/** Behind "In version 5 …", "On Android …", "For PPPoE connections …" an order may follow without a comma. */
function leadingPhraseEnd(tokens: readonly Token[]): number {
  if (!tokens[0] || !/^(?:in|on|for|with|from|under|at|by|within|inside)$/.test(tokens[0].lower)) return 0
  for (let index = 1; index < Math.min(tokens.length, 9); index++) {
    const token = tokens[index]!
    if (auxiliaries.has(token.lower) || speakers.has(token.lower)) return 0
    if (token.text === ',') return index + 1
    if (index < 2) continue
    const before = tokens[index - 1]!
    const next = tokens[index + 1]
    const object =
      next &&
      (determiners.has(next.lower) ||
        next.kind === 'name' ||
        next.text === '"' ||
        next.proper ||
        next.lower === 'to')
    const blocked =
      determiners.has(before.lower) ||
      prepositions.has(before.lower) ||
      before.lower === 'and' ||
      before.lower === 'or'
    if (openers.has(token.lower) && token.lower !== 'and' && token.lower !== 'or' && next && mayBeVerb(next))
      return index
    if (mayBeVerb(token) && !blocked && object && !/(?:ing|ed|[^s]s)$/.test(token.lower)) return index
  }
  return 0
}

const nounish = words(
  'support access use contact backup update upgrade download upload export import order process record report request search sync test time name default limit list link log mail charge cost control cover lock sort share print review tax book return release refund reset plug place post query offer',
)

/** "Lubricate the chain", "Do not lubricate …": an unknown word in the place of an order. */
function unknownOrder(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    token.kind !== 'word' ||
    !next ||
    functionWords.has(token.lower) ||
    notOrders.has(token.lower) ||
    /(?:ly|ing|ed|s)$/.test(token.lower)
  )
    return false
  if (tokens[index - 1]?.lower === 'not' && tokens[index - 2]?.lower === 'do') return true
  return (
    index === 0 &&
    /^(?:the|a|an|your|this|these|those|any|all|both|its)$/.test(next.lower) &&
    /^\p{Lu}/u.test(token.text)
  )
}
const notOrders = words(
  'during unlike regarding concerning throughout amid despite considering given depending half twice such what quite thus today yesterday tomorrow maybe perhaps hence otherwise meanwhile sometimes often besides beyond minus plus versus worth afterwards nowadays likewise instead sooner later double triple',
)

/** "Live captions require …": what looks like an order is a noun phrase if a finite verb follows its bare noun. */
function subjectAhead(tokens: readonly Token[]): boolean {
  const next = tokens[1]
  if (
    next?.kind !== 'word' ||
    determiners.has(next.lower) ||
    prepositions.has(next.lower) ||
    speakers.has(next.lower)
  )
    return false
  for (let at = 2; at < Math.min(tokens.length, 9); at++) {
    const token = tokens[at]!
    if (
      at > 3 &&
      token.kind === 'word' &&
      !auxiliaries.has(token.lower) &&
      !/^(?:that|which|to|and|or|if|when)$/.test(token.lower)
    )
      continue
    if (token.kind === 'word' && prepositions.has(token.lower) && token.lower !== 'to') continue
    if (
      token.kind !== 'word' ||
      determiners.has(token.lower) ||
      prepositions.has(token.lower) ||
      /^(?:and|or|that|which|to)$/.test(token.lower)
    )
      return false
    if (auxiliaries.has(token.lower) || isVerbAt(tokens, at)) return true
  }
  return false
}

function laterVerb(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from]!
  if (determiners.has(next.lower) || next.kind !== 'word') return false
  for (let index = from + 1; index < Math.min(tokens.length, from + 4); index++) {
    if (auxiliaries.has(tokens[index]!.lower)) return true
  }
  return false
}
