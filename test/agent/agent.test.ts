import { beforeEach, describe, expect, test } from 'vitest'
import { recordFeedback } from '../../src/agent/feedback.ts'
import { linkArticle, removeLink } from '../../src/agent/links.ts'
import { linksOfArticle, linksOfCase, votesByVersion } from '../../src/agent/queries.ts'
import { snippetsOf } from '../../src/agent/snippets.ts'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getVersion } from '../../src/articles/find.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

describe('linking', () => {
  test('a link says which version was sent, and that the answer has changed since', () => {
    const { articleId, versionId, slug } = make.publishedArticle(db, { resolution: 'Ten days.' })
    linkArticle(db, { caseRef: 'C-77', article: slug, versionId, kind: 'resolution', by: cast.aziz })
    expect(linksOfCase(db, 'C-77')).toMatchObject([
      { sentVersion: 1, liveVersion: 1, isOutdated: false, by: 'Aziz' },
    ])

    const content = { ...contentOf(getVersion(db, versionId)), resolution: 'Five days.' }
    saveVersion(db, {
      articleId,
      basedOnId: versionId,
      content,
      reason: 'x',
      significance: 'answer',
      by: cast.edith,
    })
    expect(linksOfCase(db, 'C-77')[0]?.isOutdated).toBe(false)
    validate(db, { articleId, by: cast.pia })
    publishArticle(db, { articleId, by: cast.pia })

    expect(linksOfCase(db, 'C-77')).toMatchObject([{ sentVersion: 1, liveVersion: 2, isOutdated: true }])
  })

  test('a double click links once, and a link can be taken away', () => {
    const { articleId, versionId, slug } = make.publishedArticle(db)
    const link = () =>
      linkArticle(db, { caseRef: 'C-77', article: slug, versionId, kind: 'resolution', by: cast.aziz })

    expect([link().isNew, link().isNew]).toEqual([true, false])
    removeLink(db, { linkId: link().linkId, by: cast.aziz })
    expect(linksOfArticle(db, articleId)).toEqual([])
    expect(link().isNew).toBe(true)
  })

  test('a case reference that is none, or a version of another article, is refused with a sentence', () => {
    const one = make.publishedArticle(db)
    const other = make.publishedArticle(db, { title: 'Other' })
    const link = (caseRef: string, versionId: number) => () =>
      linkArticle(db, { caseRef, article: one.slug, versionId, kind: 'reference', by: cast.aziz })

    expect(link('<script>', one.versionId)).toThrow('as your help desk shows it')
    expect(link('', one.versionId)).toThrow('as your help desk shows it')
    expect(link('C-1', other.versionId)).toThrow('another article')
  })
})

describe('feedback', () => {
  test('a reader’s vote belongs to the version read and counts once a day', () => {
    const { articleId, slug } = make.publishedArticle(db)
    const vote = (isHelpful: boolean, reader: string) =>
      recordFeedback(db, { article: slug, version: 1, isHelpful, reader })
    vote(true, 'a')
    vote(true, 'b')
    vote(false, 'b')

    expect(votesByVersion(db, articleId)).toEqual([{ version: 1, helpful: 1, notHelpful: 1 }])
    expect(() => recordFeedback(db, { article: slug, version: 9, isHelpful: true, reader: 'a' })).toThrow(
      'no version 9',
    )
  })

  test('no address of a reader is kept', () => {
    const { slug } = make.publishedArticle(db)
    recordFeedback(db, { article: slug, version: 1, isHelpful: true, reader: '203.0.113.9' })

    const kept = JSON.stringify(db.$client.prepare('SELECT * FROM feedback').all())
    expect(kept).not.toContain('203.0.113.9')
  })
})

describe('snippets', () => {
  const parts = {
    title: 'Refund [how]',
    siteUrl: 'https://help.example/',
    path: 'a/refund/',
    answer: 'Ten <b>days</b>.',
  }

  test('link, Markdown and HTML lead to the step that answers, with nothing executable', () => {
    const snippets = snippetsOf({ ...parts, step: 'step-2' })

    expect(snippets.url).toBe('https://help.example/a/refund/#step-2')
    expect(snippets.markdown).toContain('[Refund \\[how\\]](https://help.example/a/refund/#step-2)')
    expect(snippets.html).toContain('Ten &lt;b&gt;days&lt;/b&gt;.')
  })

  test('a long answer is cut at a paragraph, and an open code block is closed', () => {
    const answer = `${'First. '.repeat(60)}\n\n\`\`\`\ncode\n\n${'more\n'.repeat(100)}\`\`\``

    const { markdown } = snippetsOf({ ...parts, answer })

    expect(markdown).toContain('…')
    expect((markdown.match(/```/g) ?? []).length % 2).toBe(0)
  })
})
