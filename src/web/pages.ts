import type { Issue } from '../lib/errors.ts'
import type { FormPage } from './forms.ts'
import type { AccountPage } from './routes/account.ts'
import type { LoginPage } from './routes/login.ts'
import type { SettingsPage } from './routes/settings.ts'
import type { StyleguidePage } from './routes/styleguide.ts'
import type { OneTimePage, UserFormPage, UserPage, UsersPage } from './routes/users.ts'

/** The frame a page stands in: `app` = staff with rail and top bar, `plain` = one narrow column without either. */
export type Layout = 'app' | 'plain'

/** What every page has. */
export type PageBase = { title: string }

declare const dataOf: unique symbol
type Page<Data extends PageBase> = { layout: Layout; [dataOf]?: Data }

/**
 * Every page of the app: the template's name under views/, its frame, and the data it gets. A wrong name or a missing
 * field does not compile; a template without a line here, or a line without a template, fails the house test.
 */
export const pages = {
  'login/form': inLayout<LoginPage>('plain'),
  'account/show': inLayout<AccountPage>('app'),
  'account/password': inLayout<FormPage & { isForced: boolean }>('plain'),
  'settings/index': inLayout<SettingsPage>('app'),
  'users/index': inLayout<UsersPage>('app'),
  'users/new': inLayout<UserFormPage>('app'),
  'users/one-time': inLayout<OneTimePage>('app'),
  'users/show': inLayout<UserPage>('app'),
  'styleguide/index': inLayout<StyleguidePage>('app'),
  'error/staff': inLayout<ErrorPage>('app'),
  'error/plain': inLayout<ErrorPage>('plain'),
  'error/no-release': inLayout<PageBase>('plain'),
}

export type PageName = keyof typeof pages
export type DataOf<N extends PageName> = (typeof pages)[N] extends Page<infer Data> ? Data : never

/** What an error page says: what happened, the things to fix if there are any, and where to go. */
export type ErrorPage = PageBase & {
  status: number
  message: string
  issues: Issue[]
  way: { to: string; label: string }
}

function inLayout<Data extends PageBase>(layout: Layout): Page<Data> {
  return { layout }
}
