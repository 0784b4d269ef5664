// One table of places where people write names, and the few lines that read it: longer than most files, as a table may be.
import { matches, matchesNear } from './matches.ts'
import { matchesBeside, mentions } from './mentions.ts'
import { nameRuns } from './name-runs.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { folded, isGivenName } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

/** A name seen where people write names: greetings, signatures, introductions, labels, titles. */
export type Introduction = { start: number; end: number; confidence: number; reason: string }

const space = '[ \\t]{1,3}'
const particle =
  "(?:von|van|der|den|de|da|dos|del|della|di|du|la|le|el|al|bin|ten|ter|zu|zur|y|e|O'|Mc|Mac|San)"
// "J." counts as a word of a name only before another word.
const capital =
  "\\p{Lu}(?:[\\p{Ll}\\p{M}]{1,24}(?:\\p{Lu}[\\p{Ll}\\p{M}]{1,24})?|'\\p{Lu}\\p{Ll}{1,24})(?:[-']\\p{Lu}?\\p{Ll}{1,24}){0,2}"
const initial = '\\p{Lu}\\.'
const shouted = '\\p{Lu}{3,20}'
const oneName = `(?:${capital}|${shouted})`
const fullName = `(?:${initial}[ \\t]?){0,2}${oneName}(?:${space}(?:${initial}|(?:${particle}${space}){0,3}${oneName})){0,4}`
const fewNames = `(?:${initial}[ \\t]?){0,2}${oneName}(?:${space}(?:${initial}|(?:${particle}${space}){0,3}${oneName})){0,2}`
const title =
  '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herrn?|Frau|Hr|Fr|Monsieur|Madame|Mademoiselle|Mme|Mlle|M|Sr|Sra|Srta|Se[ñn]or|Se[ñn]ora|Senhor|Senhora|Dhr|Mevr|Mevrouw|Meneer|de heer|Signor|Signora|Sig|Shri|Smt)\\.?'

const afterLabel = 'name after a label'
/** Labels of many other things too: an attribute, an account, a route. */
const weakLabel =
  /^(?:name|user|from|to|cc|bcc|owner|agent|engineer|nom|naam|nombre|nome|titular|customer|kunde)\b(?! ?(?:name|contact))/i
const turnedRound = 'surname and given name'
const greetedSmall = 'greeted in small letters'
const twoNames = 'given name and surname'
const oneGivenName = 'given name'

type Place = {
  /** Lower-case pieces; without one of them the pattern finds nothing. */
  stems?: readonly string[]
  /** A rarer expression behind which a match ends. */
  trigger?: RegExp
  /** How far before its trigger a match may begin. */
  before?: number
  pattern: RegExp
  confidence: number
  reason: string
}

const greetings =
  'hi hello hey dear hiya good greetings morning hallo liebe geehrte guten moin servus gruß grüß gruss grüss bonjour salut bonsoir cher chère chere hola estimad querid buen ola olá oi bom boa prezad caro cara ciao gentile beste geachte goede dag namaste'
    .split(' ')
    .map((word) => (word.length < 4 ? `${word} ` : word))
    .concat('hi,', 'hey,', 'hi  ')
const titles =
  'mr mrs ms miss mx dr prof herr frau hr monsieur madame mme mlle sr sra srta señor senor senhor dhr mevr meneer heer signor shri smt'
    .split(' ')
    .flatMap((word) => (word.length < 4 ? [`${word} `, `${word}.`] : [word]))

const places: readonly Place[] = [
  {
    pattern: plainPattern(
      new RegExp(
        `\\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|HI|HELLO|[Hh]iya|[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay)|[Gg]reetings|[Mm]orning|[Hh]allo|[Ll]iebe[rs]?|[Ss]ehr geehrte[rs]?|[Gg]uten (?:[Tt]ag|[Mm]orgen|[Aa]bend)|[Mm]oin|[Ss]ervus|[Gg]r[üu][ßs]s?(?: [Gg]ott| [Dd]ich)?|[Bb]onjour|[Ss]alut|[Bb]onsoir|[Cc]hers?|[Cc]h[èe]re|[Hh]ola|[Ee]stimad[oa]|[Qq]uerid[oa]|[Bb]uen(?:os|as) (?:d[íi]as|tardes|noches)|[Oo]l[áa]|[Oo]i|[Bb]om dia|[Bb]oa tarde|[Pp]rezad[oa]|[Cc]aro|[Cc]ara|[Cc]iao|[Bb]uongiorno|[Gg]entile|[Bb]este|[Gg]eachte|[Gg]oede(?:morgen|middag)|[Dd]ag|[Nn]amaste)(?:,| there| again)?${space}(?:${title}${space}){0,2}(${fewNames})(?=\\s?(?:[,!:.;\\-–)]|$|\\n)|${space}(?:and|und|et|y|e|en|&)${space}\\p{Lu})`,
        'gmu',
      ),
    ),
    stems: greetings,
    confidence: 0.9,
    reason: 'name in a greeting',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `(?:(?:[Kk]ind(?:est)?|[Bb]est|[Ww]arm(?:est)?|[Mm]any)[ \\t](?:[Rr]egards|[Ww]ishes|[Tt]hanks)|(?:^|[.!?\\n][ \\t]{0,4})(?:[Bb]est|[Tt]hanks(?:[ \\t]in[ \\t]advance|[ \\t]a[ \\t]lot|[ \\t]again|[ \\t]and[ \\t](?:kind[ \\t]|best[ \\t])?regards|[ \\t]so[ \\t]much|[ \\t]very[ \\t]much)?|[Tt]hank[ \\t]you(?:[ \\t](?:in[ \\t]advance|very[ \\t]much|so[ \\t]much))?|[Cc]heers|[Rr]gds|BR|KR|Br|Thx|Ta|[Ss]incerely|[Yy]ours(?:[ \\t](?:sincerely|truly|faithfully))?|[Rr]espectfully|[Cc]ordially|LG|VG|MfG|mfg|[Aa]tt|[Aa]bra[çc]os?|[Bb]ien à vous|[Gg]roet(?:jes|en)?|[Gg]r[.]?|[Bb]edankt|[Mm]erci|[Gg]racias|[Oo]brigad[oa]|[Dd]anke)|[Rr]egards|[Ss]incerely|[Gg]r[üu](?:ß|ss)en?(?:[ \\t]aus[ \\t]\\p{Lu}\\p{L}{1,20})?|[Cc]ordialement|[Ss]alutations(?:[ \\t](?:distingu[ée]es|cordiales))?|[Gg]roet(?:en)?|[Ss]aludos(?:[ \\t]cordiales)?|[Aa]tentamente|[Aa]tenciosamente|[Cc]umprimentos|[Cc]ordiali[ \\t]saluti|[Ss]aluti)[ \\t]{0,3}[,.!;:\\-–]{0,2}(?:\\s{0,3}\\n\\s{0,6}|(?<=[,!\\-–])[ \\t]{1,3})[*_>\\-–~ \\t]{0,5}(${fewNames}|\\p{Ll}{3,15}(?:[ ]\\p{Ll}{3,15})?)(?=[ \\t]*(?:$|\\n|[,.|(/<*_\\-–]))`,
        'gmu',
      ),
    ),
    stems:
      'regards wishes thank best cheers rgds thx sincerely yours respectfully cordially mfg abra bien groet bedankt merci gracias obrigad danke grüß gruß grüss gruss grues cordialement salutations saludos atent atenc cumprimentos saluti'
        .split(' ')
        .concat(['br', 'kr', 'ta', 'lg', 'vg', 'att', 'gr'].flatMap((word) => [`\n${word}`, `. ${word}`])),
    confidence: 0.88,
    reason: 'name in a signature',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `(?:[Mm]y (?:full )?name(?: is|'s)|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Jj]e m'appelle|[Mm]on nom est|[Mm]ijn naam is|[Ii]k heet|[Mm]e llamo|[Mm]i nombre es|[Mm]eu nome [ée]|[Mm]e chamo|[Mm]i chiamo|[Cc]all me)${space}(?:${title}${space})?(${fullName})`,
        'gu',
      ),
    ),
    stems: [
      'my name',
      'full name',
      'ein name',
      'ich hei',
      'appelle',
      'mon nom',
      'naam is',
      'ik heet',
      'llamo',
      'nombre es',
      'nome',
      'chamo',
      'chiamo',
      'call me',
    ],
    confidence: 0.92,
    reason: 'introduces himself or herself',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `\\b(?:(?:[Ii]'m|[Ii] am|[Tt]his is|[Hh]ier (?:ist|spricht)|[Ii]ci)${space}(?:${title}${space})?((?:${initial}[ \\t]?)?${oneName}${space}(?:${initial}[ \\t])?(?:${particle}${space}){0,2}${oneName})(?=[ \\t]?(?:[,.(!-]|from|of|at|with|here|calling|writing|speaking|and|von|aus|de|van|$|\\n)))`,
        'gmu',
      ),
    ),
    stems: ["i'm", 'i am', 'this is', 'hier', 'ici'],
    confidence: 0.8,
    reason: 'introduces himself or herself',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `\\b(?:[Cc]ontact(?: [Pp]erson| [Nn]ame)?|[Cc]ustomer(?: [Nn]ame| [Cc]ontact)?|[Cc]lient [Nn]ame|[Cc]aller(?: [Nn]ame)?|[Rr]equest(?:e[rd]|or)(?: [Bb]y)?(?: [Nn]ame)?|[Rr]eport(?:er|ed [Bb]y)|[Ss]ubmitted [Bb]y|[Oo]pened [Bb]y|[Cc]reated [Bb]y|[Uu]pdated [Bb]y|[Aa]ssign(?:ee|ed [Tt]o)|[Ee]scalated [Tt]o|[Aa]pproved [Bb]y|[Oo]wner|[Mm]onteur|[Tt]echni(?:cian|ker)|[Bb]erater(?:in)?|[Cc]onsultant|[Mm]anager|[Aa]gent|[Ee]ngineer|[Ff]ull ?[Nn]ame|[Ff]irst ?[Nn]ame|[Ll]ast ?[Nn]ame|[Ss]urname|[Mm]aiden [Nn]ame|[Nn]ame|[Uu]ser(?: [Nn]ame)?|[Ee]mployee|[Pp]atient|[Cc]ardholder|[Aa]ccount [Hh]older|[Aa]ttn|[Aa]ttention|[Cc]/o|[Ff]rom|[Tt]o|[Cc]c|CC|[Bb]cc|[Ss]igned|[Aa]nsprechpartner(?:in)?|[Kk]ontakt(?:person)?|[Kk]unde|[Kk]undin|[Nn]achname|[Vv]orname|[Bb]earbeiter|[Mm]elder|[Nn]om|[Pp]r[ée]nom|[Nn]aam|[Cc]ontactpersoon|[Nn]ombre|[Cc]ontacto|[Nn]ome|[Cc]ontato|[Ss]oliciante|[Tt]itular|[Ee]rstellt von|[Gg]emeldet von)["'\`*_]{0,3}[ \\t]?[:=][ \\t"'\`*_]{0,5}(?:${title}${space}){0,2}(${fullName})(?=[ \\t]*(?:$|\\n|[,;.|(<"'\`*_[/&-]))`,
        'gmu',
      ),
    ),
    trigger: /[:=]/g,
    before: 30,
    confidence: 0.75,
    reason: afterLabel,
  },
  {
    pattern: plainPattern(
      new RegExp(
        `\\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Ll]iebe[rs]?|[Bb]onjour|[Hh]ola|[Oo]l[áa]|[Cc]iao|[Bb]este)${space}${oneName}(?:,|${space}(?:and|und|et|y|e|en|&))${space}(${oneName})(?=\\s?(?:[,!:.;\\-–)]|$|\\n))`,
        'gmu',
      ),
    ),
    stems: greetings,
    confidence: 0.85,
    reason: 'name in a greeting',
  },
  {
    pattern: plainPattern(
      /\b(?:hi|hello|hey|dear|hallo|moin|hola|bonjour|salut|ciao|ol[áa]|beste|thanks|thank you|cheers)[ ](\p{Ll}{3,15})(?=[ ]?(?:[,!]|\n))/giu,
    ),
    stems: 'hi hello hey dear hallo moin hola bonjour salut ciao olá ola beste thank cheers'.split(' '),
    confidence: 0.6,
    reason: greetedSmall,
  },
  {
    pattern: plainPattern(
      new RegExp(
        `(?:[Aa]ssigned to|[Ee]scalated to|[Cc]ontact|[Uu]ser|[Oo]wner|[Nn]ame|[Bb]y|[Ff]rom|[Tt]o|[Cc]c|[Kk]unde|[Cc]ustomer):?${space}["'\`]?(${oneName},${space}${capital})(?![\\p{L}])`,
        'gu',
      ),
    ),
    trigger: /,\s/g,
    before: 60,
    confidence: 0.7,
    reason: turnedRound,
  },
  {
    pattern: plainPattern(
      new RegExp(
        `\\b(?<!\\.)(?:MR|MRS|MS|MISS|DR|HERR|FRAU|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Hr|Monsieur|Madame|Mme|Mlle|Sra?|Srta|Se[ñn]ora?|Senhora?|Dhr|Mevr|Mevrouw|Meneer|[Dd]e heer|Signora?|Shri|Smt)\\.?${space}(?:(?:Dr|Prof|Ing|Dipl)\\.?(?:-\\p{L}{2,4}\\.)?${space}){0,2}(${fewNames})`,
        'gu',
      ),
    ),
    stems: titles,
    confidence: 0.85,
    reason: 'name after a title',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `(?<![\\p{L}\\p{N}])(${fewNames})[ \\t]{1,2}(?:[<[(](?=(?:mailto:)?[\\w.+-]{1,64}@)|(?:wrote|schrieb|a écrit|escribió|escreveu|schreef):)`,
        'gu',
      ),
    ),
    trigger: /[<[(](?:mailto:)?[\w.+-]{1,64}@|(?:wrote|schrieb|écrit|escribió|escreveu|schreef):/g,
    stems: ['@', 'wrote', 'schrieb', 'écrit', 'escrib', 'escrev', 'schreef'],
    confidence: 0.9,
    reason: 'name of the writer of a message',
  },
  {
    pattern:
      /(?<=^|[\s、。,：:「])([\p{Script=Han}\p{Script=Katakana}]{1,6}(?:[ \u3000]?[\p{Script=Han}\p{Script=Katakana}]{1,6})?)(?:様|さん|氏|先生|さま)(?![\p{Script=Han}])/gu,
    stems: ['様', 'さん', '氏', '先生', 'さま'],
    confidence: 0.8,
    reason: 'name before a title',
  },
  {
    pattern:
      /(?<=^|[\s、。,：:「は])([\p{Script=Han}]{1,3}[ \u3000]?[\p{Script=Han}\p{Script=Hiragana}]{1,4})(?=[ \u3000]?(?:です|と申します|でございます|より|と言います))|(?<=(?:我叫|我是|姓名[:： ]{1,2}|联系人[:： ]{1,2}|氏名[:： ]{1,2}|お?名前[:： ]{1,2}|担当(?:者)?[:： ]{1,2}|이름[:： ]{1,2}|저는 ?|담당자[:： ]{1,2}))([\p{Script=Han}\p{Script=Hangul}]{2,4})/gu,
    stems: [
      'です',
      'と申します',
      'でございます',
      'より',
      'と言',
      '我',
      '姓名',
      '联系人',
      '氏名',
      '名前',
      '担当',
      '이름',
      '저는',
      '담당자',
    ],
    confidence: 0.8,
    reason: 'introduces himself or herself',
  },
  {
    pattern: plainPattern(
      new RegExp(
        `(?:[Мм]еня зовут|[Мм]ене звати|[Сс] уважением,?|[Кк]лиент:?|[Сс]отрудник|[Кк]оллега|[Мм]енеджер|[Зз]дравствуйте,?|[Дд]обрый день,?|[Уу]важаем(?:ый|ая))\\s{1,3}(${fullName})`,
        'gu',
      ),
    ),
    stems: [
      'зовут',
      'звати',
      'уважением',
      'клиент',
      'сотрудник',
      'коллега',
      'менеджер',
      'здравствуйте',
      'добрый',
      'уважаем',
    ],
    confidence: 0.86,
    reason: 'name of a person spoken of',
  },
]

const noName =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Madame|Monsieur|Mme|Mlle|Sra?|Srta|Señora?|Senhora?|Success|Profile|Experience|Directory|Manager|All|Team|Support|Everyone|Everybody|There|Guys|Folks|Friends?|Sirs?|Madam|World|Community|Customers?|Colleagues?|Admins?|Users?|Client|Service|Helpdesk|Desk|Again|Any|Anyone|I|We|You|It|The|This|That|These|Those|My|Our|Your|Is|Are|Was|Can|Could|Would|Should|Please|Thanks?|Thank|How|What|When|Where|Why|Who|Which|If|In|On|At|For|From|To|And|Or|But|Not|No|Yes|Ok|Okay|Sorry|Just|Also|After|Before|Since|Today|Tomorrow|Yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Still|Some|New|Error|Issue|Problem|Question|Update|Here|Now|So|Then|See|With|Using|Unable|Cannot|Hello|Hi|Hey|Dear|Best|Kind|Regards|Sent|Subject|Date|Version|Windows|Linux|Mac|Android|Apple|Google|Microsoft|Github|Damen|Herren|Team|Zusammen|Alle|Leute|Kollegen|Tous|Toutes|Todos|Todas|Equipe|Equipo|Allemaal|Iedereen|Null|None|Undefined|True|False|String|Number|Name|Id|Email|Phone|Address|Code|Enter|Chief|Engineer|Manager|Gott|God|Master|Dude|Mate|Man|Buddy|Santa|Public|Private|Internal|Unknown|Anonymous|System|Root|Guest|Default|Test|Demo|Server|Client|Product|Invoice|Order|Case|Ticket|Number|Company|Department|Office|Street|Road|Avenue|City|Bank|Data|File|Web|App|Api|Cloud|Studio|Code|Online|Enterprise|Pro|Plus|Premium|Business|Standard|Edition|Inc|Ltd|Gmbh|Corp|LLC|AG|USA|UK|EU|API|URL|SQL|ERROR|WARN|INFO|DEBUG|FATAL|HTTP|HTTPS|JSON|XML|HTML|CSV|PDF|TODO|NOTE|FAQ|OK|SSO|VPN|ID)$/i

/** Every place of a text where a name is written as people write names. Meant for cases; forums greet each other in public. */
export function introductions(text: string, isAgain = false): Introduction[] {
  const found: Introduction[] = []
  for (const { stems, trigger, before, pattern, confidence, reason } of places) {
    if (trigger && stems && !mentions(text, stems)) continue
    for (const match of trigger
      ? matchesNear(text, trigger, { before: before ?? 110, after: 90 }, pattern)
      : stems
        ? matchesBeside(text, stems, { before: 40, after: 140 }, pattern)
        : matches(text, pattern)) {
      const name = (match[1] ?? match[2])!
      const at = match.index + match[0].lastIndexOf(name)
      const range = trimmedName(name, at)
      if (!range) continue
      if (reason === turnedRound && !isGivenName(name.split(/,\s+/)[1] ?? '')) continue
      const isCut = range.end - range.start < name.length
      if (isCut && reason === turnedRound) continue
      const isWeak = reason === afterLabel && weakLabel.test(match[0])
      const isGiven = isGivenName(text.slice(range.start, range.end).split(/[ \t]/, 1)[0]!)
      if (/^\p{Ll}/u.test(name) && !isGiven && !(reason === greetedSmall && !ordinaryWords.has(folded(name))))
        continue
      if (isWeak && !isGiven && !(/^[^:=]*:/.test(match[0]) && name.includes(' '))) continue
      found.push({ ...range, confidence, reason })
    }
  }
  for (const { start, end, confidence, isFull } of isAgain ? [] : nameRuns(text)) {
    found.push({ start, end, confidence, reason: isFull ? twoNames : oneGivenName })
  }
  return found
}

/** Words at either end that are no part of a name are cut off; undefined if nothing is left. */
function trimmedName(name: string, at: number): { start: number; end: number } | undefined {
  const words = [...matches(name, /\S+/g)].map((match) => ({ word: match[0], from: match.index }))
  const bad = words.findIndex(({ word }) => noName.test(word.replace(/\.$/, '')))
  const kept = bad < 0 ? words : words.slice(0, bad)
  const last = kept.at(-1)
  if (!last || (last.word.replace('.', '').length < 2 && last.word < '\u3000')) return undefined
  return { start: at, end: at + last.from + last.word.length }
}
