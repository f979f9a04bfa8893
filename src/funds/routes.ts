import type { Registry } from 'prom-client'
import type { App } from '../platform/http/app.ts'
import type { AppContext } from '../platform/work/work.ts'
import { accountRoutes } from './accounts/routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { programmeRoutes } from './programmes/routes.ts'
import { measureUploads } from './uploads/growth.ts'
import { type UploadParts, uploadRoutes } from './uploads/routes.ts'

interface FundParts extends UploadParts {
  /** Of the metrics. */
  registry: Registry
}

export function fundRoutes(app: App, context: AppContext, { registry, ...uploads }: FundParts): void {
  programmeRoutes(app, context)
  accountRoutes(app, context)
  allocationRoutes(app, context)
  disbursementRoutes(app, context)
  uploadRoutes(app, context, uploads)
  measureUploads(registry, context.db)
}
