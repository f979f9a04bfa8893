import { sql } from 'kysely'
import type { TArray } from 'typebox'
import { type Filter, severalOf } from '../platform/http/lists/filters.ts'
import { Period } from './disbursements/fields.ts'
import { ProgrammeCode } from './programmes/fields.ts'
import { isProgramme } from './programmes/store.ts'

/** Records of some programmes, which are named by code or identifier. The list joins them as `programme`. */
export const ofProgrammes: Filter<TArray<typeof ProgrammeCode>> = {
  schema: severalOf(ProgrammeCode),
  value: (asked) => (asked.length === 1 ? asked[0] : asked),
  condition: (named, _, isMany) =>
    isMany
      ? sql<boolean>`(programme.code = any(${named}::text[]) or programme.id::text = any(${named}::text[]))`
      : isProgramme(named)
}

/** Records of a month. The column holds its first day. */
export function ofMonth(column: string): Filter<typeof Period> {
  return {
    schema: Period,
    value: (month) => `${month}-01`,
    condition: (day) => sql<boolean>`${sql.ref(column)} = ${day}::date`
  }
}

/** Records from a month on, or until a month. The column holds its first day. */
export function ofMonths(
  column: string,
  operator: '>=' | '<=',
  title: string,
  description: string
): Filter<typeof Period> {
  return {
    schema: Object.assign({}, Period, { title, description }),
    value: (month) => `${month}-01`,
    condition: (day) => sql<boolean>`${sql.ref(column)} ${sql.raw(operator)} ${day}::date`
  }
}
