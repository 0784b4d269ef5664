import type { Db } from '../db/open.ts'
import type { QueueClass } from '../db/words.ts'

/**
 * A line per thread for the export. `cluster` names the first thread of the cluster by source and id, so that it says
 * the same in every database; a thread that nobody else asks is its own. `score` is how likely an article or document
 * answers it (0 to 1, given below the threshold too); `need` is the score of the queue, null for what is not in it.
 */
export type TriageLine = {
  thread: string
  source: string
  class: QueueClass
  cluster: string
  score: number
  need: number | null
  covering: { kind: 'article' | 'document'; id: string; source: string | null } | null
}

type Row = Omit<TriageLine, 'covering' | 'cluster'> & {
  first: string | null
  article: string | null
  document: string | null
  documentSource: string | null
}

/** What triage says of every thread, in the order of sources and ids. */
export function* triageExport(db: Db): Generator<TriageLine> {
  const rows = db.$client
    .prepare(
      `WITH named AS (SELECT x.cluster_id, min(s.slug || '/' || t.external_id) AS first FROM placements x
           JOIN threads t ON t.id = x.thread_id JOIN sources s ON s.id = t.source_id
           WHERE x.cluster_id IS NOT NULL GROUP BY x.cluster_id)
       SELECT t.external_id AS thread, s.slug AS source, x.queue_class AS class, n.first, c.score AS need,
         x.coverage AS score, a.slug AS article, d.external_id AS document, ds.slug AS documentSource
       FROM placements x JOIN threads t ON t.id = x.thread_id JOIN sources s ON s.id = t.source_id
       LEFT JOIN named n ON n.cluster_id = x.cluster_id
       LEFT JOIN candidates c ON c.thread_id = t.id AND c.state <> 'gone'
       LEFT JOIN articles a ON a.id = x.covered_by_article_id
       LEFT JOIN documents d ON d.id = x.covered_by_document_id LEFT JOIN sources ds ON ds.id = d.source_id
       ORDER BY s.slug, t.external_id`,
    )
    .iterate() as Iterable<Row>
  for (const { article, document, documentSource, first, ...row } of rows) {
    const covering =
      article !== null
        ? { kind: 'article' as const, id: article, source: null }
        : document !== null
          ? { kind: 'document' as const, id: document, source: documentSource }
          : null
    const { thread, source, class: queueClass, ...figures } = row
    yield { thread, source, class: queueClass, cluster: first ?? `${source}/${thread}`, ...figures, covering }
  }
}
