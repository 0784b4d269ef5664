/** Answers of the Stack Exchange interface, written as the rows that the site's data dump has for the same posts. */
import { objectIn, textIn } from './reading.ts'
import type { Json } from './site.ts'

/** Posts.xml with these questions and answers. */
export function postsXml(questions: Json[], answers: Json[]): string {
  const rows = [...questions.map(questionRow), ...answers.map(answerRow)]
  return `<?xml version="1.0" encoding="utf-8"?>\n<posts>\n${rows.map(rowOf).join('\n')}\n</posts>\n`
}

/** Users.xml with everybody who wrote these posts. */
export function usersXml(posts: Json[]): string {
  const people = new Map(
    posts.map((post) => [ownerId(post), decoded(textIn(objectIn(post, 'owner'), 'display_name'))]),
  )
  const rows = [...people].filter(([id]) => id !== '').map(([Id, DisplayName]) => rowOf({ Id, DisplayName }))
  return `<?xml version="1.0" encoding="utf-8"?>\n<users>\n${rows.join('\n')}\n</users>\n`
}

type Row = Record<string, string>

function questionRow(post: Json): Row {
  const tags = Array.isArray(post.tags) ? post.tags.filter((tag) => typeof tag === 'string') : []
  return {
    ...{
      Id: textIn(post, 'question_id'),
      PostTypeId: '1',
      AcceptedAnswerId: textIn(post, 'accepted_answer_id'),
    },
    ...{ Title: decoded(textIn(post, 'title')), Tags: tags.length > 0 ? `|${tags.join('|')}|` : '' },
    ...{ ViewCount: textIn(post, 'view_count'), ClosedDate: time(post, 'closed_date') },
    ...shared(post),
  }
}

function answerRow(post: Json): Row {
  return {
    ...{ Id: textIn(post, 'answer_id'), PostTypeId: '2', ParentId: textIn(post, 'question_id') },
    ...shared(post),
  }
}

function shared(post: Json): Row {
  const owner = ownerId(post)
  return {
    ...{ CreationDate: time(post, 'creation_date'), LastEditDate: time(post, 'last_edit_date') },
    ...{
      LastActivityDate: time(post, 'last_activity_date'),
      CommunityOwnedDate: time(post, 'community_owned_date'),
    },
    ...{
      Score: textIn(post, 'score'),
      Body: textIn(post, 'body'),
      ContentLicense: textIn(post, 'content_license'),
    },
    ...(owner === ''
      ? { OwnerDisplayName: decoded(textIn(objectIn(post, 'owner'), 'display_name')) }
      : { OwnerUserId: owner }),
  }
}

function ownerId(post: Json): string {
  return textIn(objectIn(post, 'owner'), 'user_id')
}

/** Seconds since 1970 as the dump writes times: UTC without a zone. */
function time(post: Json, key: string): string {
  const seconds = Number(post[key])
  return Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000).toISOString().slice(0, -1) : ''
}

/** Titles and names come with their special characters written as in HTML. */
function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

/** One row; what is empty is left out, as in the dump. */
function rowOf(row: Row): string {
  const attributes = Object.entries(row).filter(([, value]) => value !== '')
  return `  <row ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ')} />`
}

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#xA;')
    .replace(/\r/g, '&#xD;')
    .replace(/\t/g, '&#x9;')
}
