import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'
import { LAST_DAY } from './fill.ts'

/** The state of the database: new, filled with the demo, or in other use. */
export type Standing = 'new' | 'filled' | 'other'

/** The last year whose story is over. */
export function yearOf(today: string): number {
  const year = Number(today.slice(0, 4))
  return today.slice(5) > LAST_DAY ? year : year - 1
}

/** The file in the data folder that says of which year the demo is. It is written when the demo is whole. */
export function demoOf(dataDir: string) {
  const file = join(dataDir, 'demo.json')
  const filledYear = (): number | undefined =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { year: number }).year : undefined
  return {
    filledYear,
    note: (year: number) => writeFileSync(file, `${JSON.stringify({ year })}\n`),
    /** A database in which anything was done, even by a service that was only started, is not filled. */
    async standing(db: Db): Promise<Standing> {
      const { rows } = await sql<{ isUsed: boolean }>`
        select exists (select from audit_seal)
          or exists (select from audit_line where actor_sub <> 'system') as "isUsed"`.execute(db)
      if (rows[0]?.isUsed !== true) return 'new'
      return filledYear() === undefined ? 'other' : 'filled'
    }
  }
}
