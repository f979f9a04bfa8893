import type { NewStaff, Staff, StaffChange } from './schema.ts'
import { refuse } from './vocabulary.ts'

type Entry = Pick<Staff, 'unitCode' | 'name' | 'post' | 'qualifications' | 'conflicts'>

export function register({ qualifications = [], conflicts = [], ...wanted }: NewStaff): Entry {
  mustDiffer(conflicts)
  return { ...wanted, qualifications, conflicts }
}

export function change(wanted: StaffChange): StaffChange {
  mustDiffer(wanted.conflicts ?? [])
  return wanted
}

function mustDiffer(conflicts: Staff['conflicts']): void {
  const codes = conflicts.map(({ unitCode }) => unitCode)
  const double = codes.findIndex((code, n) => codes.indexOf(code) !== n)
  if (double >= 0) throw refuse('conflict-twice', { pointer: `/conflicts/${double}/unitCode` })
}

/** What the audit trail keeps of a change: who is kept away from where, but not his name, nor why. */
export function noted({ conflicts, active, qualifications, ...others }: StaffChange) {
  return {
    ...(Object.keys(others).length > 0 && { changed: Object.keys(others) }),
    ...(active !== undefined && { active }),
    ...(qualifications !== undefined && { qualifications }),
    ...(conflicts !== undefined && { conflictsWith: conflicts.map(({ unitCode }) => unitCode) })
  }
}
