import { type Article, contentOf, getArticle, getVersion } from '../../../articles/find.ts'
import { articleStatus } from '../../../articles/queries.ts'
import { companyLexicon } from '../../../contradictions/company-lexicon.ts'
import { findContradictions, type TextContext } from '../../../contradictions/documents.ts'
import type { Db } from '../../../db/open.ts'
import type { AppliesTo, Content } from '../../../db/words.ts'
import { visibleText } from '../../../safety/visible.ts'
import { similarTo } from '../../../search/staff.ts'

/** A sentence of the text being written against an official sentence that says otherwise. */
export type Disagreement = {
  claim: string
  evidence: string
  title: string
  url: string | null
  reason: string
}

/** How many official texts a text is held against while it is written; the scan after saving looks at all. */
const MOST_TEXTS = 8
const LONGEST = 60_000

type Official = { title: string; url: string | null; text: string; context: TextContext }

/** What the official texts nearest to the text being written say otherwise. */
export function disagreements(db: Db, article: Article, content: Content): Disagreement[] {
  const text = `${content.cause}\n\n${content.resolution}`.slice(0, LONGEST)
  if (text.trim() === '') return []
  const lexicon = companyLexicon(db)
  const context: TextContext = { title: content.title, ...content.appliesTo }
  return officialNear(db, article, content).flatMap((official) =>
    findContradictions({
      official: { text: official.text, ...official.context },
      community: { text, ...context },
      lexicon,
    }).map((finding) => ({
      claim: finding.community.quote,
      evidence: finding.official.quote,
      title: official.title,
      url: official.url,
      reason: finding.reason,
    })),
  )
}

/** What two articles say that cannot both hold, quoted word for word. */
export function betweenTwo(
  db: Db,
  one: Content,
  other: Content,
): { one: string; other: string; reason: string }[] {
  return findContradictions({
    official: { text: `${one.cause}\n\n${one.resolution}`, title: one.title, ...one.appliesTo },
    community: { text: `${other.cause}\n\n${other.resolution}`, title: other.title, ...other.appliesTo },
    lexicon: companyLexicon(db),
  }).map((finding) => ({
    one: finding.official.quote,
    other: finding.community.quote,
    reason: finding.reason,
  }))
}

function officialNear(db: Db, article: Article, content: Content): Official[] {
  const excludeIds = [
    { kind: 'article' as const, id: article.id },
    ...(article.documentId === null ? [] : [{ kind: 'document' as const, id: article.documentId }]),
  ]
  const found = similarTo(db, {
    title: content.title,
    text: `${content.issue}\n${content.resolution}`,
    kinds: ['document', 'article'],
    excludeIds,
    limit: MOST_TEXTS * 2,
  })
  const officials = found.flatMap(({ kind, id }) =>
    kind === 'document' ? officialDocument(db, article, id) : officialArticle(db, article, id),
  )
  return officials.slice(0, MOST_TEXTS)
}

function officialDocument(db: Db, article: Article, id: number): Official[] {
  const row = db.$client
    .prepare(
      `SELECT d.title, d.url, d.body, d.text_hash AS hash, d.section, d.applies_to AS appliesTo, d.product_id AS productId
       FROM documents d WHERE d.id = ? AND d.removed_at IS NULL
         AND d.id NOT IN (SELECT document_id FROM articles WHERE document_id IS NOT NULL)`,
    )
    .get(id) as
    | {
        title: string
        url: string | null
        body: string
        hash: string
        section: string | null
        appliesTo: string
        productId: number | null
      }
    | undefined
  if (row === undefined || !canMeet(article, row.productId)) return []
  const { title, url } = row
  const context = { title, ...(row.section === null ? {} : { section: row.section }) }
  const scope = JSON.parse(row.appliesTo) as AppliesTo
  return [{ title, url, text: visibleText(db, row.body, row.hash), context: { ...context, ...scope } }]
}

/** Articles that are live, or of official origin: what the company vouches for. */
function officialArticle(db: Db, article: Article, id: number): Official[] {
  const other = getArticle(db, id)
  const versionId = other.liveVersionId ?? (other.origin === 'official' ? other.draftVersionId : null)
  const isSet = versionId !== null && articleStatus(db, other).state !== 'archived'
  if (!isSet || !canMeet(article, other.productId)) return []
  const content = contentOf(getVersion(db, versionId))
  return [
    {
      title: content.title,
      url: `/staff/articles/${other.number}`,
      text: visibleText(db, `${content.cause}\n\n${content.resolution}`),
      context: { title: content.title, ...content.appliesTo },
    },
  ]
}

/** Texts of different products never contradict each other; what belongs to none may meet any. */
function canMeet(article: Article, productId: number | null): boolean {
  return article.productId === null || productId === null || article.productId === productId
}
