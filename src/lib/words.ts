/** Light English word analysis shared by everything that compares short texts: stems and number words. */

/** Reduces an English word to a form that its inflections share ("retained", "retains" → "retain"). */
export function stem(word: string): string {
  const lower = word.toLowerCase()
  const known = memo.get(lower)
  if (known !== undefined) return known
  const found = irregular.get(lower) ?? stripSuffix(irregularVerbs.get(lower) ?? lower)
  if (memo.size < MEMO_LIMIT) memo.set(lower, found)
  return found
}

/** The value of a number word ("thirty" → 30), or undefined. */
export function numberWord(word: string): number | undefined {
  return numberWords.get(word)
}

/** A word list as a plain lookup that knows nothing but its own words (not even "constructor"). */
export function table<T>(entries: Record<string, T>): Readonly<Record<string, T | undefined>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries)
}

/** How alike two sets are: shared members divided by all members, 0 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const item of a) if (b.has(item)) shared++
  const all = a.size + b.size - shared
  return all === 0 ? 0 : shared / all
}

/** Words that carry grammar rather than content. */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the this that these those some any each every all both either neither no none such same own other another
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones who whom
  whose which what where when why how there here and or but nor so yet if then than as because since while although
  though unless until till whether of in on at by for with about against between into through during before after
  above below to from up down out off over under again further once per via within without upon onto across along
  around behind beside besides beyond despite except inside outside near like towards toward versus vs
  am is are was were be been being have has had having do does did doing done will would shall should can could may
  might must ought need not never also too very just only even still already always ever often sometimes usually
  really quite rather almost maybe perhaps actually basically simply please thanks thank well now soon later yes
  ok okay hi hello hey sure fine etc eg ie yourself itself themselves myself himself herself ourselves
  anything something nothing everything anyone someone everyone anybody somebody everybody nobody anyway however
  therefore thus hence instead otherwise else though got get gets getting gotten let lets make makes making made`
    .split(/\s+/)
    .filter(Boolean),
)

const MEMO_LIMIT = 50_000
const memo = new Map<string, string>()

const irregular = new Map<string, string>(
  `kept:keep ran:run running:run runs:run sent:send sends:send built:build lost:los loses:los losing:los lose:los
  stored:stor went:go gone:gon goes:go paid:pay pays:pay said:say says:say told:tell took:take taken:take taking:take
  takes:take gave:giv given:giv gives:giv giving:giv give:giv found:find left:leav leave:leav leaves:leav leaving:leav
  began:begin begun:begin beginning:begin chose:choos chosen:choos choose:choos wrote:writ written:writ write:writ
  broke:break broken:break held:hold meant:mean made:make came:come became:becom become:becom bought:buy
  sold:sell shown:show showed:show drawn:draw grew:grow grown:grow hid:hid hidden:hid hide:hid hides:hid read:read
  lies:lie lying:lie died:die dies:die children:child people:person men:man women:woman indices:index indexes:index
  this:this is:is was:was has:has does:does always:alway yes:yes us:us bus:bus status:status plus:plus less:less
  canvas:canvas atlas:atlas alias:alias aliases:alias bonus:bonus focus:focus virus:virus process:process
  access:access address:address addresses:address news:new ios:ios macos:macos dns:dns https:https tls:tls sms:sms
  gps:gps css:css js:js aws:aws saas:saas vps:vps nas:nas os:os sso:sso bias:bias gas:gas during:during
  being:be during:during string:string strings:string thing:thing things:thing ring:ring king:king bring:bring
  spring:spring setting:setting settings:setting building:building meeting:meeting meetings:meeting
  billing:billing pricing:pric shipping:ship shipped:ship ping:ping pinging:ping wing:wing
  need:need needs:need needed:need feed:feed feeds:feed speed:speed speeds:speed seed:seed exceed:exceed
  exceeds:exceed exceeded:exceed proceed:proceed shed:shed red:red led:led bed:bed embed:embed embeds:embed
  hundred:hundred removal:remov renewal:renew renewals:renew approval:approv denial:deny trial:trial trials:trial
  data:data media:media criteria:criteria license:licenc licenses:licenc licensed:licenc licence:licenc
  licences:licenc licensing:licenc cancelled:cancel cancelling:cancel cancellation:cancel canceled:cancel
  canceling:cancel cancel:cancel cancels:cancel colour:color colours:color behaviour:behavior centre:center
  optimisation:optimiz optimization:optimiz organisation:organiz organization:organiz organisations:organiz
  organizations:organiz catalogue:catalog programme:program cheque:check dialogue:dialog modelling:model
  maintenance:maintain maintained:maintain maintains:maintain maintain:maintain subscription:subscrib
  subscriptions:subscrib expiry:expir expiration:expir expires:expir expired:expir expiring:expir expire:expir
  retention:retain deletion:delet deletions:delet notification:notifi notifications:notifi notify:notifi
  notified:notifi notifies:notifi application:app applications:app apps:app app:app
  applied:appli apply:appli applies:appli applying:appli multiple:multipl multiply:multipli
  encrypted:encrypt encryption:encrypt encrypting:encrypt encrypts:encrypt decryption:decrypt
  purchase:purchas purchases:purchas payment:payment payments:payment reset:reset resets:reset resetting:reset
  upset:upset set:set sets:set setup:setup setups:setup better:better best:best worse:worse worst:worst
  requirement:requir requirements:requir replied:repli reply:repli replies:repli
  compatibility:compat compatible:compat incompatible:incompat availability:availabl visibility:visibl
  permission:permission permissions:permission connection:connect connections:connect
  configuration:configur configurations:configur installation:install installations:install
  registration:regist registering:regist registered:regist registers:regist register:regist
  activation:activ activated:activ activate:activ activates:activ activating:activ active:active
  deactivated:deactiv deactivate:deactiv deactivates:deactiv deactivating:deactiv deactivation:deactiv inactive:inactive
  automatically:automatic automated:automatic automatic:automatic automatical:automatic automates:automatic
  manually:manual manual:manual daily:daily weekly:weekly monthly:monthly yearly:yearly annually:annual annual:annual
  early:early only:only apply:appli family:famili supply:suppli rely:reli directly:direct immediately:immediat
  separately:separat separate:separat free:free fee:fee fees:fee tree:tree three:three agree:agre
  version:version versions:version region:region regions:region session:session sessions:session option:option
  options:option action:action actions:action section:section sections:section million:million billion:billion
  position:position station:station question:question questions:question function:function functions:function
  collection:collection collections:collection transaction:transaction transactions:transaction
  extension:extension extensions:extension edition:edition editions:edition location:locat locations:locat
  location:locat located:locat integration:integrat integrations:integrat
  add:add adds:add added:add adding:add agrees:agre agreed:agre agreeing:agre bill:bill bills:bill billed:bill
  replying:repli supplied:suppli supplies:suppli supplying:suppli label:label labels:label labelled:label
  labelling:label guarantee:guarantee guarantees:guarantee guaranteed:guarantee guaranteeing:guarantee
  proceed:proceed proceeds:proceed succeed:succeed succeeds:succeed enrolled:enrol enrolling:enrol enroll:enrol
  lens:lens lenses:lens focused:focus focusing:focus tied:tie ties:tie functioned:function
  site:websit sites:websit used:use uses:use using:use user:user users:user other:other`
    .split(/\s+/)
    .filter(Boolean)
    .map((pair) => pair.split(':'))
    .map(([word, kept]): [string, string] => [
      word!,
      kept!.replace(/(?<=...)e$/, '').replace(/(?<=...)y$/, 'i'),
    ]),
)

/** The forms of verbs that no rule makes, each led back to its verb; those above are led to their stems already. */
const irregularVerbs = new Map(
  `undo undid undone undoing, redo redid redone redoing, withdraw withdrew withdrawn, speak spoke spoken, know knew known,
  overwrite overwrote overwritten overwriting, rewrite rewrote rewritten rewriting, rebuild rebuilt, wear wore worn,
  spend spent, fly flew flown flies, drive drove driven driving, freeze froze frozen freezing, lend lent, sweep swept,
  teach taught, understand understood, win won winning, bring brought, catch caught, feel felt, meet met, stick stuck,
  tear tore torn, throw threw thrown, wake woke woken waking, see saw seen, eat ate eaten, fall fell fallen,
  forget forgot forgotten forgetting, ride rode ridden riding, rise rose risen rising, steal stole stolen, sleep slept,
  swim swam swum, sing sang sung, sink sank sunk, drink drank drunk, stand stood, fight fought, seek sought,
  think thought, swear swore sworn, bite bit bitten biting, blow blew blown, deal dealt, dig dug,
  forbid forbade forbidden forbidding, forgive forgave forgiven forgiving, hang hung, lay laid, lead led, leap leapt,
  learn learnt, light lit, lean leant, mistake mistook mistaken, overcome overcame, overtake overtook overtaken,
  oversee oversaw overseen, rewind rewound, unwind unwound, shake shook shaken shaking, shine shone,
  shoot shot, shrink shrank shrunk, sit sat sitting, slide slid sliding, spin spun, spread, spring sprang sprung,
  strike struck stricken striking, swing swung, undergo underwent undergone undergoes, undertake undertook undertaken,
  weave wove woven, weep wept, burn burnt, dream dreamt, spell spelt, spill spilt, bend bent, bleed bled,
  breed bred, cling clung, creep crept, flee fled, fling flung, kneel knelt, string strung, sting stung,
  stride strode, strive strove striven, outgrow outgrew outgrown, resend resent, resell resold, repay repaid,
  retake retook retaken retaking, unlearn unlearnt, withhold withheld, withstand withstood, mislead misled,
  misread, foresee foresaw foreseen, override overrode overridden overriding, get got gotten getting`
    .split(',')
    .flatMap((line) => {
      const [verb = '', ...forms] = line.trim().split(/\s+/)
      return forms.map((form): [string, string] => [form, verb])
    }),
)

function stripSuffix(lower: string): string {
  let word = lower.replace(/['’]s?$/, '')
  if (word.length <= 3 || /\d/.test(word)) return word
  word = stripPlural(word)
  word = stripVerbEnding(word)
  if (word.length > 4 && word.endsWith('ly')) word = word.slice(0, -2)
  if (word.length > 7 && word.endsWith('ation')) word = word.slice(0, -5)
  else if (word.length > 6 && word.endsWith('ion') && /[st]ion$/.test(word)) word = word.slice(0, -3)
  if (word.length > 3 && word.endsWith('e')) word = word.slice(0, -1)
  if (word.length > 3 && word.endsWith('y')) word = `${word.slice(0, -1)}i`
  return word
}

function stripPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:x|ch|sh|ss|zz)es$/.test(word)) return word.slice(0, -2)
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1)
  return word
}

function stripVerbEnding(word: string): string {
  for (const ending of ['ing', 'ed']) {
    if (!word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    if (rest.length < 3 || !/[aeiouy]/.test(rest)) return word
    if (ending === 'ed' && rest.endsWith('i')) return `${rest.slice(0, -1)}y`
    return /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest
  }
  return word
}

const numberWords = new Map<string, number>(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    thousand: 1000,
    million: 1e6,
    dozen: 12,
  }),
)
