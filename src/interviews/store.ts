import { type RawBuilder, sql } from 'kysely'
import { type Citables, causesOf } from '../causes/index.ts'
import { addressed } from '../platform/access/addressed.ts'
import { isHandedOver } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { nextNumber, numberText } from '../platform/work/numbering.ts'
import type { Tx } from '../platform/work/work.ts'
import { supervisingShown } from '../units/index.ts'
import * as commitments from './commitments/store.ts'
import type * as rules from './rules.ts'
import type { Interview, NewInterview } from './schema.ts'
import './tables.ts'
import type { State } from './vocabulary.ts'

export type Versioned = Interview & { version: number }

/** From the call on, the unit interviewed and those between it and the caller see an interview too. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return addressed(actor, 'interview', 'interview', { isVisibleToTarget: sql<boolean>`true` })
}

export function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(interview.state = 'held' and interview.next_due_on < ${today}::date)`
}

/** What a list shows of an interview. `today` decides what is overdue. */
export function shown(actor: Pick<Actor, 'unitCode'>, today: string) {
  return [
    'interview.id',
    'interview.number',
    'interview.unit_code as unitCode',
    'caller.name as unitName',
    'interview.target_code as intervieweeUnitCode',
    'interviewee.name as intervieweeUnitName',
    'interview.reason',
    'interview.called_for as calledFor',
    'interview.called_at as calledAt',
    'interview.state',
    'interview.held_at as heldAt',
    sql<string | null>`nullif(interview.next_due_on, 'infinity')`.as('nextDueOn'),
    isOverdue(today).as('overdue'),
    ...supervisingShown({ table: 'interview', unit: 'caller', target: 'interviewee' }),
    isHandedOver(actor, 'interview').as('handedOver')
  ] as const
}

export function named(db: Db | Tx) {
  return db
    .selectFrom('interview')
    .innerJoin('unit as caller', 'caller.code', 'interview.unit_code')
    .innerJoin('unit as interviewee', 'interviewee.code', 'interview.target_code')
}

/** An interview as the actor may see it, with what was promised and what it rests on. */
export async function find(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  id: string,
  today: string
): Promise<Versioned | undefined> {
  const row = await named(db)
    .select(shown(actor, today))
    .select(['interview.called_by as calledBy', 'interview.minutes', 'interview.version'])
    .select(sql<string[]>`coalesce(interview.attendees, '{}')`.as('attendees'))
    .select(['interview.closed_at as closedAt', 'interview.closed_by as closedBy'])
    .select(['interview.cancelled_at as cancelledAt', 'interview.cancelled_by as cancelledBy'])
    .select('interview.cancel_reason as cancelReason')
    .where('interview.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const causes = await causesOf(db, citables, actor, [id])
  return { ...row, commitments: await commitments.of(db, id, today), causes: causes.get(id) ?? [] }
}

export interface Standing extends rules.Standing {
  id: string
  path: string
  targetCode: string
  number: string
  version: number
}

/** An interview that is to be carried on, if the actor sees it. Others wait. */
export async function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  const one = await tx
    .selectFrom('interview')
    .select(['id', 'number', 'unit_code as unitCode', 'path', 'target_code as targetCode', 'state'])
    .select(['called_at as calledAt', 'held_on as heldOn', 'version'])
    .select(sql<string>`unit_acting(target_code)`.as('targetActing'))
    .select(
      sql<string[]>`unit_line((
        select path from unit where code = unit_supervisor(interview.unit_code, interview.target_path)))`.as(
        'keepers'
      )
    )
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  if (one === undefined) return undefined
  return { ...one, commitments: await commitments.standing(tx, id) }
}

interface NewRow extends Pick<NewInterview, 'unitCode' | 'reason' | 'calledFor'> {
  id: string
  path: string
  targetCode: string
  targetPath: string
  calledAt: string
  calledBy: string
  year: number
}

/** Puts an interview on record; gives its number. */
export async function insert(tx: Tx, row: NewRow): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with numbered as (${nextNumber('interview', row.unitCode, row.year)})
    insert into interview (id, number, unit_code, path, target_code, target_path, reason, called_for,
      called_at, called_by)
    select ${row.id}::uuid, ${numberText(row.unitCode, row.year, sql.ref('last'))}, ${row.unitCode},
      ${row.path}, ${row.targetCode}, ${row.targetPath}, ${row.reason}, ${row.calledFor}, ${row.calledAt},
      ${row.calledBy}
    from numbered
    returning number`.execute(tx)
  return rows[0]?.number as string
}

export interface Change {
  state?: State
  reason?: string
  calledFor?: string
  heldAt?: string
  heldOn?: string
  minutes?: string
  attendees?: string[]
  /** Null: nothing is due any more. */
  nextDueOn?: string | null
  closedAt?: string
  closedBy?: string
  cancelledAt?: string
  cancelledBy?: string
  cancelReason?: string
}

/** Changes an interview. With no change it only gets a new version, since something it shows has changed. */
export async function update(tx: Tx, id: string, change: Change = {}): Promise<void> {
  await tx
    .updateTable('interview')
    .set({ state: change.state, reason: change.reason, called_for: change.calledFor })
    .set({ held_at: change.heldAt, held_on: change.heldOn, minutes: change.minutes })
    .set({ attendees: change.attendees })
    .set({ next_due_on: change.nextDueOn === null ? 'infinity' : change.nextDueOn })
    .set({ closed_at: change.closedAt, closed_by: change.closedBy })
    .set({ cancelled_at: change.cancelledAt, cancelled_by: change.cancelledBy })
    .set({ cancel_reason: change.cancelReason, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
