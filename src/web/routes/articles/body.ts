import type { SafeHtml } from '../../../lib/markdown.ts'
import { fitBody } from '../../../publish/body.ts'

/** A text as staff pages show it: as readers will see it, images as links, links to elsewhere kept. */
export function bodyHtml(html: SafeHtml | undefined, headingLevel = 3): SafeHtml {
  if (html === undefined) return '' as SafeHtml
  return fitBody(html, {
    headingLevel,
    hasSteps: false,
    title: '',
    link: (href) => (/^(?:https?:|mailto:)/i.test(href) ? href : null),
  })
}
