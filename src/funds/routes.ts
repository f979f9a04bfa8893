import type { Citables } from '../causes/index.ts'
import type { App } from '../platform/http/app.ts'
import type { Jobs } from '../platform/jobs.ts'
import type { Workshop } from '../platform/work.ts'
import type { Workbooks } from '../platform/xlsx/workbooks.ts'
import { accountRoutes } from './accounts/routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { checkRoutes } from './checks/routes.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import type { Hasher } from './hasher.ts'
import { programmeRoutes } from './programmes/routes.ts'
import { runRoutes } from './runs/routes.ts'
import { uploadRoutes } from './uploads/routes.ts'

interface FundParts {
  hashed: Hasher
  workbooks: Workbooks
  jobs: Jobs
  citables: Citables
}

export function fundRoutes(app: App, shop: Workshop, { hashed, workbooks, jobs, citables }: FundParts): void {
  programmeRoutes(app, shop)
  accountRoutes(app, shop)
  allocationRoutes(app, shop)
  disbursementRoutes(app, shop)
  uploadRoutes(app, shop, { hashed, workbooks })
  checkRoutes(app, shop, jobs, citables)
  runRoutes(app, shop, jobs)
}
