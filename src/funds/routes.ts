import type { Registry } from 'prom-client'
import type { App } from '../platform/http/app.ts'
import type { AppContext } from '../platform/work/work.ts'
import { accountRoutes } from './accounts/routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { programmeRoutes } from './programmes/routes.ts'
import { measureUploads } from './uploads/growth.ts'
import { type UploadParts, uploadRoutes } from './uploads/routes.ts'

/** What the room needs. */
interface Parts extends UploadParts {
  context: AppContext
  /** Registry of the metrics. */
  registry: Registry
}

export function register(app: App, { context, registry, ...uploads }: Parts): void {
  programmeRoutes(app, context)
  accountRoutes(app, context)
  allocationRoutes(app, context)
  disbursementRoutes(app, context)
  uploadRoutes(app, context, uploads)
  measureUploads(registry, context.db)
}
