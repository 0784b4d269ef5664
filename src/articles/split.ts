import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { archivals, articles, splits } from '../db/schema.ts'
import { type Content, type Field, fields } from '../db/words.ts'
import { Conflict, Invalid, NotFound, Refused } from '../lib/errors.ts'
import { createArticle, type SavedVersion, saveVersion } from './articles.ts'
import { emptyContent } from './content.ts'
import { getArticle, getVersion, refuseIfArchived, visibleContent } from './find.ts'
import { joinStatements, withoutStatements } from './join-statements.ts'
import { knownSources } from './provenance.ts'
import { blocksOf } from './statements.ts'

/** Which statements of an article become an article of their own. */
export type Splitting = {
  articleId: number
  basedOnId: number
  title: string
  picked: { field: Field; position: number }[]
  /** Whether the statements leave the article they are taken from. */
  takesOut: boolean
  by: By
}

/** Makes a new article from statements of another, provenance kept; the first is saved without them if asked. */
export function splitArticle(db: Db, input: Splitting): { made: SavedVersion; splitId: number } {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    if (article.draftVersionId !== input.basedOnId)
      throw new Conflict(`Somebody saved article ${article.number} meanwhile. Look at it again.`)
    const content = visibleContent(tx, getVersion(tx, input.basedOnId))
    const part = partOf(content, input)
    const { productId, topicId, ownerId, language, template, origin } = article
    const made = createArticle(tx, {
      ...{ productId, topicId, ownerId, language, template, origin },
      content: { ...part, title: input.title, appliesTo: content.appliesTo },
      sources: knownSources(tx, input.basedOnId),
      by: input.by,
      reason: `Split from article ${article.number}`,
    })
    const left = input.takesOut
      ? saveVersion(tx, {
          articleId: article.id,
          basedOnId: input.basedOnId,
          content: restOf(content, input),
          reason: `Split: a part is article ${made.number} now`,
          significance: 'answer',
          by: input.by,
        }).versionId
      : input.basedOnId
    const row = { articleId: article.id, newArticleId: made.articleId, fromVersionId: input.basedOnId }
    const { id } = tx
      .insert(splits)
      .values({ ...row, leftVersionId: left, by: input.by, at: now() })
      .returning({ id: splits.id })
      .get()
    const detail = { reason: `a part is article ${made.number} now` }
    record(tx, { verb: 'split', subject: 'article', subjectId: article.id, by: input.by, detail })
    return { made, splitId: id }
  })
}

/** Undoes a split: the first article is as before, the new one is archived and leads to it. */
export function undoSplit(db: Db, input: { splitId: number; by: By }): { articleId: number } {
  return inTransaction(db, (tx) => {
    const split = tx.select().from(splits).where(eq(splits.id, input.splitId)).get()
    if (split === undefined) throw new NotFound(`There is no split ${input.splitId}.`)
    if (split.undoneAt !== null) throw new Refused('This split has been undone already.')
    const article = getArticle(tx, split.articleId)
    const made = getArticle(tx, split.newArticleId)
    refuseIfArchived(tx, article)
    refuseIfArchived(tx, made)
    const isUsed =
      article.liveVersionId === split.leftVersionId && split.leftVersionId !== split.fromVersionId
    if (article.draftVersionId !== split.leftVersionId || isUsed)
      throw new Conflict(
        `Article ${article.number} was changed or published since. Merge ${made.number} into it instead.`,
      )
    if (getVersion(tx, made.draftVersionId ?? 0).number > 1 || made.liveVersionId !== null)
      throw new Conflict(
        `Article ${made.number} was changed or published since. Merge it into ${article.number} instead.`,
      )
    tx.update(articles).set({ draftVersionId: split.fromVersionId }).where(eq(articles.id, article.id)).run()
    tx.insert(archivals)
      .values({
        articleId: made.id,
        successorId: article.id,
        reason: 'Split undone',
        by: input.by,
        at: now(),
      })
      .run()
    tx.update(articles).set({ slug: made.slug }).where(eq(articles.id, made.id)).run()
    tx.update(splits).set({ undoneAt: now() }).where(eq(splits.id, split.id)).run()
    record(tx, { verb: 'split undone', subject: 'article', subjectId: article.id, by: input.by })
    return { articleId: article.id }
  })
}

function positionsIn(field: Field, input: Splitting): Set<number> {
  return new Set(input.picked.filter((one) => one.field === field).map((one) => one.position))
}

function partOf(content: Content, input: Splitting): Content {
  const part = emptyContent()
  for (const field of fields) {
    const positions = positionsIn(field, input)
    part[field] = joinStatements(
      blocksOf(content[field])
        .filter((_block, position) => positions.has(position))
        .map((block) => block.text),
    )
  }
  if (fields.every((field) => part[field] === ''))
    throw new Invalid([{ field: 'pick', code: 'missing', message: 'Pick what the new article should say.' }])
  return part
}

function restOf(content: Content, input: Splitting): Content {
  const rest = { ...content }
  for (const field of fields) rest[field] = withoutStatements(content[field], positionsIn(field, input))
  if (fields.every((field) => rest[field] === '')) {
    const message = 'That is the whole article. Leave something, or change its title instead.'
    throw new Invalid([{ field: 'pick', code: 'all', message }])
  }
  return rest
}
