import type { Routes } from '../routes.ts'
import { accountRoutes } from './account.ts'
import { articleRoutes } from './articles.ts'
import { bestBetRoutes } from './best-bets.ts'
import { companyWordRoutes } from './company-words.ts'
import { connectionRoutes } from './connections.ts'
import { contradictionRoutes } from './contradictions.ts'
import { contributorRoutes } from './contributors.ts'
import { coverageRoutes } from './coverage.ts'
import { deskRoutes } from './desk.ts'
import { figureRoutes } from './figures.ts'
import { frameRoutes } from './frame.ts'
import { homeRoutes } from './home.ts'
import { importRoutes } from './imports.ts'
import { loginRoutes } from './login.ts'
import { mediaListRoutes } from './media.ts'
import { productRoutes } from './products.ts'
import { publicSiteRoutes } from './public-site.ts'
import { queueRoutes } from './queue.ts'
import { readingRoutes } from './reading.ts'
import { releaseRoutes } from './releases.ts'
import { requestRoutes } from './requests.ts'
import { safetyRoutes } from './safety.ts'
import { settingsRoutes } from './settings.ts'
import { sourceRoutes } from './sources.ts'
import { styleguideRoutes } from './styleguide.ts'
import { uploadRoutes } from './uploads.ts'
import { userRoutes } from './users.ts'

/** Every area of the app; each declares its own routes. */
export const areas: ((routes: Routes) => void)[] = [
  loginRoutes,
  accountRoutes,
  frameRoutes,
  homeRoutes,
  articleRoutes,
  queueRoutes,
  contradictionRoutes,
  coverageRoutes,
  contributorRoutes,
  deskRoutes,
  requestRoutes,
  figureRoutes,
  readingRoutes,
  safetyRoutes,
  sourceRoutes,
  importRoutes,
  uploadRoutes,
  connectionRoutes,
  releaseRoutes,
  settingsRoutes,
  productRoutes,
  mediaListRoutes,
  publicSiteRoutes,
  companyWordRoutes,
  bestBetRoutes,
  userRoutes,
  styleguideRoutes,
]
