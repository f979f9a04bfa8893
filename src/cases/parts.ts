import { sql } from 'kysely'
import type { Tx } from '../platform/work/work.ts'
import type { Decision } from './rules.ts'
import type { CaseDecision, CaseForwarding } from './schema.ts'
import './tables.ts'

/** A forwarding to which the receiving unit may still object. */
export interface Forwarding {
  position: number
  fromUnitCode: string
  toUnitCode: string
}

export async function insertDecision(
  tx: Tx,
  caseId: string,
  { stage, unitCode, outcome, text }: Decision,
  decidedOn: string,
  decidedBy: string
): Promise<void> {
  await tx
    .insertInto('case_decision')
    .values({
      case_id: caseId,
      stage,
      unit_code: unitCode,
      outcome,
      text,
      decided_on: decidedOn,
      decided_by: decidedBy
    })
    .execute()
}

/** The day of a decision, if there is one. */
export async function decidedOn(
  tx: Tx,
  caseId: string,
  stage: Decision['stage']
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('case_decision')
    .select('decided_on')
    .where('case_id', '=', caseId)
    .where('stage', '=', stage)
    .executeTakeFirst()
  return row?.decided_on
}

export async function insertForwarding(
  tx: Tx,
  caseId: string,
  one: Omit<Forwarding, 'position'> & { note: string; forwardedOn: string }
): Promise<void> {
  await sql`
    insert into case_forwarding (case_id, position, from_unit_code, to_unit_code, note, forwarded_on)
    select ${caseId}::uuid, count(*) + 1, ${one.fromUnitCode}, ${one.toUnitCode}, ${one.note},
      ${one.forwardedOn}::date
    from case_forwarding where case_id = ${caseId}`.execute(tx)
}

/** The last forwarding that was not objected to. */
export function lastForwarding(tx: Tx, caseId: string): Promise<Forwarding | undefined> {
  return tx
    .selectFrom('case_forwarding')
    .select(['position', 'from_unit_code as fromUnitCode', 'to_unit_code as toUnitCode'])
    .where('case_id', '=', caseId)
    .where('objected_on', 'is', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function object(
  tx: Tx,
  caseId: string,
  position: number,
  objection: string,
  on: string
): Promise<void> {
  await tx
    .updateTable('case_forwarding')
    .set({ objection, objected_on: on })
    .where('case_id', '=', caseId)
    .where('position', '=', position)
    .execute()
}

/** The decisions in the case, by stage. */
export const decisionsOf = sql<Partial<Record<Decision['stage'], CaseDecision>>>`coalesce((
  select json_object_agg(stage, json_build_object('unitCode', unit_code, 'outcome', outcome, 'text', text,
    'decidedOn', decided_on))
  from case_decision where case_id = petition_case.id), '{}')`.as('decisions')

/** The forwardings of the case, in order. */
export const forwardingsOf = sql<CaseForwarding[]>`coalesce((
  select json_agg(json_build_object('fromUnitCode', from_unit_code, 'toUnitCode', to_unit_code, 'note', note,
    'forwardedOn', forwarded_on, 'objection', objection, 'objectedOn', objected_on) order by position)
  from case_forwarding where case_id = petition_case.id), '[]')`.as('forwardings')
