// A small public site with every kind of page, and titles that try to break it.
import { archive, rename } from '../../src/articles/publication.ts'
import type { Db } from '../../src/db/open.ts'
import { topics } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import * as make from './make.ts'

/** What people and attackers type as titles. */
export const hostileTitles = [
  '</script><script>alert(1)</script>',
  '<!--<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'كم يستغرق استرداد المال؟ ولماذا؟',
  'Why 🤷‍♀️ does 👩🏽‍💻 not 🚀 arrive?',
  `${'A very long question that never ends '.repeat(9).slice(0, 299)}?`,
  ']]> & <title>hello</title> {{constructor}} <%= 1 %>',
  '\u202Egnp.exe\u2028line\u2029paragraph',
  'Two slashes // and \\ back, `code` **bold** [link](javascript:alert(1))',
]

/** Two products with topics; a community answer with credit, an official one, a disputed one, known issues, old addresses. */
export function smallSite(db: Db): void {
  const harbor = make.product(db, 'Harbor')
  const topicId = db
    .insert(topics)
    .values({ productId: harbor, slug: 'refunds', name: 'Refunds' })
    .returning({ id: topics.id })
    .get().id
  const answer = 'Refunds arrive within ten days.\n\n1. Open **Settings**\n2. Choose *Refunds*\n3. Press Send'
  const thread = make.resolvedThread(db, {
    id: 'small-1',
    title: 'Where is my refund?',
    posts: [{ body: answer, author: 'hana', isAccepted: true }],
  })
  const refund = make.publishedArticle(db, {
    title: 'How long does a refund take?',
    issue: 'I sent a refund on Monday and the customer still waits. How long does it take?',
    environment: '- Harbor 4.2\n- Team plan',
    cause: 'Banks collect payments and book them once a day.',
    resolution: `${answer}\n\n## If it takes longer\n\nAsk your bank, see [the invoice](/answers/where-do-i-see-the-invoice/).\n\n\`\`\`sh\nharbor refund --status 12\n\`\`\`\n\n| Card | Days |\n|---|--:|\n| Visa | 5 |`,
    notes: 'Ask Joanna in billing first when the amount is above the usual limit.',
    appliesTo: { versions: ['4.0', '4.2'], plans: ['Team'] },
    product: 'Harbor',
    topicId,
    sources: [{ postId: thread.postIds[1]!, text: answer, textHash: sha256(answer), isAccepted: true }],
  })
  make.publishedArticle(db, {
    title: 'Where do I see the invoice for a refund?',
    slug: 'where-do-i-see-the-invoice',
    resolution: 'Under Billing.',
    origin: 'official',
    product: 'Harbor',
    topicId,
  })
  const disputed = make.publishedArticle(db, {
    title: 'Can a refund be undone?',
    resolution: 'No, a refund cannot be undone.',
    product: 'Harbor',
    template: 'how-to',
  })
  const documentId = make.document(db, { body: 'A refund can be undone within a day.' })
  make.openFlag(db, {
    versionId: disputed.versionId,
    documentId,
    claim: 'No, a refund cannot be undone.',
    evidence: 'A refund can be undone within a day.',
  })
  for (const [title, status] of [
    ['The app crashes on start', 'Status: open'],
    ['Labels are cut off', 'Status: fixed in 4.2'],
  ]) {
    make.publishedArticle(db, {
      title: title!,
      environment: status!,
      template: 'known-issue',
      product: 'Anchor',
      origin: 'case',
    })
  }
  make.publishedArticle(db, { title: 'What does it cost?', resolution: 'Nothing.' })
  rename(db, { articleId: refund.articleId, slug: 'refund-duration', by: null })
  rename(db, { articleId: refund.articleId, slug: 'how-long-does-a-refund-take', by: null })
  const old = make.publishedArticle(db, { title: 'Refunds by cheque' })
  archive(db, { articleId: old.articleId, reason: 'No cheques any more', by: null })
}
