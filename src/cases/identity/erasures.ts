import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Case } from '../schema.ts'
import type { Erasure } from './rules.ts'
import '../tables.ts'

/** The request to erase an identity, if there is one. The calling step has locked the case. */
export async function find(tx: Tx, caseId: string): Promise<Erasure | undefined> {
  return tx
    .selectFrom('case_erasure')
    .select('asked_by as askedBy')
    .select(sql<string | null>`confirmed_at::text`.as('confirmedOn'))
    .where('case_id', '=', caseId)
    .executeTakeFirst()
}

export async function ask({ tx, actor, now }: Work, caseId: string, reason: string): Promise<void> {
  await tx
    .insertInto('case_erasure')
    .values({
      case_id: caseId,
      reason,
      asked_at: now.toISOString(),
      asked_by: actor.sub,
      asked_unit: actor.unitCode
    })
    .execute()
}

export async function confirm({ tx, actor, now }: Work, caseId: string): Promise<void> {
  await tx
    .updateTable('case_erasure')
    .set({ confirmed_at: now.toISOString(), confirmed_by: actor.sub, confirmed_unit: actor.unitCode })
    .where('case_id', '=', caseId)
    .execute()
}

/** The erasure on the wire: requested and confirmed. Null if it was never requested. */
export const erasureOf = sql<Case['identityErasure']>`(
  select json_build_object('reason', reason, 'askedOn', (asked_at at time zone 'Asia/Shanghai')::date,
    'confirmedOn', (confirmed_at at time zone 'Asia/Shanghai')::date)
  from case_erasure where case_id = petition_case.id)`.as('identityErasure')
