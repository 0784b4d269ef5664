import type { OtherVerb } from '../actor.ts'
import { page } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import type { Routes } from '../routes.ts'

export type SettingsPage = PageBase & { places: { to: string; label: string; text: string; icon: string }[] }

/** Every settings page: one line each, shown to those who may. */
const PLACES: { to: string; label: string; text: string; icon: string; verb: OtherVerb }[] = [
  {
    to: '/staff/account',
    label: 'Your account',
    text: 'Your name, your products, your password.',
    icon: 'circle-user',
    verb: 'see.staff',
  },
  {
    to: '/staff/users',
    label: 'People and roles',
    text: 'Who works here, as what, and for which products.',
    icon: 'users',
    verb: 'admin.users',
  },
  {
    to: '/staff/settings/products',
    label: 'Products',
    text: 'What everything is grouped by, and who owns it.',
    icon: 'package',
    verb: 'admin.products',
  },
  {
    to: '/staff/media',
    label: 'Pictures and files',
    text: 'What articles show, where each is used, what nobody uses.',
    icon: 'upload',
    verb: 'see.staff',
  },
  {
    to: '/staff/settings/site',
    label: 'Public site',
    text: 'Its name, its language, the way to a person, disputed answers.',
    icon: 'globe',
    verb: 'admin.settings',
  },
  {
    to: '/staff/settings/best-bets',
    label: 'Best bets',
    text: 'What comes first for which words in the public search.',
    icon: 'star',
    verb: 'best-bets',
  },
  {
    to: '/staff/releases',
    label: 'Releases',
    text: 'What each build brought and held back, and the way back to an earlier one.',
    icon: 'history',
    verb: 'publish.site',
  },
  {
    to: '/staff/settings/words',
    label: 'Company words',
    text: 'What must never be seen, synonyms for the search, opposites for contradictions.',
    icon: 'book-open',
    verb: 'admin.settings',
  },
  {
    to: '/staff/settings/thresholds',
    label: 'Thresholds',
    text: 'From when on a question counts as answered, and how often editors agreed.',
    icon: 'scale',
    verb: 'admin.settings',
  },
  {
    to: '/staff/contributors',
    label: 'Contributors',
    text: 'How people who wrote answers are named, and withdrawing what they wrote.',
    icon: 'user',
    verb: 'erase',
  },
  {
    to: '/staff/safety',
    label: 'Safety',
    text: 'What may be private, and what waits for a second person.',
    icon: 'shield-check',
    verb: 'see.staff',
  },
  {
    to: '/staff/styleguide',
    label: 'Styleguide',
    text: 'Every component of these pages with its examples.',
    icon: 'palette',
    verb: 'see.staff',
  },
]

/** The page that leads to all settings. */
export function settingsRoutes(routes: Routes): void {
  routes.get('/staff/settings', 'see.staff', (ask) =>
    page('settings/index', { title: 'Settings', places: PLACES.filter((place) => ask.may(place.verb)) }),
  )
}
