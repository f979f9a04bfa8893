import type { Hasher } from '../funds/index.ts'
import type { App } from '../platform/http/app.ts'
import type { AppContext } from '../platform/work/work.ts'
import type { Workbooks } from '../platform/xlsx/workbooks.ts'
import { listRoutes } from './lists/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { scanRoutes } from './scans/routes.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  hashed: Hasher
  workbooks: Workbooks
}

export function register(app: App, parts: Parts): void {
  registerRoutes(app, parts)
  listRoutes(app, parts)
  scanRoutes(app, parts)
}
