import type { PostNature } from '../db/words.ts'

/**
 * What a reply does. Only an *answer* may be offered as one: thanks, "me too", a question back, a lone link or a
 * bare quote stays what it is even where the source marks it as the solution. In doubt it is an answer.
 */
export function natureOf(markdown: string): PostNature {
  // Most replies quote nobody; looking for one sign is much quicker than looking at the beginning of every line.
  const hasQuote = markdown.includes('>') && QUOTE.test(markdown)
  if (!hasQuote && markdown.length > LONG) return 'answer'
  const own = hasQuote ? withoutQuotes(markdown) : markdown
  if (own.trim() === '') return hasQuote ? 'quote' : 'thanks'
  if (/```|^ {4}\S|^\|.*\|$/m.test(own)) return 'answer'
  if (own.length > LONG || (own.length > 150 && !SHORT_WORDS.test(own))) return 'answer'
  const links = own.match(LINKS)?.length ?? 0
  const text = plain(own)
  const words = wordsOf(text)
  if (words.length === 0 || (links > 0 && isPointer(text) && !/`[^`]+`/.test(own)))
    return links > 0 ? 'link-only' : 'thanks'
  if (words.length > 120) return 'answer'
  const sentences = sentencesOf(text)
  const kinds = sentences.map(kindOf)
  const carrying = sentences.filter((_, index) => kinds[index] === 'statement')
  const said = carrying.flatMap(wordsOf).filter((word) => !FILLER.has(word))
  const has = (kind: Kind) => kinds.includes(kind)
  const isEmpty = said.length <= 2 && !carrying.some((sentence) => hasSolution(sentence.toLowerCase()))
  if (has('question') && isEmpty && links === 0) return has('me-too') ? 'me-too' : 'asks-back'
  if (has('me-too') && (said.length <= 4 || (words.length <= 60 && isOwnStory(carrying)))) return 'me-too'
  if (has('thanks') && (isEmpty || (isOutcomeOnly(carrying) && links === 0))) return 'thanks'
  if (
    has('question') &&
    words.length <= 60 &&
    kinds.at(-1) === 'question' &&
    links === 0 &&
    !hasAdvice(carrying)
  ) {
    return 'asks-back'
  }
  return 'answer'
}

/** Characters above which a reply surely says more than thanks. */
const LONG = 600
const QUOTE = /^ {0,3}>/m
/** Without one of these, a reply of some length is neither thanks nor an echo, a question or a pointer. */
const SHORT_WORDS =
  /\?|http|\]\(|\b(?:thank|thx|tnx|ty|cheers|appreciat|merci|danke|gracias|grazie|obrigad|dank|tack|same|too\b|as well|also|\+1|bump|update|affected|please|pls|kindly|can you|could you|would you|will you|which|what|need (?:more|some|further)|more info|did|do you|are you|is (?:it|that|this))/i

type Kind = 'thanks' | 'me-too' | 'question' | 'filler' | 'statement'

const LINKS = /\]\([^)\s]+\)|<https?:[^>]+>|https?:\/\/\S+/g

function withoutQuotes(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^ {0,3}>/.test(line))
    .join('\n')
}

function plain(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]{0,200}\]\([^)]{0,2000}\)/g, ' ')
    .replace(/\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, (_whole, label: string) =>
      /^\w+\W*$/.test(label) ? ` ${label} ` : ' ',
    )
    .replace(/<https?:[^>]{0,2000}>|https?:\/\/\S+/g, ' ')
    .replace(/(?:^|\s)@[\w.-]+/g, ' ')
    .replace(/[*_`~\\]|:[a-z_+-]+:/g, '')
    .replace(/\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\ufe0f\u200d]/gu, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/(?:^|\s)(?:[:;]-?[)(DPp]|\^\^|<3|xD)(?=\s|$|[.!])/g, ' . ')
    .replace(/^ {0,3}#{1,6} /gm, '')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'.-]*/gu) ?? []
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/([.!?…])(?:\s+|(?=\p{Lu}))/gu, '$1\n')
    .replace(/(\bthank(?:s| you)[^.!?,\n]{0,30}),\s|\s[-–—]\s/gi, '$1\n')
    .split('\n')
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}+]/u.test(sentence))
}

/** A link with nothing more than "see", "have a look at this" around it. */
function isPointer(text: string): boolean {
  const rest = wordsOf(text).filter((word) => !FILLER.has(word) && !POINTING.has(word))
  return rest.length <= 2 && wordsOf(text).length <= 14
}

function kindOf(sentence: string): Kind {
  const text = sentence.toLowerCase()
  const words = wordsOf(text)
  if (ME_TOO.test(text) && words.length <= 40 && !hasAdvice([text])) return 'me-too'
  if (isQuestion(text)) return 'question'
  if (THANKS.test(text) && words.length <= 30) return hasSolution(text) ? 'statement' : 'thanks'
  if (words.every((word) => FILLER.has(word))) return 'filler'
  if (ACKNOWLEDGED.test(text) && words.length <= 12 && !hasSolution(text)) return 'thanks'
  return 'statement'
}

function isQuestion(text: string): boolean {
  if (/\?["')\s]*$/.test(text)) return !SUGGESTS.test(text) || /\bwhat happen/.test(text)
  return ASKS.test(text)
}

/** "Thanks, it was the firewall" and "thanks, I fixed it by …" do answer. */
function hasSolution(text: string): boolean {
  return /\b(?:by \w+ing|were wrong|was wrong|turned out|it was (?!great|perfect|very|really|a great|helpful)|the (?:problem|issue|reason|culprit|trick|fix|solution|key) (?:was|is)|i (?:had to|forgot|needed to|just (?:had|changed|removed|added|set|deleted|updated|reinstalled))|you (?:have to|need to|can|should|must)|using |(?:solved|fixed|resolved) (?:it |this |that |the \w+ )?(?:by|with|after|when|my|the)\b|(?:changing|adding|removing|setting|updating|disabling|enabling|deleting|reinstalling|restarting) )/.test(
    text,
  )
}

/** Statements that tell somebody what to do or how things are, as against how the writer fares. */
function hasAdvice(sentences: string[]): boolean {
  return sentences.some((sentence) =>
    /\b(?:you (?:can|could|should|must|need|have to|may|might|will|want)|try |use |set |add |click|go to|open |change |remove |install |make sure|check (?:the|your|that|if)|because|the (?:reason|fix|solution|trick|answer)|instead|solved|fixed|workaround|it works (?:if|when)|works for me (?:if|when|after)|doc(?:s|umentation))/i.test(
      sentence,
    ),
  )
}

/** What befell the writer, as against what is so or what to do. */
function isOwnStory(sentences: string[]): boolean {
  return (
    !hasAdvice(sentences) &&
    sentences.every((sentence) => /\b(?:i|i'm|i've|we|we're|my|our|me|us|mine|ours)\b/i.test(sentence))
  )
}

/** "It works now." beside thanks adds nothing a reader could use. */
function isOutcomeOnly(sentences: string[]): boolean {
  return sentences.every(
    (sentence) =>
      /\b(?:work(?:s|ed|ing)|solved|fixed|help(?:s|ed|ful)|tr(?:y|ied) (?:it|that|this)|will (?:try|check|do|test|have a look|take a look|let you know)|understand|got it|makes sense|appreciate|perfect|great|awesome|exactly|what i (?:was|needed)|day|weekend|marked?|close)\b/i.test(
        sentence,
      ) &&
      wordsOf(sentence).length <= 16 &&
      !hasSolution(sentence.toLowerCase()),
  )
}

const THANKS =
  /\b(?:thanks?|thank you|thx|thnx|tnx|ty|cheers|much appreciated|appreciate (?:it|your|the)|merci|danke|gracias|grazie|obrigad[oa]|dank je|bedankt|tack|kiitos|спасибо|arigat[oō]u?)\b|ありがとう|谢谢|спасибо|شكرا|תודה/i
const ACKNOWLEDGED =
  /^(?:ok(?:ay)?|great|perfect|awesome|excellent|brilliant|nice|cool|super|wonderful|got it|solved|fixed|it works?|works?|that works?|that worked|that did it|it worked|this worked|worked|that helped|you'?re welcome|no problem|my pleasure|glad|never ?mind|nvm|bump|up|welcome|yes,? (?:that|it) (?:works|worked|did)|this (?:is|was) it|exactly|correct|right)\b/
const ME_TOO =
  /\b(?:me too|same here|same for me|same (?:problem|issue|error|thing|question|boat|symptom|behaviou?r)s?(?: here| too| as well)|(?:with|have|having|got|get|see|seeing|face|facing|experience|experiencing) (?:exactly |precisely |the |this |that |a |an |very )*(?:same|identical|similar) (?:\w+ )?(?:problem|issue|error|thing|question|symptom|behaviou?r|trouble|situation|message)s?|happens? (?:to|for|with) (?:me|us) (?:too|as well|also)|i(?:'m| am) also (?:having|seeing|getting|experiencing)|i (?:would|'d) (?:also |like to )+know|also affected|affected (?:too|as well)|geht mir auch so|ebenso|moi aussi|yo tambi[eé]n|anch'io)\b|\bany (?:update|news|progress|luck|solution)s?\b.{0,40}\?|^\s*(?:exactly |the )*same (?:problem|issue|error|thing|question|story|on|with|since|in|for)\b|^(?:i )?(?:would|'d|also|need|want)\b.{0,40}\b(?:too|as well|also)\b[\s.!]*$|^\s*(?:\+1|bump|up|following|subscribing|same|ditto)\s*(?:[.!,]|$)/i
const ASKS =
  /^(?:(?:hi|hello|hey|hmm+|ok|so|well|and|but)[ ,!.]*)?(?:(?:please|kindly|pls) (?:post|share|attach|send|provide|show|upload|tell|describe|give|let (?:us|me) know|clarify|explain|paste|open a|submit|create a)|(?:can|could|would|will) you (?:please |maybe |perhaps |also |kindly )*(?:post|share|attach|send|provide|show|upload|tell|describe|give|explain|elaborate|confirm|check what|clarify|paste|be more)|which (?:version|model|plan|platform|browser|device|system|os|one)|what (?:version|model|plan|does|do you|is your|exactly|browser|os|error|platform)|do you (?:have|use|see|get|mean|know|still)|are you (?:using|on|sure|running|trying)|is (?:it|that|this) (?:still|the|a|on)|(?:i|we)(?:'d| would)? need (?:more|some more|further) (?:info|details|information)|more (?:info|details|information)|did (?:you|it|that|this))\b/

/** Questions that say what to do. */
const SUGGESTS =
  /^(?:(?:hi|hello|hey|hmm+|ok|so|well)[ ,!.]*)?(?:have you (?:already |ever )?(?:tried|checked|looked)|did you (?:try|check)|(?:what|how) about|why (?:not|don't you)|may ?be|perhaps|could it be|couldn't you|can't you)\b/

const FILLER = new Set(
  `hi hello hey dear all everyone everybody there guys folks team sir madam ok okay yes no yeah yep nope hmm hm oh ah um well so and
  but a an the i you it is was are this that these those again very much so really for your the help reply answer quick fast
  response support time advance in to of my me we us great good nice cool sure please sorry regards best kind cheers mate man
  bye greetings welcome not sure i'm it's that's here now just also too any idea anyone maybe perhaps interesting strange weird
  lot lots lol haha up down same see above below more less pretty bit quite awesome perfect excellent works worked working
  think guess wondering curious understand right exactly indeed got`.split(/\s+/),
)
const POINTING = new Set(
  `see look looks have take at check checkout read try link links article page docs documentation doc thread topic post faq wiki
  manual guide tutorial answer answered explained found find might may could can should will helps helpful useful related possible
  duplicate already discussed covered described details info information more about video discussion issue hope like something via
  from with on by one which what how`.split(/\s+/),
)
