import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { matchesBeside, mentions } from '../mentions.ts'
import { folded, isGivenName } from '../people.ts'
import { places } from '../places.ts'
import { plainPattern } from '../plain-pattern.ts'

const coordinate = plainPattern(
  /(?<![\p{L}\p{N}_.,-])(-?\d{1,2}\.\d{3,15})°?[ ]?[NS]?[ ]?(?:,|;|\/|[ ])[ ]?(-?\d{1,3}\.\d{3,15})°?(?:[ ]?[EW])?(?![\p{N}_]|\.\d|,[ ]?-?\d)/gu,
)
const degrees = plainPattern(
  /\d{1,2}°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d{1,6})?["″]?)?[ ]?[NS][ ,;]{0,3}\d{1,3}°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d{1,6})?["″]?)?[ ]?[EWO]|(?<![\p{L}\p{N}_.])\d{1,2}\.\d{2,8}°[ ]?[NS][ ,;]{0,3}\d{1,3}\.\d{2,8}°[ ]?[EW]|[NS][ ]?\d{1,2}°[ ]?\d{1,2}(?:\.\d{1,5})?['′]?[ ]?(?:\d{1,2}(?:\.\d{1,6})?["″]?)?[ ,;]{0,3}[EWO][ ]?\d{1,3}°[ ]?\d{1,2}(?:\.\d{1,5})?['′]?(?:[ ]?\d{1,2}(?:\.\d{1,6})?["″]?)?/gu,
)
const pair =
  /["']?\b(?:lat(?:itude)?|breitengrad)["']?[ ]?[:=][ ]?["']?(-?\d{1,2}\.\d{1,15})["']?[,; \n\r&]{1,6}["']?(?:lon(?:g(?:itude)?)?|lng|l[äa]ngengrad)["']?[ ]?[:=][ ]?["']?(-?\d{1,3}\.\d{1,15})/gi
const mapLink = /(?<=maps[^\s]{0,60}[@=/])-?\d{1,2}\.\d{4,10},-?\d{1,3}\.\d{4,10}/g
const mapWords = ['maps']
const geoBefore =
  /gps|coordinates?|koordinaten|coordonn[ée]es|coordenadas|co[öo]rdinaten|location|standort|lat|position|geo|座標|located|map/i
const cap = "\\p{Lu}[\\p{Ll}ßäöüéèãç'-]{2,24}"
const place = `${cap}(?:[ ](?:${cap}|am|de|do|da|upon|la|le)){0,3}(?:,[ ]${cap}(?:[ ]${cap})?)?`
const named = plainPattern(
  new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:(?:(?:[Ss]ite |[Bb]ranch |[Ss]tore |[Oo]ffice )?[Ll]ocation|(?<![Oo]n )[Ss]ite|[Bb]ranch|[Oo]ffice|[Pp]lant|[Hh]ometown|[Tt]own|[Rr]egion|[Bb]ased [Ii]n|[Ss]tandort|[Cc]ity|[Ss]tadt|[Oo]rt|[Vv]ille|[Ll]ocalisation|[Pp]laats|[Ss]tad|[Cc]iudad|[Uu]bicaci[óo]n|[Cc]idade|[Ll]ocaliza[çc][ãa]o|[Cc]itt[àa]|[Ww]ohnort)["'*_]{0,3}[ ]?[:=][ "'*_]{0,4}|(?:[Ss]ite|[Ll]ocation|[Ss]tandort|[Bb]ranch) (?:is|ist) |(?:(?:last )?seen|sits?|stay(?:s|ing|ed)?|parked|stuck|stored|installed|delivered|shipped|lost|works?|working|moved|[Pp]ackstation \\d{1,4}|hosted|stationed|landed)[ ](?:\\w{1,12}[ ]){0,2}?(?:in|at|near|above|to)[ ]|(?:[Oo]ffices?|[Bb]ranch|[Pp]lant|[Ff]actory|[Ww]arehouse|[Dd]ata ?cent(?:er|re)|[Hh]eadquarters|HQ|[Ss]ite|[Ss]tore|[Hh]ospital|[Cc]linic|[Ss]chool|[Ff]acility|[Bb]ased|[Ll]ocated|[Ll]ives?|[Ll]iving|[Rr]eside)[ ](?:in|at|near)[ ]|(?:[Bb]orn|[Gg]eboren|[Nn]ée?|[Nn]acid[oa]|[Nn]at[oa])[ ][^.;\\n]{0,32}?\\b(?:in|en|a|à|em)[ ]|(?:[Ii] am|[Ii]'m|[Tt]his is|[Nn]ame is)[ ]\\p{Lu}[\\p{L}' .-]{2,40}[ ](?:from|in)[ ]|(?:[Aa]rriv|[Tt]ravell?|[Ff]ly|[Rr]elocat|[Ss]tay|[Ll]iv|[Rr]esid|[Cc]ommut)(?:ing|ed|e|s)?[ ](?:\\w{2,12}[ ])?(?:from|to|in)[ ]|(?:[Bb]üro|[Ww]erk|[Ff]iliale|[Nn]iederlassung|[Ss]tandort|[Rr]echenzentrum|[Ww]ohne|[Ss]itz)[ ](?:in[ ])?|(?:[Bb]ureau|[Aa]gence|[Uu]sine|[Hh]abite|[Kk]antoor|[Oo]ficina|[Ee]scrit[óo]rio|[Ff]ilial)[ ](?:à|de|in|en|em|de)[ ])(${place})`,
    'gu',
  ),
)
/** Open Location Code, as maps show it. */
const plusCode = /(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])/g
/** Capitalised words of which some may be a place that is known by name. */
const knownPlace = plainPattern(
  /(?=\p{Lu})(?<![\p{L}\p{N}_@/.\\-])\p{Lu}[\p{L}]{2,20}(?:[ -](?:am|an|de|da|do|del|den|der|es|en|la|le|on|upon|of|sur)(?=[ -]))?(?:[ -]\p{Lu}[\p{L}]{1,20}){0,3}(?![\p{L}\p{N}_@/\\])/gu,
)
const toldBefore =
  /(?:(?<![A-Za-zÀ-ž])(?:in|from|to|at|near|around|outside|between|and|or|via|through|towards|leaving|reach(?:ed)?|visit(?:ing|ed)?|our|the|of|for|nach|aus|bei|um|von|zu|und|à|de|en|em|a|da|di|et|y|i|w|z|do|te|naar|uit|van|born|based|city|town|located|site|branch|office|store|plant|warehouse|location|standort|ort|stadt|ville|ciudad|cidade|citt[àa]|stad|plaats|destination|origin|airport|station|hub|dc)[:,]?[ \t*_"']{1,3}|[:=|(>;,][ \t*_"']{0,3}|^[ \t]{0,4})$/i
const toldAfter =
  /^(?:[ -](?:office|branch|site|plant|store|warehouse|team|hq|headquarters|depot|factory|airport|station|campus|facility|location|region|lab|clinic|hospital|hub|showroom|datacent|data cent|dc\b|centre|subsidiary|colleagues|customers?|people|[Bb]üro|[Ww]erk|[Ff]iliale)|, [A-Z])/

/** The words of places, by which most capitalised words are passed over. */
const placeWords = new Set([...places].flatMap((place) => place.split('-')))

/** The longest known place within some capitalised words, as "Salt Lake City" in "Downtown Salt Lake City". */
function knownRange(words: string): { start: number; end: number } | undefined {
  if (!placeWords.has(folded(/^[^ -]+/.exec(words)![0])) && !/[ -]/.test(words)) return undefined
  const parts = [...matches(words, /[^ -]+/g)].map((part) => ({
    start: part.index,
    end: part.index + part[0].length,
  }))
  for (let size = parts.length; size > 0; size--) {
    for (let at = 0; at + size <= parts.length; at++) {
      const range = { start: parts[at]!.start, end: parts[at + size - 1]!.end }
      if (places.has(folded(words.slice(range.start, range.end)).replaceAll(' ', '-'))) return range
    }
  }
  return undefined
}

const noPlace =
  /^(?:The|This|That|Our|My|Your|Its?|All|Any|No|Not|Some|Please|Windows|Linux|Azure|Office|Microsoft|Google|Amazon|Settings|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Server|Program|Folder|Users|Unknown|None|Null|Home|Local|Default|Git|GitHub|GitLab|Master|Main|Docker|Kubernetes|Outlook|Teams|Excel|Word|True|False|Production|Test|Building|Room|Floor|Level|Version|Der|Die|Das|Den|Dem)\b/u

const stems =
  "seen sit stay park stuck stored install deliver shipp lost works working moved packstation hosted stationed landed born geboren né nacid nato nata i am i'm this is name is arriv travel fly flies mov relocat shipp driv deliver stay work commut location standort city stadt ort ville localisation plaats stad ciudad ubicaci cidade localiza citt wohn office branch plant factory warehouse datacent center centre headquarter hq site store hospital clinic school facility based located liv reside büro werk filiale niederlassung rechenzentrum sitz bureau agence usine habite kantoor oficina escrit filial".split(
    ' ',
  )

/** Coordinates, and places named as the site of a person or company. */
export const location: Detector = {
  kind: 'location',
  finds(text, context) {
    const found: Finding[] = []
    const isPublic = isPublicSource(context)
    const add = (start: number, end: number, confidence: number, reason: string) =>
      found.push(finding('location', text, { start, end }, confidence, reason))
    for (const match of matches(text, coordinate)) {
      const isGeo =
        geoBefore.test(text.slice(Math.max(0, match.index - 40), match.index)) || /[NSEW°]/.test(match[0])
      const isOnEarth = Math.abs(Number(match[1])) <= 90 && Math.abs(Number(match[2])) <= 180
      const isPair =
        /^-?\d{1,2}\.\d{4,}, ?-?\d{1,3}\.\d{4,}$/.test(match[0]) &&
        Math.abs(Number(match[1])) > 1 &&
        text[match.index - 1] !== '('
      if (!isOnEarth || !(isGeo || isPair) || isPublic) continue
      add(match.index, match.index + match[0].length, 0.85, 'coordinates')
    }
    const written = [...(text.includes('°') ? [degrees] : []), ...(mentions(text, mapWords) ? [mapLink] : [])]
    for (const pattern of isPublic ? written : [pair, ...written]) {
      for (const match of matches(text, pattern))
        add(match.index, match.index + match[0].length, 0.9, 'coordinates')
    }
    if (isPublic) return found
    for (const match of text.includes('+') ? matches(text, plusCode) : [])
      add(match.index, match.index + match[0].length, 0.85, 'code of a place on a map')
    for (const match of matches(text, knownPlace)) {
      const range = knownRange(match[0])
      if (range === undefined) continue
      const start = match.index + range.start
      const end = match.index + range.end
      const isTold =
        toldBefore.test(text.slice(Math.max(0, start - 28), start)) ||
        toldAfter.test(text.slice(end, end + 24))
      if (isTold) add(start, end, 0.6, 'name of a place')
    }
    for (const match of matchesBeside(text, stems, { before: 12, after: 110 }, named)) {
      const name = match[1]!
      const start = match.index + match[0].length - name.length
      if (!noPlace.test(name) && !isGivenName(name.split(' ', 1)[0]!))
        add(start, start + name.length, 0.65, 'place of a site or a person')
    }
    return found
  },
}
