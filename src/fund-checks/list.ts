import { Type } from 'typebox'
import { laterLast, ofMonth, ofProgrammes } from '../funds/index.ts'
import { defineList, downloadColumns } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { Id, UnitCode } from '../platform/http/schema.ts'
import { CheckKind, DisbursementId, row, State, table } from './fields.ts'
import { checkShown, checks as counted } from './store.ts'

/** Checks of a subtree, the latest first. */
export const checks = defineList({
  fields: row,
  from: checkShown,
  countedFrom: counted,
  orders: { '-checkedAt': ['id'] },
  filters: {
    kind: oneOrMore('fund_check.kind', CheckKind),
    state: oneOrMore('fund_check.state', State),
    programme: ofProgrammes,
    period: ofMonth('fund_check.period'),
    disbursementId: equals('fund_check.disbursement_id', DisbursementId),
    runId: equals('fund_check.run_id', {
      ...Id,
      description: 'Identifier of a monthly run: only its checks'
    })
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own checks' })
  }
})

export const columns = laterLast(downloadColumns(table))
