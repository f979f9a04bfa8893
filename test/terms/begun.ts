import { hash } from 'node:crypto'
import { insertTerms, type StoredTerm, termsOf, timetable } from '../../src/terms/index.ts'
import type { TestService } from '../support/service.ts'

export const unit = '220102'

/** A record of a kind that only the tests have, by a name; its id is always the same. */
export function idOf(name: string): string {
  const digits = hash('sha256', name, 'hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7000-8000-${digits.slice(12, 24)}`
}

/** Begins terms of a record: pairs of a rule and the day on which it begins. */
export async function begin(
  { context }: TestService,
  name: string,
  ...wanted: [rule: string, startedOn: string][]
): Promise<StoredTerm[]> {
  return context.db.transaction().execute(async (tx) => {
    const table = await timetable(tx, unit)
    const terms = wanted.map(([rule, startedOn]) => table.begin(rule, startedOn))
    return insertTerms(tx, terms, { kind: 'letter', id: idOf(name), unitCode: unit })
  })
}

export async function read({ context }: TestService, name: string): Promise<StoredTerm[]> {
  const found = await termsOf(context.db, 'letter', [idOf(name)])
  return found.get(idOf(name)) ?? []
}
