import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matchesAt } from '../labelled.ts'
import { matchesNear } from '../matches.ts'
import { mentions } from '../mentions.ts'
import { plainPattern } from '../plain-pattern.ts'
import { isSampleEmail } from '../samples.ts'

const localUnit = plainPattern(/[\p{L}\p{N}._%+'\\&-]/u)
const domainPart = plainPattern(
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[\p{L}][\p{L}\p{N}-]{1,23}/uy,
)
const spelled = plainPattern(
  /(?<![\p{L}\p{N}._-])([\p{L}\p{N}][\p{L}\p{N}._+-]{0,60})\s?[[({<]\s?(?:at|@|a|arroba|ät)\s?[\])}>]\s?([\p{L}\p{N}-]{1,60}(?:(?:\.|\s?[[({]\s?(?:dot|punkt|ponto|punto|\.)\s?[\])}]\s?)[\p{L}\p{N}-]{2,40}){1,5})/giu,
)
const spelledAt = /[[({<]\s?(?:at|@|a|arroba|ät)\s?[\])}>]/gi
/** "jan dot novak at seznam dot cz": in words only, so that at least one "dot" must stand behind the "at". */
const inWords = plainPattern(
  /(?<![\p{L}\p{N}._-])([\p{L}\p{N}][\p{L}\p{N}._+-]{0,40}(?:[ ]dot[ ][\p{L}\p{N}_-]{1,30}){0,3})[ ](?:at|arroba)[ ]([\p{L}\p{N}-]{1,40}(?:(?:\.|[ ]dot[ ])[\p{L}\p{N}-]{1,30}){0,3}[ ]dot[ ]\p{L}{2,8})(?![\p{L}\p{N}_-])|(?<![\p{L}\p{N}._-])([\p{L}\p{N}][\p{L}\p{N}._+-]{0,60})[ ]?@[ ]([\p{L}\p{N}-]{1,40}(?:\.[\p{L}\p{N}-]{1,30}){0,3}\.\p{L}{2,8})(?![\p{L}\p{N}_.-])/giu,
)
const spokenWords = [' dot ', '@ ', ' @']
const spokenAt = /[ ](?:at|arroba)[ ](?=[^\n]{1,70} dot )|@[ ]/gi
const fileEnding = /\.(?:png|jpe?g|gif|webp|svg|js|mjs|ts|tsx|css|scss|json|md|html?|xml|ya?ml|dll|exe|zip)$/i

/** E-mail addresses, also with letters of any script and spelled with "[at]"; not decorators, package names or git remotes. */
export const email: Detector = {
  kind: 'email',
  finds(text, context) {
    const found: Finding[] = []
    const strict = !isPublicSource(context)
    const add = (start: number, end: number, local: string, domain: string) => {
      if (isSampleEmail(local, domain, strict) || fileEnding.test(domain)) return
      found.push(finding('email', text, { start, end }, 0.98, 'e-mail address'))
    }
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const start = localStart(text, at)
      const domain = matchesAt(domainPart, text, at + 1)?.[0]
      if (start === at || domain === undefined) continue
      const end = at + 1 + domain.length
      const local = text.slice(start, at).replaceAll('\\', '')
      const isRemote =
        text[end] === ':' && /[A-Za-z~/]/.test(text[end + 1] ?? '') && /^(?:git|svn|hg)$/.test(local)
      const inAddress = /:\/\/[^\s/@]{0,64}:[^\s/@]{0,64}$/.test(text.slice(Math.max(0, at - 140), at))
      const isLogin = /\b(?:ssh|scp|sftp|rsync|mosh)\s[^\n]{0,40}$/.test(
        text.slice(Math.max(0, start - 50), start),
      )
      const isPath = text[start - 1] === '/' && !text.startsWith('//', start - 2)
      if (!isRemote && !inAddress && !isLogin && !isPath) add(start, end, local, domain)
    }
    for (const match of matchesNear(text, spelledAt, { before: 64, after: 130 }, spelled)) {
      add(
        match.index,
        match.index + match[0].length,
        match[1]!,
        match[2]!.replace(/\s?[[({][^\])}]*[\])}]\s?/g, '.'),
      )
    }
    if (!strict) return found
    for (const match of !mentions(text, spokenWords)
      ? []
      : matchesNear(text, spokenAt, { before: 100, after: 130 }, inWords)) {
      const [local, domain] = [match[1] ?? match[3], match[2] ?? match[4]].map((part) =>
        part!.replace(/ dot /gi, '.'),
      )
      add(match.index, match.index + match[0].length, local!, domain!)
    }
    return found
  },
}

function localStart(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < 64 && localUnit.test(text[start - 1]!)) start--
  while (start < at && /[._%+'\\&-]/.test(text[start]!)) start++
  return start
}
