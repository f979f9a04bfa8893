import type { App } from '../platform/http/app.ts'
import type { AppContext } from '../platform/work/work.ts'
import { type CheckParts, checkRoutes } from './checks/routes.ts'
import { type DisputeParts, disputeRoutes } from './disputes/routes.ts'
import { filerRoutes } from './filers/routes.ts'
import { type FilingParts, filingRoutes } from './filings/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { tieRoutes } from './ties/routes.ts'
import { importRoutes, type UploadParts } from './uploads/routes.ts'

/** What the room needs. */
interface Parts extends FilingParts, UploadParts, CheckParts, DisputeParts {
  context: AppContext
}

export function register(app: App, parts: Parts): void {
  const { context, hashed, staffAmong, workbooks, jobs, citables, records } = parts
  filerRoutes(app, context, hashed)
  filingRoutes(app, context, { hashed, staffAmong })
  tieRoutes(app, context, { hashed, workbooks })
  memberRoutes(app, context, { hashed, workbooks })
  disputeRoutes(app, context, { records })
  importRoutes(app, { hashed, workbooks })
  checkRoutes(app, { context, jobs, citables })
}
