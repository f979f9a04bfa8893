import { type Generated, type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Tx, Work } from '../work/work.ts'

declare module '../database/connect.ts' {
  interface Tables {
    recusal: {
      subject_id: string
      sub: string
      /** The subject in the form in which people are compared. */
      person: Generated<string>
      at: string
      reason: string
      /** The unit of the person. */
      unit_code: string | null
    }
  }
}

/** A person steps aside from a record (回避): from now on `disclosed` in scope.ts hides it from them. */
export async function stepAside({ tx, actor, now }: Work, subjectId: string, sub: string, reason: string) {
  await tx
    .insertInto('recusal')
    .values({ subject_id: subjectId, sub, reason, at: now.toISOString(), unit_code: actor.unitCode })
    .execute()
}

/** The codes from the root to the unit for which somebody stepped aside from a record, if they did. */
export async function asideBy(tx: Tx, subjectId: string, sub: string): Promise<string[] | undefined> {
  const row = await tx
    .selectFrom('recusal')
    .select(sql<string | null>`unit_path(unit_code)`.as('path'))
    .where('subject_id', '=', subjectId)
    .where('person', '=', sql<string>`person_key(${sub})`)
    .executeTakeFirst()
  return row && (row.path?.split('.') ?? [])
}

/** Ends a recusal. */
export async function letIn(tx: Tx, subjectId: string, sub: string): Promise<void> {
  await sql`
    delete from recusal where subject_id = ${subjectId} and person = person_key(${sub})`.execute(tx)
}

/** The ids of the records from which the actor is aside. */
export function asideFrom({ sub }: Pick<Actor, 'sub'>): RawBuilder<unknown> {
  return sql`select subject_id from recusal where recusal.person = person_key(${sub})`
}
