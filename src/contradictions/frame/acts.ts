/** What a person does with a sentence; only a claim or an instruction can contradict. */
export type Act =
  | 'claim'
  | 'question'
  | 'wish'
  | 'hypothetical'
  | 'hearsay'
  | 'refuted'
  | 'past'
  | 'anecdote'
  | 'ours'
  | 'workaround'
  | 'opinion'
  | 'example'

/** The speech act of one sentence or clause, from its words; `text` is lower case, `asked` says it ends in "?". */
export function actOf(text: string, asked: boolean): Act {
  if (asked || (question.test(text) && !whatIs.test(text))) return 'question'
  if (/["”] ?(?:say|says|said|claims|states) /.test(text)) return 'hearsay'
  for (const [act, pattern] of patterns) if (pattern.test(text)) return act
  return ranLong.test(text) || backThen.test(text) ? 'past' : 'claim'
}

/** Whether the sentence says that what was said just before is wrong. */
export function refutesPrevious(text: string): boolean {
  return (
    /^(?:(?:but|sorry|no|nope|well|and)[, ]+)*(?:that|this|it|which|both)(?:'s| is|'s just| was| are)? (?:just |simply |totally |completely |also )?(?:a myth|an old myth|wrong|incorrect|not true|n't true|false|untrue|not correct|not right|nonsense|not the case|outdated|bogus|a rumou?r|misinformation|no longer (?:true|the case|correct))/.test(
      text,
    ) ||
    /^(?:not true|wrong|false|incorrect|nope)\b[.!, ]*$/.test(text) ||
    /^(?:that|this) (?:isn|wasn)['’]t (?:true|right|correct|the case)/.test(text)
  )
}

/** Whether the speaker is unsure. */
export function isHedged(text: string): boolean {
  return /\b(?:i think|i believe|i guess|i suppose|afaik|iirc|as far as i know|if i remember|if i recall|if i'm not mistaken|probably|perhaps|maybe|possibly|might|not sure|pretty sure|seems?|apparently|should be able|in theory|presumably|i assume|imo|imho|likely|could be|(?:may|might|could) (?:not )?(?:yet )?have (?:been|had|gone))\b/.test(
    text,
  )
}

const question =
  /^(?:(?:hi|hello|hey|so|and|but|ok|okay|quick question|just wondering|question|well|thanks|anyone know)[,:!. -]+){0,3}(?:(?:does|do|did|is|are|was|were|can|could|will|would|should|has|have|may|must|am|isn't|aren't|doesn't|don't|can't|won't|shouldn't) (?:i|you|we|it|there|they|anyone|anybody|someone|this|that|these|those|the|a|an|my|your|any|all)\b(?! not\b)(?!.*[.!]$)|(?:how|what|why|where|when|who|which|whose)(?:'s| is| are| do| does| did| can| could| should| would| will| to| come| about| long| many| much| often| about) |any (?:chance|idea|ideas|way|reason|news|update|plans|help|suggestions)\b|is it (?:true|possible)|wondering (?:if|whether)|i(?:'m| am| was)? wonder(?:ing)? (?:if|whether|how|why)|do(?:es)? anyone|can (?:someone|anyone|anybody|you please)|not sure (?:if|whether)|i(?:'d| would) like to know|i want to know|(?:please )?let me know (?:if|whether)|how come|(?:anyone|anybody|someone|somebody) (?:know|knows|has|have|got|tried|here))/

/** "What's over the limit is dropped": a statement. */
const whatIs =
  /^what(?:'s| is| are|'re)\b (?!.*\?).{3,60}? (?:is|are|gets?|goes|will|won't|isn't|aren't) (?!.*\?)/

const patterns: [Act, RegExp][] = [
  [
    'opinion',
    /^(?:(?:personally|well|honestly),? )?i would (?!(?:say|recommend|suggest|think|advise|guess|need|have to|love|like|prefer|appreciate|be)\b)/,
  ],
  [
    'refuted',
    /\b(?:it(?:'s| is) (?:simply |just )?(?:a myth|not true|wrong|false|untrue|incorrect|a (?:common |popular |widespread )?(?:misconception|misunderstanding|mistake|belief))(?: to (?:say|think|claim|assume))?,? that|the claim that|the rumou?r that|the myth that|(?:thinks?|believes?|assumes?|claims?|says?|said)\b.{0,200}\b(?:(?:that|this|which)(?:'s| is) (?:wrong|false|incorrect|not true|a myth|nonsense)|but (?:that|this)(?:'s| is| isn't)|isn't true|is wrong))/,
  ],
  [
    'wish',
    /\b(?:i wish|wish (?:i|we|you|they|it|there)|would be (?:so |really |very |super )?(?:nice|great|cool|good|awesome|helpful|useful|lovely|better|handy|amazing|perfect|fantastic|ideal|convenient)|would (?:love|like|prefer|appreciate)\b|'d (?:love|like|prefer)\b|hope(?:fully)?\b|hoping|feature request|please (?:add|make|allow|consider|implement|fix|bring|increase|support|raise|give us)|they should|you guys should|(?:they|you guys|we|someone) (?:really |seriously )?ought to|(?:winnow|devs?|developers|the team) should|should really (?:be|add|support|allow|last|cost|take|have|let|get|go)|please,? (?:devs?|developers|guys|folks|team)\b|ought to be (?:able|possible)|needs to be (?:able|possible)|give us .{0,60}(?:i|we) would|why not (?:just )?(?:add|allow|make|let)|\+1 for|if only|can we (?:please )?(?:get|have)|ideally|in an ideal world|it'?s (?:a shame|a pity|too bad)|i'?d rather|looking forward|should (?:have been|be allowed to|last|cost|take|allow|offer|support|let|raise|increase|add|extend|keep)|planning to|plans? to (?:add|support|increase|raise|allow))\b/,
  ],
  [
    'hypothetical',
    /\b(?:imagine|suppose|supposing|assuming|let's say|what if|would(?! (?:say|recommend|suggest|think|advise|guess|need|have to|expect))|could have|should have (?:been|had|done|gone|known|told|read|seen|got|gotten|\w+ed)\b|might have|were to|if (?:it|they|we|you|i|the \w+|there) (?:was|were|had|did|could|would))\b/,
  ],
  [
    'hearsay',
    /\b(?:(?:told|tells|telling) (?:me|us)|i(?:'ve| have)? (?:heard|read|saw)\b.{0,40}\b(?:that|somewhere|on|in|from|it|you|the)|rumou?r|supposedly|allegedly|reportedly|(?:some|many|most|a lot of|lots of|other|several|plenty of|old|older|various|certain) (?:of the )?(?:people|users|folks|posts|sites|guides|tutorials|blogs|reviews|reviewers|forums?|threads?|answers|articles|pages|videos|shops|dealers|sellers|customers|colleagues|comments|members)(?: \w+){0,3} (?:say|says|think|believe|claim|claimed|said|report|assume|insist|swear|will tell you)|(?:people|everyone|everybody|(?:someone|somebody|a user|users)(?: (?:on|in|at|from|here|above|else)(?: \w+){0,3})?|he|she|one guy|a guy|a friend(?: of mine)?|my \w+|the (?:guy|rep|agent|person|seller|lady|woman|man|salesman|sales rep|store|previous poster|poster|op|old \w+|docs?|documentation|manual|faq|article|guide|wiki|website|site|page|help page|readme)(?: \w+){0,4}) (?:keeps? )?(?:say|says|said|saying|think|thinks|thought|believe|believes|believed|claim|claims|claimed|mentioned|insists?|insisted|swears?|swore|state|states|stated|suggest|suggests|suggested|(?<!\b(?:is|are|was|were|be|been|never|not|get|gets) )told|assumes?|assumed|wrote|reckons?|reckoned)|according to (?:a|an|some|my|one|the) |(?:^|, )(?:a |my )?(?:friend|colleague|coworker|neighbou?r|brother|boss|cousin)\b.{0,30}\b(?:says?|said|told|thinks?|claims?|swears?|reckons?)|word is|they say|["”] (?:say|says|said|claims?|states?)|it(?:'s| is) (?:said|rumou?red|claimed)|you(?:'ll| will)? (?:often |sometimes )?(?:hear|read) (?:people|that|everywhere)|as (?:\w+ ){0,2}(?:said|wrote|mentioned) (?:above|earlier))\b/,
  ],
  [
    'past',
    /\b(?:(?<!\b(?:be|is|are|was|were|been|being|get|gets|got|not) )used to\b(?! (?:\w+ing|the\b))|back in (?:\d{4}|the|my|v|version)|back then|back when|in the (?:old|early|first) (?:days|versions?|releases?|generation|ui|interface)|in (?:older|earlier|previous|prior|old|past) (?:versions?|releases?|builds?)|in the past|previously|formerly|originally|at (?:that|the) time|when (?:i|we) (?:\w+ )?(?:bought|started|got|joined|signed|switched|moved|installed|lost)|years? ago|months? ago|weeks? ago|days? ago|last (?:year|month|week|time|summer|winter|spring|autumn|fall)(?!'s)|until (?:recently|last|20\d\d)|in 20[01]\d\b|historically|once upon|was (?:once|originally|still))\b/,
  ],
  ['example', /^(?:for example|for instance|e\.g\.|such as|example:)/],
  [
    'workaround',
    /\b(?:as a workaround|workaround|work around|what i (?:did|do|ended up)|i ended up|(?:the|a|one|my) trick|unofficial(?:ly)?|not official(?:ly)?|hacky?|at your own risk|kludge|bypass(?:ed)? this|get around (?:this|that|it)|instead of that you|(?:the|a|one|my|only) way (?:a)?round|third[- ]party (?:tool|script|plugin|extension|mod))\b/,
  ],
  [
    'opinion',
    /\b(?:i (?:don't |do not |really |personally )*(?:like|hate|love|prefer|dislike|enjoy|feel)|imo|imho|in my opinion|annoying|ridiculous|a joke|pain in|sucks|terrible|awful|overrated|overkill|not worth|worth it)\b/,
  ],
]

/** A simple past as the first verb tells what happened, not what holds. */
const ranLong =
  /^(?!.*\b(?:is|are|can|must|will|has|have|does|do|should|may)\b)(?:(?:the|a|an|my|our|your|version|cli|it|that|this|they|you|we|he|she|[\w.-]+) ){1,4}(?:ran|worked|took|had|went|got|lasted|gave|came(?! (?:in )?(?:with|to))|did|became|kept|began|told|said|wanted|tried|failed|crashed|helped|happened|seemed|looked)\b/

const backThen =
  /^(?=.*\bbefore the (?:update|change|redesign|switch|merger|migration)\b).*\b(?:was|were|had|did|could|worked)\b/

/** "We do not refund …": the company speaking of itself, or a customer of theirs. */
export function isOurs(text: string): boolean {
  return /^(?:(?:and|but|so|because|also|then|however|please|unfortunately|in this case|in that case)[,:! ]+){0,3}(?:(?:in|at|with|on|from) our|we|our)\b(?! (?:tried|went|ended|upgraded|moved|bought|ordered|noticed|hit|had|did|were|was|got|saw)\b)/.test(
    text,
  )
}

/** Clauses about the writer's own doings and belongings. */
export function isAnecdote(text: string): boolean {
  return (
    anecdote.test(text) ||
    /\b(?:friend|customer|colleague|client|neighbou?r|one|relative|mate|guy|user|member|supplier)s? of (?:mine|ours)\b/.test(
      text,
    )
  )
}

const anecdote =
  /^(?:(?:and|but|so|because|since|yes|yeah|no|well|actually|also|just|then|now|ok|okay|however|although|though|unfortunately|sadly|luckily|fortunately|thanks|hi|hello|hey|sorry|update|edit|after|when|for|personally|oddly|strangely|weirdly|today|yesterday|recently|once|in my case|in our case|for me|at work|at our company|here)[,:! ]+){0,4}(?:(?:in|at|with|on|from) (?:my|our) |i\b(?! (?:think|believe|guess|suppose|assume|checked|confirm|can confirm|am (?:pretty|fairly|quite) sure|'m (?:pretty|fairly|quite) sure|know|reckon|am sure|'m sure|would say|'d say|recommend|suggest|do(?:n't| not) (?:think|believe))\b)|(?:my|mine|our|ours)\b|we(?:'re|'ve|'d| could| are| were| have| had| had| got| pay| paid| spend| spent| run| did| do| just| never| always| use| used| tried| went| ended| kept| upgraded| moved| switched| bought| ordered| ran| see| saw| set| only| also| still| currently| were| noticed| hit| host| keep| ship)\b(?! to\b)|mine\b|one of (?:my|our)|neither of (?:my|our)|none of (?:my|our)|all (?:of )?(?:my|our)\b|it (?:worked|took|failed|did(?:n't| not)|crashed|broke|stopped|was|kept|happened|helped|seemed|got|went|still (?:does|did)))|\b(?:for me|in my case|in our case|my (?:guess|experience)|on mine|on my (?:machine|phone|laptop|pc|mac|account|end|system|computer|side|router|device|setup)|at my (?:company|work|job|place)|worked for (?:me|us)|did(?:n't| not) work|happened to (?:me|us))\b/
