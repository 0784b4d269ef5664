import type { Field, IssueStatus, Significance, Template } from '../db/words.ts'

/** What each field of an article is called on pages. */
export const FIELD_WORDS: Record<Field, string> = {
  issue: 'Issue',
  environment: 'Environment',
  cause: 'Cause',
  resolution: 'Resolution',
  notes: 'Internal notes',
}

/** How much a version changes, in the words of the editor. */
export const SIGNIFICANCE_WORDS: Record<Significance, string> = {
  minor: 'Minor',
  wording: 'Changes wording',
  answer: 'Changes the answer',
}

/** Where a known issue stands, as readers are told. */
export const ISSUE_WORDS: Record<IssueStatus, string> = {
  investigating: 'Investigating',
  workaround: 'Workaround',
  'in-test': 'Fix in test',
  fixed: 'Fixed',
}

export const TEMPLATE_WORDS: Record<Template, string> = {
  question: 'Question',
  problem: 'Problem',
  'how-to': 'How-to',
  'known-issue': 'Known issue',
}

/** What each verb of an article's events reads like in its timeline. */
export const VERB_WORDS: Record<string, string> = {
  created: 'Made',
  imported: 'Imported',
  corrected: 'Saved',
  'sent to review': 'Sent to review',
  'sent back': 'Sent back',
  validated: 'Validated',
  published: 'Published',
  archived: 'Archived',
  'brought back': 'Restored',
  renamed: 'Changed address',
  filed: 'Filed anew',
  merged: 'Merged',
  'un-merged': 'Un-merged',
  split: 'Split',
  'split undone': 'Took a split back',
  commented: 'Commented',
  reported: 'Reported a concern',
  'resolved a comment': 'Resolved a comment',
  'answered a concern': 'Dealt with a concern',
  confirmed: 'Looked: still right',
  'planned its review': 'Planned its review',
  'set its status': 'Said where the issue stands',
  'taken offline': 'Took the publication back',
  'changed with others': 'Changed with others',
  'planned to publish': 'Planned when it is published',
  'planned to expire': 'Planned when it expires',
  'took back when to publish': 'Took back when it is published',
  'took back when to expire': 'Took back when it expires',
  'could not publish as planned': 'Could not be published as planned',
  'could not expire as planned': 'Could not expire as planned',
  expired: 'Expired: for staff only now',
  'shared a preview': 'Shared a preview',
}
