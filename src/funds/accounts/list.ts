import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { LocalDate, UnitCode } from '../../platform/http/schema.ts'
import { ofProgrammes } from '../filters.ts'
import { item } from './fields.ts'

const tables = sql`fund_account join fund_programme as programme on programme.id = fund_account.programme_id`

/** Accounts of a subtree, in the order in which they were registered. */
export const accounts = defineList({
  fields: item,
  from: sql`${tables} join unit on unit.code = fund_account.unit_code`,
  countedFrom: tables,
  orders: { id: ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    programme: ofProgrammes,
    on: {
      schema: { ...LocalDate, description: 'Date: only accounts valid on that day' },
      condition: (day) =>
        sql<boolean>`(fund_account.valid_from <= ${day}::date and fund_account.valid_to > ${day}::date)`
    },
    q: containing('fund_account.bank', { description: 'Words in the name of the bank' }),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own accounts' })
  }
})
