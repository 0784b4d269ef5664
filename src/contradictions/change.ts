import { eq } from 'drizzle-orm'
import { adopt } from '../articles/adopt.ts'
import { type SavedVersion, saveVersion } from '../articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../articles/find.ts'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import {
  articles,
  articleVersions,
  documents,
  posts,
  settlements,
  versionSources,
  versionStatements,
} from '../db/schema.ts'
import { type Content, fields, type SettlementVerdict } from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { visibleText } from '../safety/visible.ts'
import { quoted } from './correction-reply.ts'
import { type Flag, getFlag, settlementOf, VERDICT_WORDS } from './flags.ts'

/** A sentence of ours that gives way, and how it should read instead. */
export type Change = { side: 'claim' | 'evidence'; quote: string; sentence: string }

/**
 * What a verdict changes in texts of ours, as a proposal a person checks: where the two differ by one value the value
 * is exchanged, otherwise the other side's sentence is taken. Null when every text of ours stays as it is.
 */
export function proposedChange(
  flag: Pick<Flag, 'claimQuote' | 'evidenceQuote' | 'claimPostId' | 'compared'>,
  verdict: SettlementVerdict,
  scope = '',
): Change | null {
  const { claimQuote: claim, evidenceQuote: evidence } = flag
  const values = flag.compared.split(' / ')
  const [ours = '', theirs = ''] = values.length === 2 ? values : []
  if (verdict === 'community-right')
    return { side: 'evidence', quote: evidence, sentence: exchanged(evidence, ours, theirs) ?? claim }
  if (verdict === 'both-right')
    return { side: 'evidence', quote: evidence, sentence: scoped(evidence, scope) }
  // What somebody wrote in a thread is corrected there, by a reply.
  if (verdict === 'not-a-contradiction' || flag.claimPostId !== null) return null
  return { side: 'claim', quote: claim, sentence: exchanged(claim, theirs, ours) ?? evidence }
}

/**
 * Writes the change of a settled flag as a new draft of the article it concerns; a document is adopted first. The live
 * version stays until somebody validates and publishes the draft. `sentence` replaces the proposal.
 */
export function writeChange(db: Db, input: { flagId: number; sentence?: string; by: By }): SavedVersion {
  return inTransaction(db, (tx) => {
    const flag = getFlag(tx, input.flagId)
    const settlement = settlementOf(tx, flag.id)
    if (settlement === undefined) throw new Refused('Settle this contradiction first.')
    if (settlement.versionId !== null) throw new Refused('The change is written already.')
    const change = proposedChange(visibleQuotes(tx, flag), settlement.verdict, settlement.scope)
    if (change === null) throw new Refused('This verdict changes no text of ours.')
    const sentence = (input.sentence ?? '').trim() || change.sentence
    if (sentence === change.quote) {
      const message = 'This is the sentence as it stands. Write how it should read.'
      throw new Invalid([{ field: 'sentence', code: 'unchanged', message }])
    }
    const article = getArticle(tx, articleOf(tx, flag, change.side, input.by))
    const base = getVersion(tx, (article.draftVersionId ?? article.liveVersionId)!)
    const saved = saveVersion(tx, {
      articleId: article.id,
      basedOnId: article.draftVersionId,
      content: replaced(visibleContent(tx, base), change.quote, sentence, article.number),
      reason: `Settled contradiction ${flag.id}: ${VERDICT_WORDS[settlement.verdict].toLowerCase()}`,
      significance: 'answer',
      by: input.by,
    })
    keepOrigin(tx, flag, change.side, { versionId: saved.versionId, sentence })
    tx.update(settlements).set({ versionId: saved.versionId }).where(eq(settlements.id, settlement.id)).run()
    return saved
  })
}

/** What the owner of a document kept elsewhere is asked to change, ready to send. */
export function changeRequest(request: {
  wrong: Place
  right: Place & { isOurs: boolean }
  verdict: SettlementVerdict
  sentence: string
  reason: string
}): string {
  const { wrong, right, verdict } = request
  const other = right.isOurs ? `${placeOf(right)} says otherwise` : 'A customer was told otherwise'
  const holds =
    verdict === 'both-right' ? 'Both hold, each in its own case:' : 'We have checked it: this holds.'
  return [
    `Please correct ${placeOf(wrong)}. It says:`,
    quoted(wrong.quote),
    `${other}. ${holds}`,
    quoted(right.quote),
    'We suggest:',
    quoted(request.sentence),
    ...(request.reason === '' ? [] : [`Why: ${request.reason}`]),
  ].join('\n\n')
}

type Place = { title: string; url: string | null; quote: string }

function placeOf({ title, url }: Place): string {
  return url === null ? `“${title}”` : `“${title}” (${url})`
}

/** The flag with its quotes as they may be read. */
export function visibleQuotes(db: Db, flag: Flag): Flag {
  return {
    ...flag,
    claimQuote: visibleText(db, flag.claimQuote),
    evidenceQuote: visibleText(db, flag.evidenceQuote),
  }
}

/** The sentence with one value in the place of another, when it names that value exactly once. */
function exchanged(sentence: string, from: string, to: string): string | null {
  if (from === '' || to === '' || from === to) return null
  const at = sentence.indexOf(from)
  if (at === -1 || sentence.indexOf(from, at + 1) !== -1) return null
  const isWhole =
    !/[\p{L}\p{N}]$/u.test(sentence.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(sentence.slice(at + from.length))
  return isWhole ? sentence.slice(0, at) + to + sentence.slice(at + from.length) : null
}

function scoped(sentence: string, scope: string): string {
  const said = scope.trim()
  if (said === '') return sentence
  return `${sentence} ${said[0]!.toUpperCase()}${said.slice(1)}${/[.!?…]$/.test(said) ? '' : '.'}`
}

function articleOf(tx: Db, flag: Flag, side: Change['side'], by: By): number {
  const versionId = side === 'claim' ? flag.claimVersionId : flag.evidenceVersionId
  if (versionId !== null)
    return tx.select().from(articleVersions).where(eq(articleVersions.id, versionId)).get()!.articleId
  const documentId = (side === 'claim' ? flag.claimDocumentId : flag.evidenceDocumentId)!
  const adopted = adopt(tx, { documentId, by })
  return adopted?.articleId ?? tx.select().from(articles).where(eq(articles.documentId, documentId)).get()!.id
}

function replaced(content: Content, quote: string, sentence: string, number: number): Content {
  const field = fields.find((name) => content[name].includes(quote))
  if (field === undefined)
    throw new Refused(`Article ${number} no longer says “${quote}”. Correct it by hand if it needs to be.`)
  return { ...content, [field]: content[field].replace(quote, () => sentence) }
}

/** The new sentence came from the side that was right; the paragraph it stands in keeps its other sources. */
function keepOrigin(
  tx: Db,
  flag: Flag,
  side: Change['side'],
  written: { versionId: number; sentence: string },
): void {
  const statement = tx
    .select()
    .from(versionStatements)
    .where(eq(versionStatements.versionId, written.versionId))
    .all()
    .find((one) => one.text.includes(written.sentence))
  if (statement === undefined) return
  const insert = tx.insert(versionSources)
  const documentId = side === 'evidence' ? flag.claimDocumentId : flag.evidenceDocumentId
  if (side === 'evidence' && flag.claimPostId !== null) {
    const post = tx.select().from(posts).where(eq(posts.id, flag.claimPostId)).get()!
    insert
      .values({
        statementId: statement.id,
        postId: post.id,
        sourceTextHash: post.textHash,
        wasAccepted: post.isAccepted,
      })
      .run()
  } else if (documentId !== null) {
    const document = tx.select().from(documents).where(eq(documents.id, documentId)).get()!
    insert
      .values({ statementId: statement.id, documentId: document.id, sourceTextHash: document.textHash })
      .run()
  }
}
