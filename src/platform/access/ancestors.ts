import { sql } from 'kysely'
import { prepared, type Reader, written } from '../database/prepared.ts'

/** The columns `within_…` reach down to the depth above; only units that have ended stand below it. */
export const DEEPEST = 5

/** The place of a unit. */
export interface Standing {
  /** The codes from the root to the unit, including the unit; empty where there is no such unit. */
  ancestors: string[]
  /**
   * For a unit at the deepest level that succeeded others: its code and theirs, as a PostgreSQL array
   * literal. Left out where there are none.
   */
  codes: string | undefined
}

/** The codes from the root to a unit, including the unit; empty where there is no such unit. */
export async function ancestorsOf(db: Reader, code: string): Promise<string[]> {
  return (await standingOf(db, code)).ancestors
}

export async function standingOf(db: Reader, code: string): Promise<Standing> {
  const [found] = await standing(db, { code })
  return { ancestors: found?.path?.split('.') ?? [], codes: found?.codes ?? undefined }
}

const standing = prepared(['code'], (_, { code }) =>
  written(sql<{ path: string | null; codes: string | null }>`
    select unit_path(${code}) as path, unit_codes(${code}) as codes`)
)
