import type { Issue } from '../lib/errors.ts'
import type { FormPage } from './forms.ts'
import type { AccountPage } from './routes/account.ts'
import type { ArticleFormPage, ReviewPage } from './routes/articles/acts.ts'
import type { Aside } from './routes/articles/aside.ts'
import type { BlamePage } from './routes/articles/blame.ts'
import type { BulkPage } from './routes/articles/bulk.ts'
import type { ComparePage } from './routes/articles/compare.ts'
import type { ConflictPage } from './routes/articles/conflict.ts'
import type { EditorPage } from './routes/articles/edit.ts'
import type { DetailsPage } from './routes/articles/filing.ts'
import type { ArticlesPage } from './routes/articles/list.ts'
import type { MergePage } from './routes/articles/merge.ts'
import type { NewArticlePage, SimilarPage } from './routes/articles/new.ts'
import type { PlanPage } from './routes/articles/plan.ts'
import type { OthersPage } from './routes/articles/presence.ts'
import type { PreviewPage } from './routes/articles/preview.ts'
import type { ArticlePage } from './routes/articles/show.ts'
import type { SplitPage } from './routes/articles/split.ts'
import type { UnmergePage } from './routes/articles/unmerge.ts'
import type { CompanyWordsPage } from './routes/company-words.ts'
import type { ConnectPage } from './routes/connections.ts'
import type { ByHandPage } from './routes/contradictions/by-hand.ts'
import type { FlagPage } from './routes/contradictions/flag.ts'
import type { ContradictionsPage } from './routes/contradictions/ledger.ts'
import type { QualityPage } from './routes/contradictions/quality.ts'
import type { ContributorsPage } from './routes/contributors.ts'
import type { CalibrationPage, CoveragePage } from './routes/coverage.ts'
import type { DeskPage } from './routes/desk.ts'
import type { FigurePage, FiguresPage } from './routes/figures.ts'
import type { HappenedPage, HomePage } from './routes/home.ts'
import type { RunPage } from './routes/imports.ts'
import type { LoginPage } from './routes/login.ts'
import type { MediaPage } from './routes/media.ts'
import type { ProductPage, ProductsPage } from './routes/products.ts'
import type { PublicSitePage } from './routes/public-site.ts'
import type { CandidateMergePage, CandidatePage } from './routes/queue.ts'
import type { QueuePage } from './routes/queue-list.ts'
import type { DocumentPage, SearchPage, ThreadPage } from './routes/reading.ts'
import type { NextReleasePage, ReleasePage, ReleasesPage } from './routes/releases.ts'
import type { RequestsPage } from './routes/requests.ts'
import type { OriginalPage, SafetyPage } from './routes/safety.ts'
import type { SettingsPage } from './routes/settings.ts'
import type { SourcePage, SourcesPage } from './routes/sources.ts'
import type { StyleguidePage } from './routes/styleguide.ts'
import type { NewUploadPage, UploadPage } from './routes/uploads.ts'
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
  'articles/index': inLayout<ArticlesPage>('app'),
  'articles/new': inLayout<NewArticlePage>('app'),
  'articles/new/similar': inLayout<SimilarPage>('app'),
  'articles/show': inLayout<ArticlePage>('app'),
  'articles/edit': inLayout<EditorPage>('app'),
  'articles/edit/aside': inLayout<Aside>('app'),
  'articles/edit/others': inLayout<OthersPage>('app'),
  'articles/conflict': inLayout<ConflictPage>('app'),
  'articles/bulk': inLayout<BulkPage>('app'),
  'articles/requests': inLayout<RequestsPage>('app'),
  'articles/compare': inLayout<ComparePage>('app'),
  'articles/blame': inLayout<BlamePage>('app'),
  'articles/merge': inLayout<MergePage>('app'),
  'articles/unmerge': inLayout<UnmergePage>('app'),
  'articles/split': inLayout<SplitPage>('app'),
  'articles/review': inLayout<ReviewPage>('app'),
  'articles/return': inLayout<ArticleFormPage>('app'),
  'articles/archival': inLayout<ArticleFormPage>('app'),
  'articles/address': inLayout<ArticleFormPage>('app'),
  'articles/plan': inLayout<PlanPage>('app'),
  'articles/share': inLayout<PreviewPage>('app'),
  'articles/details': inLayout<DetailsPage>('app'),
  'contradictions/index': inLayout<ContradictionsPage>('app'),
  'contradictions/show': inLayout<FlagPage>('app'),
  'contradictions/by-hand': inLayout<ByHandPage>('app'),
  'contradictions/quality': inLayout<QualityPage>('app'),
  'coverage/index': inLayout<CoveragePage>('app'),
  'coverage/calibration': inLayout<CalibrationPage>('app'),
  'desk/index': inLayout<DeskPage>('app'),
  'desk/thanks': inLayout<PageBase>('plain'),
  'figures/index': inLayout<FiguresPage>('app'),
  'figures/show': inLayout<FigurePage>('app'),
  'documents/show': inLayout<DocumentPage>('app'),
  'media/index': inLayout<MediaPage>('app'),
  'search/index': inLayout<SearchPage>('app'),
  'sources/connect': inLayout<ConnectPage>('app'),
  'sources/import': inLayout<NewUploadPage>('app'),
  'sources/index': inLayout<SourcesPage>('app'),
  'sources/run': inLayout<RunPage>('app'),
  'sources/show': inLayout<SourcePage>('app'),
  'sources/upload': inLayout<UploadPage>('app'),
  'safety/contributors': inLayout<ContributorsPage>('app'),
  'safety/index': inLayout<SafetyPage>('app'),
  'threads/original': inLayout<OriginalPage>('app'),
  'threads/show': inLayout<ThreadPage>('app'),
  'settings/product': inLayout<ProductPage>('app'),
  'settings/products': inLayout<ProductsPage>('app'),
  'releases/index': inLayout<ReleasesPage>('app'),
  'releases/next': inLayout<NextReleasePage>('app'),
  'releases/show': inLayout<ReleasePage>('app'),
  'settings/site': inLayout<PublicSitePage>('app'),
  'settings/best-bets': inLayout<FormPage>('app'),
  'settings/words': inLayout<CompanyWordsPage>('app'),
  'home/happened': inLayout<HappenedPage>('app'),
  'home/index': inLayout<HomePage>('app'),
  'queue/index': inLayout<QueuePage>('app'),
  'queue/merge': inLayout<CandidateMergePage>('app'),
  'queue/show': inLayout<CandidatePage>('app'),
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
