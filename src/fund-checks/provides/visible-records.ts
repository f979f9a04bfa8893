import { recordsAboutMoney } from '../../funds/index.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  'fund-check': recordsAboutMoney('fund_check'),
  'fund-run': recordsAboutMoney('fund_run')
}
