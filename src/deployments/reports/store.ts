import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import { keptBy, lineSeenBy } from '../visibility.ts'
import { report } from './fields.ts'
import * as rules from './rules.ts'

function standing(actor: Actor) {
  return [
    ...columnsOf('deployment_report', [
      'id',
      'unitCode',
      'path',
      'deploymentId',
      'itemNo',
      'review',
      'version'
    ]),
    'deployment.state as state',
    'deployment.unit_code as issuer',
    keptBy(actor).as('isKeeper')
  ] as const
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('deployment_report')
    .innerJoin('deployment', 'deployment.id', 'deployment_report.deployment_id')
    .innerJoin('unit', 'unit.code', 'deployment_report.unit_code')
    .select(report.select(viewer))
    .select([
      'deployment_report.version',
      'deployment.state as deploymentState',
      'deployment.unit_code as issuer',
      keptBy(actor).as('isKeeper')
    ])
    .where('deployment_report.id', '=', id)
    .where(lineSeenBy(actor, 'deployment_report'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { deploymentState: state, issuer, isKeeper, ...shown } = row
  const one = { state, issuer, isKeeper, review: shown.review }
  return { ...shown, actions: actionsOf<rules.Standing, rules.StepName>(rules, one, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a report for its review, and its deployment first: reports and the closing wait for each other. */
export async function lock(tx: Tx, actor: Actor, id: string) {
  await sql`
    select from deployment
    where id = (select deployment_id from deployment_report where id = ${id}) for update`.execute(tx)
  return tx
    .selectFrom('deployment_report')
    .innerJoin('deployment', 'deployment.id', 'deployment_report.deployment_id')
    .select(standing(actor))
    .where('deployment_report.id', '=', id)
    .where(lineSeenBy(actor, 'deployment_report'))
    .forUpdate('deployment_report')
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

interface Reportable {
  path: string
  acting: string
  target: number | null
  /** Of the next report. */
  number: number
  isDone: boolean
}

/** An addressee and an item on which a unit reports; undefined where the deployment does not have both. */
export async function reportable(
  tx: Tx,
  { id, unitCode, itemNo }: { id: string; unitCode: string; itemNo: number }
) {
  const { rows } = await sql<Reportable>`
    select addressee.path, unit_acting(addressee.unit_code) as acting, item.measure_target as target,
      (select count(*)::int + 1 from deployment_report as report
        where report.deployment_id = item.deployment_id and report.unit_code = addressee.unit_code
          and report.item_no = item.no) as number,
      exists (select from deployment_report as report
        where report.deployment_id = item.deployment_id and report.unit_code = addressee.unit_code
          and report.item_no = item.no and report.state = 'done' and report.review = 'confirmed') as "isDone"
    from deployment_item as item
    left join deployment_addressee as addressee
      on addressee.deployment_id = item.deployment_id and addressee.unit_code = ${unitCode}
    where item.deployment_id = ${id} and item.no = ${itemNo}`.execute(tx)
  return rows[0]
}
