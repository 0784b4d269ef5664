import type { Importer, Normalised } from '../importer.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { toMarkdown } from '../text.ts'
import { type Belongings, type DeskSorted, deskItems, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { addressOf, hasTable, isTableFile, plainOf, readTable, shownOf, timeIn } from './servicenow-fields.ts'

/**
 * Articles of ServiceNow's knowledge base as official documents. Who may read one is said by the article and by its
 * knowledge base: without the base's own record an article counts as restricted.
 */
export const servicenowKnowledge: Importer = {
  name: 'servicenow-knowledge',
  reads:
    'ServiceNow knowledge articles (kb_knowledge) as the table API gives them, or as CSV or XML of a list, with kb_category, kb_knowledge_base and kb_uc_can_read_mtom beside them.',
  unconfirmed:
    'https://www.servicenow.com/docs/r/australia/servicenow-platform/knowledge-management/user-access-knowledge.html',
  recognises: (probe) =>
    hasTable(
      probe,
      'kb_knowledge',
      ['kb_knowledge_base', 'kb_category', 'workflow_state', 'short_description'],
      3,
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseArticle(item.externalId, item.raw),
}

const layout = { keys: ['result', 'records'], isFile: isTableFile, read: readTable, sort, join }

function sort(value: Json): DeskSorted {
  const sysId = plainOf(value.sys_id)
  if ('user_criteria' in value) return { lookup: `guard ${plainOf(value.kb_knowledge_base)}` }
  if ('workflow_state' in value || 'kb_knowledge_base' in value) {
    const number = plainOf(value.number)
    if (number === '') return { bad: 'The article has no "number".' }
    return { head: { kind: 'document', id: number }, at: plainOf(value.sys_updated_on) || undefined }
  }
  const name = shownOf(value.label) || shownOf(value.title)
  if (name !== '' && sysId !== '') return { lookup: `name ${sysId}` }
  return sysId === ''
    ? { bad: 'The record has no "sys_id".' }
    : { ignored: 'a record that is no article or category' }
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const named = ['kb_knowledge_base', 'kb_category'].map((field) => {
    const found = belongings.lookup(`name ${plainOf(head[field])}`)
    return shownOf(found?.label) || shownOf(found?.title) || shownOf(head[field])
  })
  const base = plainOf(head.kb_knowledge_base)
  const access =
    belongings.lookup(`guard ${base}`) !== undefined
      ? 'restricted'
      : belongings.lookup(`name ${base}`) !== undefined
        ? 'public'
        : 'unknown'
  return { ...head, section: named.filter(Boolean).join(' › '), access }
}

/** An article that is not published, or that asks for a role or names who may read it, goes as a whole. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const article = { ...(raw as Json) }
  const kind = hiddenKind(article)
  for (const field of ['text', 'wiki', 'meta', 'meta_description', 'short_description']) {
    if (kind !== undefined && plainOf(article[field]) !== '')
      article[field] = takeOut(removal, kind, article[field])
  }
  return stripped(withoutPersonal(article, removal), removal)
}

function hiddenKind(article: Json): string | undefined {
  const state = plainOf(article.workflow_state) || shownOf(article.workflow_state)
  if (!/^published$/i.test(state)) return 'draft'
  const guards = ['roles', 'can_read_user_criteria', 'cannot_read_user_criteria']
  const isGuarded = guards.some((field) => !/^(?:public|everyone|any user)?$/i.test(plainOf(article[field])))
  return isGuarded || article.access === 'restricted' ? 'restricted-article' : undefined
}

function normaliseArticle(externalId: string, raw: object): Normalised {
  const value = raw as Json
  const hidden = hiddenKind(value)
  if (hidden === 'draft') return { kind: 'left-out', why: 'an article that is not published' }
  if (hidden !== undefined) return { kind: 'left-out', why: 'an article for a part of the readers only' }
  const url = addressOf(value, 'kb_knowledge')
  const html = plainOf(value.text)
  return {
    kind: 'document',
    document: {
      externalId,
      title: shownOf(value.short_description),
      body: toMarkdown(html || plainOf(value.wiki), 'html', url === undefined ? {} : { baseUrl: url }),
      section: shownOf(value.section) || undefined,
      language: plainOf(value.language) || undefined,
      appliesTo: {},
      url,
      visibility: value.access === 'public' ? 'public' : 'restricted',
      updatedAt: timeIn(value, 'sys_updated_on', 'published'),
    },
  }
}
