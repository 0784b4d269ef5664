import type { Routes } from '../routes.ts'
import { accountRoutes } from './account.ts'
import { frameRoutes } from './frame.ts'
import { loginRoutes } from './login.ts'
import { settingsRoutes } from './settings.ts'
import { styleguideRoutes } from './styleguide.ts'
import { userRoutes } from './users.ts'

/** Every area of the app; each declares its own routes. */
export const areas: ((routes: Routes) => void)[] = [
  loginRoutes,
  accountRoutes,
  frameRoutes,
  settingsRoutes,
  userRoutes,
  styleguideRoutes,
]
