import { join } from 'node:path'
import { mediaNames, withoutAlt } from '../articles/media.ts'
import type { Db } from '../db/open.ts'
import type { IssueStatus } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'
import { type Memory, recall, remember } from '../lib/memory-file.ts'
import { firstWords } from '../lib/plain-text.ts'
import type { BuildMemory } from './build-memory.ts'
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
  look(version: { versionId: number; hash: string }): Look
  /** Read from the database each time, but for the last one asked for. */
  texts(versionId: number): Texts
  /** Keeps what was found out about these versions. */
  keep(versionIds: number[]): void
}

const SUMMARY = 280
const HASH = 16

/** A text in which nothing is private looks the same as long as it is known. */
const cleanLooks = new WeakMap<Known, Look>()

/** The hashes of the fields that are not empty stand in one text. */
export type Known = {
  /** The beginning of the version's own hash: another database may give the number to another text. */
  version: string
  hashes: string
  lacksAlt: string[]
  facts: TextFacts
  words: ArrayLike<number>
}
type Kept = Memory & {
  versions: Uint32Array
  ends: Uint32Array
  words: Uint32Array
  contents: string[]
  hashes: string[]
  summaries: string[]
  rest: string[]
}

/** Looks at texts of versions, which never change; `memory` is where that is remembered. */
export function textFinder(db: Db, read: TextReader, memory?: BuildMemory): TextFinder {
  const file = memory && join(memory.folder, 'texts')
  const known = memory?.texts?.known ?? (file === undefined ? new Map<number, Known>() : recalled(file))
  // Of versions that were replaced only those on file are still known.
  const isOnFile = memory?.texts?.onFile ?? new Set(known.keys())
  if (memory !== undefined) memory.texts = { known, onFile: isOnFile }
  // Erased texts are the only ones that change; what was remembered of them goes with the next file.
  const erased = db.$client.prepare(`SELECT DISTINCT subject_id FROM erasures WHERE kind = 'version'`).pluck()
  for (const versionId of erased.all() as number[]) known.delete(versionId)
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
  const original = (versionId: number, hash: string): Known => {
    const own = find.get(versionId) as Texts
    const hashes = Object.values(own).flatMap((text) => (text === '' ? [] : sha256(text)))
    return {
      version: hash.slice(0, HASH),
      hashes: hashes.join(' '),
      lacksAlt: withoutAlt(own),
      ...factsOf(own),
    }
  }
  return {
    texts,
    look({ versionId, hash }) {
      const before = known.get(versionId)
      const own = before?.version === hash.slice(0, HASH) ? before : original(versionId, hash)
      if (own !== before) {
        known.set(versionId, own)
        isOnFile.delete(versionId)
      }
      const kinds = read.openKindsOf(own.hashes)
      if (!read.isRedacted(own.hashes)) {
        if (kinds.length > 0) return { ...own, kinds, redactedKey: undefined }
        const look = cleanLooks.get(own) ?? { ...own, kinds, redactedKey: undefined }
        cleanLooks.set(own, look)
        return look
      }
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
      if (memory === undefined) return
      const fresh = clean.filter((id) => !isOnFile.has(id)).length
      const isSame = fresh === 0 && clean.length === isOnFile.size
      if (isSame || !(memory.isToBeWritten || fresh > clean.length / 100)) return
      remember(file!, kindNow(), coded(clean, known))
      const kept = new Set(versionIds)
      for (const id of known.keys()) if (!kept.has(id)) known.delete(id)
      isOnFile.clear()
      for (const id of clean) isOnFile.add(id)
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
  return sha256(JSON.stringify([2, factsOf(texts), withoutAlt(texts)]))
}

function recalled(file: string): Map<number, Known> {
  const kept = recall<Kept>(file, kindNow(), [
    'versions',
    'ends',
    'words',
    'contents',
    'hashes',
    'summaries',
    'rest',
  ])
  const known = new Map<number, Known>()
  // Most texts have neither links nor pictures: what is said of one is said of thousands.
  const parsed = new Map<string, Rest>()
  kept?.versions.forEach((versionId, i) => {
    const rest = parsed.get(kept.rest[i]!) ?? (JSON.parse(kept.rest[i]!) as Rest)
    parsed.set(kept.rest[i]!, rest)
    const { lacksAlt, hrefs, media, status } = rest
    known.set(versionId, {
      version: kept.contents[i]!,
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
    contents: all.map(({ version }) => version),
    hashes: all.map(({ hashes }) => hashes),
    summaries: all.map(({ facts }) => facts.summary),
    rest: all.map(({ lacksAlt, facts: { hrefs, media, status } }) =>
      JSON.stringify({ lacksAlt, hrefs, media, status } satisfies Rest),
    ),
  }
}
