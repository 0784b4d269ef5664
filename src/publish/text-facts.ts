import { mediaNames, withoutAlt } from '../articles/media.ts'
import type { Db } from '../db/open.ts'
import type { IssueStatus } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'
import { type Memory, recall, remember } from '../lib/memory-file.ts'
import { firstWords } from '../lib/plain-text.ts'
import { issueStatus } from './known-issues.ts'
import { hrefsIn } from './links.ts'
import type { TextReader } from './readable.ts'
import { wordsToCompare } from './related.ts'

/** What the public may read of a version, in Markdown. */
export type Texts = { title: string; issue: string; environment: string; cause: string; resolution: string }

/** What a build has to know of every text, so that it need not read those whose page stays as it is. */
export type TextFacts = {
  /** The beginning of the answer in plain words, at most `SUMMARY` characters. */
  summary: string
  hrefs: string[]
  media: string[]
  status: IssueStatus
}

/** A text as a build looks at it. */
export type Look = {
  facts: TextFacts
  /** Words by which it is compared with others. */
  words: ArrayLike<number>
  /** Fields in which a picture has no words. */
  lacksAlt: string[]
  /** Kinds of private things that may be in it. */
  kinds: string[]
  /** Stands for the texts as they are read; undefined where nothing is redacted. */
  redactedKey: string | undefined
}

export type TextFinder = {
  look(versionId: number): Look
  /** Read from the database each time, but for the last one asked for. */
  texts(versionId: number): Texts
  /** Keeps what was found out about these versions. */
  keep(versionIds: number[]): void
}

const SUMMARY = 280

/** The hashes of the fields that are not empty stand in one text. */
type Known = { hashes: string; lacksAlt: string[]; facts: TextFacts; words: ArrayLike<number> }
type Kept = Memory & {
  versions: Uint32Array
  ends: Uint32Array
  words: Uint32Array
  hashes: string[]
  summaries: string[]
  rest: string[]
}

/** Looks at texts of versions, which never change; `memory` is the file in which that is remembered. */
export function textFinder(db: Db, read: TextReader, memory?: string): TextFinder {
  const known = memory === undefined ? new Map<number, Known>() : recalled(memory)
  // Erased texts are the only ones that change; what was remembered of them goes with the next file.
  const erased = db.$client.prepare(`SELECT DISTINCT subject_id FROM erasures WHERE kind = 'version'`).pluck()
  for (const versionId of erased.all() as number[]) known.delete(versionId)
  const before = new Set(known.keys())
  const find = db.$client.prepare(
    'SELECT title, issue, environment, cause, resolution FROM article_versions WHERE id = ?',
  )
  let last: { versionId: number; texts: Texts } | undefined
  const texts = (versionId: number) => {
    if (last?.versionId !== versionId) {
      last = { versionId, texts: mapped(find.get(versionId) as Texts, read.visible) }
    }
    return last.texts
  }
  const original = (versionId: number): Known => {
    const own = find.get(versionId) as Texts
    const hashes = Object.values(own).flatMap((text) => (text === '' ? [] : sha256(text)))
    return { hashes: hashes.join(' '), lacksAlt: withoutAlt(own), ...factsOf(own) }
  }
  return {
    texts,
    look(versionId) {
      const own = known.get(versionId) ?? original(versionId)
      known.set(versionId, own)
      const kinds = read.openKindsOf(own.hashes)
      if (!read.isRedacted(own.hashes)) return { ...own, kinds, redactedKey: undefined }
      const seen = texts(versionId)
      const redactedKey = sha256(JSON.stringify(Object.values(seen)))
      return { ...factsOf(seen), lacksAlt: own.lacksAlt, kinds, redactedKey }
    },
    keep(versionIds) {
      // What may be private, or was made unreadable, leaves no trace in a file.
      const clean = versionIds.filter((id) => {
        const { hashes } = known.get(id)!
        return !read.isRedacted(hashes) && read.openKindsOf(hashes).length === 0
      })
      if (memory === undefined || (clean.length === before.size && clean.every((id) => before.has(id))))
        return
      remember(memory, kindNow(), coded(clean, known))
    },
  }
}

type Rest = Pick<Known, 'lacksAlt'> & Omit<TextFacts, 'summary'>

function mapped(texts: Texts, change: (text: string) => string): Texts {
  const { title, issue, environment, cause, resolution } = texts
  return {
    title: change(title),
    issue: change(issue),
    environment: change(environment),
    cause: change(cause),
    resolution: change(resolution),
  }
}

function factsOf(texts: Texts): Pick<Known, 'facts' | 'words'> {
  const all = [texts.resolution, texts.issue, texts.environment, texts.cause]
  return {
    words: wordsToCompare(texts),
    facts: {
      summary: firstWords(texts.resolution, SUMMARY),
      hrefs: all.flatMap(hrefsIn),
      media: all.flatMap((text) => (text.includes('/media/') ? mediaNames(text) : [])),
      status: issueStatus(texts),
    },
  }
}

const PROBE =
  '## A\n\nÉ **b** _c_ <kbd>d</kbd> 😀 [e](/f "g") ![h](/media/image-0.png) https://i.example/j?k=1\n\n[l]: m.md\n\nStatus: in test.'

/** Says what these functions make of a text that has some of everything, so that changed code forgets what it knew. */
function kindNow(): string {
  const texts = { title: PROBE, issue: PROBE, environment: '', cause: PROBE, resolution: PROBE.repeat(3) }
  return sha256(JSON.stringify([1, factsOf(texts), withoutAlt(texts)]))
}

function recalled(file: string): Map<number, Known> {
  const kept = recall<Kept>(file, kindNow(), ['versions', 'ends', 'words', 'hashes', 'summaries', 'rest'])
  const known = new Map<number, Known>()
  // Most texts have neither links nor pictures: what is said of one is said of thousands.
  const parsed = new Map<string, Rest>()
  kept?.versions.forEach((versionId, i) => {
    const rest = parsed.get(kept.rest[i]!) ?? (JSON.parse(kept.rest[i]!) as Rest)
    parsed.set(kept.rest[i]!, rest)
    const { lacksAlt, hrefs, media, status } = rest
    known.set(versionId, {
      lacksAlt,
      facts: { summary: kept.summaries[i]!, hrefs, media, status },
      words: kept.words.subarray(kept.ends[i - 1] ?? 0, kept.ends[i]),
      hashes: kept.hashes[i]!,
    })
  })
  return known
}

function coded(versionIds: number[], known: ReadonlyMap<number, Known>): Kept {
  const all = versionIds.map((id) => known.get(id)!)
  const ends = new Uint32Array(all.length)
  all.forEach(({ words }, i) => {
    ends[i] = (ends[i - 1] ?? 0) + words.length
  })
  const words = new Uint32Array(ends.at(-1) ?? 0)
  all.forEach((own, i) => {
    words.set(own.words, ends[i - 1] ?? 0)
  })
  return {
    ...{ versions: Uint32Array.from(versionIds), ends, words },
    hashes: all.map(({ hashes }) => hashes),
    summaries: all.map(({ facts }) => facts.summary),
    rest: all.map(({ lacksAlt, facts: { hrefs, media, status } }) =>
      JSON.stringify({ lacksAlt, hrefs, media, status } satisfies Rest),
    ),
  }
}
