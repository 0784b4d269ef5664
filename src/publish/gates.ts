import { posix } from 'node:path'
import type { Issue } from '../lib/errors.ts'
import type { WordList } from '../safety/detector.ts'
import { codeName } from '../safety/detectors/code-name.ts'
import { checkHtml } from './check-html.ts'
import type { LeakFinder } from './leaks.ts'
import type { Watcher } from './write.ts'

/** What the gates have to know. */
export type GateFacts = {
  findLeaks: LeakFinder
  /** The company's own words that must not be seen. */
  words: WordList | undefined
  /** The largest size of one page, in bytes. */
  pageBudget: number
  /** The path part of the site's address: links from the page of missing addresses start with it. */
  basePath: string
  /** Where votes are sent: not a page of the site, wherever it is. */
  feedbackUrl: string | null
}

/** Watches the files of a release being made; afterwards `issues` says why it must not go out. */
export type Gates = { watch: Watcher; issues: (isFile: (path: string) => boolean) => Issue[] }

const TEXT_FILE = /\.(?:html|md|xml|atom|txt|json|map)$|(?:^|\/)(?:_redirects|\.htaccess)$/
/** More of one kind than this are counted, not listed. */
const LISTED = 20

/** The gates of a whole release: broken markup, leaks, links that lead nowhere, pages that are too large. */
export function createGates(facts: GateFacts): Gates {
  const issues: Issue[] = []
  const targets = new Map<string, string>()
  const decoder = new TextDecoder()
  return {
    watch(path, bytes) {
      if (!TEXT_FILE.test(path)) return
      const text = decoder.decode(bytes)
      const isHtml = path.endsWith('.html')
      for (const what of leaksIn(text, isHtml, facts)) {
        issues.push({ field: path, code: 'leak', message: `${path} shows ${what}.` })
      }
      if (!isHtml) return
      const page = checkHtml(text)
      for (const fault of page.faults) {
        issues.push({ field: path, code: 'broken-page', message: `${path} has ${fault}.` })
      }
      if (bytes.length > facts.pageBudget) {
        const message = `${path} has ${bytes.length} bytes, more than the ${facts.pageBudget} a page may have.`
        issues.push({ field: path, code: 'size', message })
      }
      for (const link of page.links) {
        if (link === facts.feedbackUrl) continue
        const target = targetOf(path, link, facts.basePath)
        if (target === undefined) continue
        if (target.path !== path) targets.set(target.path, path)
        else if (target.fragment !== '' && !page.ids.has(target.fragment)) {
          issues.push(brokenLink(path, `#${target.fragment}`))
        }
      }
    },
    issues(isFile) {
      const broken = [...targets].filter(([target]) => !isFile(target))
      return shortened([...issues, ...broken.map(([target, path]) => brokenLink(path, target))])
    },
  }
}

/** The file a link of a page means; undefined for links that leave the site. */
export function targetOf(
  path: string,
  link: string,
  basePath = '',
): { path: string; fragment: string } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return undefined
  const [address = '', fragment = ''] = link.split('#', 2)
  const plain = address.split('?', 1)[0]!
  if (plain === '') return { path, fragment }
  if (plain.startsWith('/')) {
    if (!plain.startsWith(`${basePath}/`)) return undefined
    return { path: withIndex(plain.slice(basePath.length + 1)), fragment }
  }
  return { path: withIndex(posix.join(posix.dirname(path), decodeURI(plain))), fragment }
}

function withIndex(path: string): string {
  if (path === '' || path === '.' || path === './') return 'index.html'
  return path.endsWith('/') ? `${path}index.html` : path
}

function leaksIn(text: string, isHtml: boolean, facts: GateFacts): string[] {
  const found = facts.findLeaks(text, isHtml)
  if (facts.words === undefined) return found
  const words = codeName.finds(text, { words: facts.words })
  return words.length === 0 ? found : [...found, `a word the company keeps to itself (${words.length} times)`]
}

function brokenLink(path: string, target: string): Issue {
  return { field: path, code: 'broken-link', message: `${path} links to ${target}, which is not there.` }
}

function shortened(issues: Issue[]): Issue[] {
  if (issues.length <= LISTED) return issues
  const more = { code: 'more', message: `And ${issues.length - LISTED} more.` }
  return [...issues.slice(0, LISTED), more]
}
