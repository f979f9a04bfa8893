import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList, downloadColumns } from '../../platform/http/lists/definition.ts'
import { updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { laterLast } from '../column-names.ts'
import { ofMonth, ofMonths, ofProgrammes } from '../filters.ts'
import { row, table } from './fields.ts'
import { disbursementShown } from './store.ts'

/** Disbursements of a subtree, the latest month first. */
export const disbursements = defineList({
  fields: row,
  from: disbursementShown,
  countedFrom: sql`
    disbursement join fund_programme as programme on programme.id = disbursement.programme_id`,
  orders: { '-period': ['startsOn', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    programme: ofProgrammes,
    period: ofMonth('disbursement.period'),
    periodFrom: ofMonths('disbursement.period', '>=', '月份起', 'First month'),
    periodTo: ofMonths('disbursement.period', '<=', '月份止', 'Last month'),
    updatedSince: updatedSince(row)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own disbursements' })
  }
})

export const columns = laterLast(downloadColumns(table))
