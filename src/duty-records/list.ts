import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Column } from '../platform/csv/write.ts'
import type { Sentence } from '../platform/errors/refusal.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import { oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { UnitCode, Year } from '../platform/http/schema.ts'
import { Kind, Review, row, State } from './fields.ts'

const titles: Record<string, Sentence> = {
  sessions: { zh: '场次', en: 'Sessions' },
  people: { zh: '人次', en: 'People' },
  copies: { zh: '资料份数', en: 'Copies' }
}

/** Duty records of a subtree, the latest filed first: identifiers increase with time. */
export const dutyRecords = defineList({
  fields: row,
  from: sql`duty_record join unit on unit.code = duty_record.unit_code`,
  orders: { '-filedAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    year: {
      schema: {
        ...Year,
        description: 'Year for which the records count: those valid for several years, too'
      },
      condition: (year) => sql<boolean>`${year}::int between duty_record.first_year and duty_record.last_year`
    },
    kind: oneOrMore('duty_record.kind', Kind),
    state: oneOrMore('duty_record.state', State),
    review: oneOrMore('duty_record.review', Review),
    updatedSince: updatedSince(row)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit whose records are listed' })
  }
})

/** A table shows the figures that are counted everywhere, each in a column of its own. */
export const columns: readonly Column[] = dutyRecords.columns
  .filter(({ name }) => name !== 'figures')
  .map((column) => ({ ...column, title: titles[column.name] }))
