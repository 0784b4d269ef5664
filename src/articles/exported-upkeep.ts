import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { articles, comments, issueStates, media } from '../db/schema.ts'
import * as words from '../db/words.ts'
import { keepMedium } from './media.ts'

const who = z.string().nullable().default(null)

/** What an exported article says besides its versions; each is left out where there is none. */
export const ExportedUpkeep = {
  translationOf: z.int().positive().optional(),
  review: z
    .object({
      verifier: who,
      days: z.int().nullable().default(null),
      at: z.string().nullable().default(null),
    })
    .optional(),
  issueStates: z
    .array(z.object({ status: z.enum(words.issueStatuses), version: z.string(), by: who, at: z.string() }))
    .optional(),
  comments: z
    .array(
      z.object({
        version: z.int().positive(),
        kind: z.enum(words.noteKinds),
        quote: z.string(),
        body: z.string(),
        mentions: z.array(z.string()),
        by: who,
        at: z.string(),
        resolvedBy: who,
        resolvedAt: z.string().nullable().default(null),
      }),
    )
    .optional(),
  /** Pictures and files of its versions; one that several articles use is with the first of them. */
  media: z
    .array(
      z.object({
        ...{ name: z.string(), fileName: z.string(), alt: z.string(), sourceUrl: z.string().nullable() },
        ...{ by: who, createdAt: z.string(), base64: z.string() },
      }),
    )
    .optional(),
}

const Upkeep = z.object(ExportedUpkeep)
export type ExportedUpkeep = z.output<typeof Upkeep>

/** What is kept of an article besides its versions, by names that mean the same elsewhere. */
export function exportedUpkeep(db: Db, articleId: number): ExportedUpkeep {
  const all = (sql: string) => db.$client.prepare(sql).all(articleId)
  const row = db.$client
    .prepare(
      `SELECT o.number AS translationOf, u.name AS verifier, a.review_days AS days, a.review_at AS at
       FROM articles a LEFT JOIN articles o ON o.id = a.translation_of_id LEFT JOIN users u ON u.id = a.verifier_id
       WHERE a.id = ?`,
    )
    .get(articleId) as {
    translationOf: number | null
    verifier: string | null
    days: number | null
    at: string | null
  }
  const { translationOf, ...review } = row
  const states = all(
    `SELECT s.status, s.version, u.name AS "by", s.at FROM issue_states s LEFT JOIN users u ON u.id = s."by"
     WHERE s.article_id = ? ORDER BY s.id`,
  ) as NonNullable<ExportedUpkeep['issueStates']>
  const said = all(
    `SELECT v.number AS version, c.kind, c.quote, c.body,
       (SELECT json_group_array(m.name) FROM json_each(c.mentions) x JOIN users m ON m.id = x.value) AS mentions,
       u.name AS "by", c.at, w.name AS resolvedBy, c.resolved_at AS resolvedAt
     FROM comments c JOIN article_versions v ON v.id = c.version_id AND v.article_id = c.article_id
     LEFT JOIN users u ON u.id = c."by" LEFT JOIN users w ON w.id = c.resolved_by
     WHERE c.article_id = ? ORDER BY c.id`,
  ) as (Omit<NonNullable<ExportedUpkeep['comments']>[number], 'mentions'> & { mentions: string })[]
  const pictures = all(
    `SELECT m.name, m.file_name AS fileName, m.alt, m.source_url AS sourceUrl, u.name AS "by", m.created_at AS createdAt,
       m.bytes FROM media m LEFT JOIN users u ON u.id = m."by"
     WHERE ? = (SELECT a.id FROM media_uses x JOIN article_versions v ON v.id = x.version_id
       JOIN articles a ON a.id = v.article_id WHERE x.media_id = m.id ORDER BY a.number LIMIT 1) ORDER BY m.name`,
  ) as (Omit<NonNullable<ExportedUpkeep['media']>[number], 'base64'> & { bytes: Buffer })[]
  return {
    ...(translationOf === null ? {} : { translationOf }),
    ...(Object.values(review).every((value) => value === null) ? {} : { review }),
    ...(states.length === 0 ? {} : { issueStates: states }),
    ...(said.length === 0
      ? {}
      : { comments: said.map((one) => ({ ...one, mentions: JSON.parse(one.mentions) as string[] })) }),
    ...(pictures.length === 0
      ? {}
      : { media: pictures.map(({ bytes, ...one }) => ({ ...one, base64: bytes.toString('base64') })) }),
  }
}

/** Brings the pictures and files along; before the versions that use them. */
export function importMedia(tx: Db, article: ExportedUpkeep, personNamed: PersonNamed): void {
  for (const { base64, by, createdAt, sourceUrl, ...one } of article.media ?? []) {
    const { id } = keepMedium(tx, {
      ...one,
      ...(sourceUrl === null ? {} : { sourceUrl }),
      bytes: Buffer.from(base64, 'base64'),
      by: personNamed(tx, by),
    })
    tx.update(media).set({ createdAt }).where(eq(media.id, id)).run()
  }
}

/** Brings the rest along, once every article of the import is there. */
export function importUpkeep(
  tx: Db,
  article: ExportedUpkeep,
  own: {
    articleId: number
    idOf: (number: number) => number | undefined
    versionId: (n: number) => number | undefined
  },
  personNamed: PersonNamed,
): void {
  const { articleId } = own
  const { review } = article
  const translationOfId =
    article.translationOf === undefined ? null : (own.idOf(article.translationOf) ?? null)
  tx.update(articles)
    .set({
      translationOfId,
      verifierId: personNamed(tx, review?.verifier ?? null),
      reviewDays: review?.days ?? null,
      reviewAt: review?.at ?? null,
    })
    .where(eq(articles.id, articleId))
    .run()
  for (const { by, ...state } of article.issueStates ?? [])
    tx.insert(issueStates)
      .values({ ...state, articleId, by: personNamed(tx, by) })
      .run()
  for (const { version, by, resolvedBy, mentions, ...said } of article.comments ?? []) {
    const versionId = own.versionId(version)
    if (versionId === undefined) continue
    const people = mentions.flatMap((name) => personNamed(tx, name) ?? [])
    const row = {
      ...said,
      articleId,
      versionId,
      by: personNamed(tx, by),
      resolvedBy: personNamed(tx, resolvedBy),
    }
    tx.insert(comments)
      .values({ ...row, mentions: people })
      .run()
  }
}

type PersonNamed = (tx: Db, name: string | null) => number | null
