import type { Registry } from 'prom-client'
import type { Citables } from '../causes/index.ts'
import type { App } from '../platform/http/app.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import { accountRoutes } from './accounts/routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { checkRoutes } from './checks/routes.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { programmeRoutes } from './programmes/routes.ts'
import { runRoutes } from './runs/routes.ts'
import { measureUploads } from './uploads/growth.ts'
import { type UploadParts, uploadRoutes } from './uploads/routes.ts'

interface FundParts extends UploadParts {
  jobs: Jobs
  citables: Citables
  /** Of the metrics. */
  registry: Registry
}

export function fundRoutes(
  app: App,
  context: AppContext,
  { jobs, citables, registry, ...uploads }: FundParts
): void {
  programmeRoutes(app, context)
  accountRoutes(app, context)
  allocationRoutes(app, context)
  disbursementRoutes(app, context)
  uploadRoutes(app, context, uploads)
  measureUploads(registry, context.db)
  checkRoutes(app, context, jobs, citables)
  runRoutes(app, context, jobs)
}
