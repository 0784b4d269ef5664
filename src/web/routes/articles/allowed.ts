import type { Article } from '../../../articles/find.ts'
import type { Status } from '../../../articles/status.ts'
import type { ProductVerb } from '../../actor.ts'
import type { Ask } from '../../routes.ts'
import { aboutOf, pathOf } from './asked.ts'

/** A button of the article page: a link to a page with a form, or an act sent at once. */
export type ArticleAct = {
  label: string
  icon: string
  /** A page to open. */
  to?: string
  /** An address to send to. */
  action?: string
  tone?: 'primary' | 'plain' | 'danger'
  key?: string
  /** Stands in the menu of further acts instead of the line of buttons. */
  isFurther?: boolean
}

type Offer = ArticleAct & { verb: ProductVerb; when: boolean }

/** What this person may do with the article as it stands now, the likeliest first. */
export function actsOn(ask: Ask, article: Article, status: Status, isDue: boolean): ArticleAct[] {
  const at = pathOf(article)
  const isOpen = status.state !== 'archived'
  const isDraftLive = article.draftVersionId === article.liveVersionId
  const isValidated = status.confidence === 'validated'
  const further = { isFurther: true, when: isOpen } as const
  const offers: Offer[] = [
    { label: 'Edit', icon: 'pencil', to: `${at}/edit`, key: 'e', verb: 'save', when: isOpen },
    {
      ...{ label: 'Send to review', icon: 'send', to: `${at}/review`, key: 'r', verb: 'save' },
      when: isOpen && !status.isInReview && !isValidated,
    },
    {
      ...{ label: 'Send back', icon: 'undo-2', to: `${at}/return`, key: 'b', verb: 'review' },
      when: isOpen && status.isInReview,
    },
    {
      ...{ label: 'Validate', icon: 'badge-check', action: `${at}/validation`, key: 'v', verb: 'validate' },
      when: isOpen && !isValidated,
      tone: status.isInReview ? 'primary' : 'plain',
    },
    {
      ...{ label: 'Still right', icon: 'check', action: `${at}/confirmation`, key: 'c', verb: 'validate' },
      when: isOpen && isDue,
      tone: 'primary',
    },
    {
      ...{ label: 'Publish', icon: 'globe', action: `${at}/publication`, key: 'p', verb: 'publish.article' },
      when: isOpen && isValidated && !isDraftLive,
      tone: 'primary',
    },
    {
      ...{ label: 'Restore', icon: 'rotate-ccw', action: `${at}/archival/end`, verb: 'archive' },
      when: !isOpen,
      tone: 'primary',
    },
    { when: isOpen, label: 'File', icon: 'folder', to: `${at}/details`, key: 'f', verb: 'save' },
    { when: isOpen, label: 'Merge', icon: 'git-merge', to: `${at}/merge`, key: 'g', verb: 'merge' },
    { ...further, label: 'Plan', icon: 'calendar', to: `${at}/plan`, verb: 'publish.article' },
    { ...further, label: 'Preview for others', icon: 'eye', to: `${at}/share`, verb: 'save' },
    { ...further, label: 'Change address', icon: 'link', to: `${at}/address`, verb: 'archive' },
    { ...further, label: 'Split', icon: 'split', to: `${at}/split`, verb: 'merge' },
    { ...further, label: 'Archive', icon: 'archive', to: `${at}/archival`, verb: 'archive', tone: 'danger' },
  ]
  const about = aboutOf(article)
  return offers
    .filter((offer) => offer.when && ask.may(offer.verb, about))
    .map(({ verb: _verb, when: _when, ...act }) => act)
}
