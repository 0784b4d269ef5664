import type { Texts } from './list.ts'

/** What the search box says where a page does not say it in another language; `{words}` and `{total}` are filled in. */
export const englishTexts: Texts = {
  none: 'No results for “{words}”',
  one: '1 result',
  many: '{total} results',
  suggestion: 'Showing results for “{words}”',
  incomplete: 'Part of the search could not be loaded; results may be missing.',
  failed: 'The search could not be loaded. Please try again.',
  official: 'Official',
  community: 'From the community',
  support: 'From support',
  disputed: 'Disputed',
  all: 'All',
  product: 'Product',
  version: 'Version',
  origin: 'Origin',
}
