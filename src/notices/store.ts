import { sql } from 'kysely'
import type { CitedRecord } from '../causes/index.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { columnsOf } from '../platform/database/records.ts'
import { numbered } from '../platform/work/numbering.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { addresseesFrom } from './answers/addressees.ts'
import * as answers from './answers/store.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'
import { answerSeenBy, keptBy, seenBy } from './visibility.ts'

/** The values that a step of a notice needs besides its number of open answers. */
function standing(actor: Actor) {
  return [
    ...columnsOf('notice', ['id', 'unitCode', 'path', 'number', 'state', 'answerBy', 'version']),
    'notice.addressee_codes as unitCodes',
    'notice.addressee_within as withinCode',
    keptBy(actor).as('isKeeper')
  ] as const
}

/** A notice as visible to the actor, with counts of its answers; `addressees` only for its keepers. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('notice')
    .innerJoin('unit', 'unit.code', 'notice.unit_code')
    .innerJoinLateral(
      (answers) =>
        answers
          .selectFrom('notice_addressee')
          .select([
            sql<number>`count(*)::int`.as('total'),
            sql<number>`(count(*) filter (where state = 'awaited'))::int`.as('awaited'),
            sql<number>`(count(*) filter (where state = 'given'))::int`.as('given'),
            sql<number>`(count(*) filter (where state = 'accepted'))::int`.as('accepted'),
            sql<number>`(count(*) filter (where state = 'awaited' and notice.state = 'issued'
              and due_on < ${today}::date))::int`.as('overdue')
          ])
          .whereRef('notice_addressee.notice_id', '=', 'notice.id')
          .where(answerSeenBy(actor))
          .as('answers'),
      (join) => join.onTrue()
    )
    .select([...standing(actor), ...item.select({ ...actor, today }), ...details.select({ ...actor, today })])
    .select(['answers.total', 'answers.awaited', 'answers.given', 'answers.accepted', 'answers.overdue'])
    .select([isAwaited(actor).as('isAwaited'), openFor(actor).as('open')])
    .where('notice.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { total, awaited, given, accepted, overdue, unitCodes, withinCode, ...notice } = row
  return {
    ...notice,
    addressees: notice.isKeeper ? addresseesFrom({ unitCodes, withinCode }) : null,
    answers: { total, awaited, given, accepted, overdue },
    actions: actionsOf(rules, notice, actor, today)
  }
}

/** A notice as it is read, without its causes. */
export type Row = NonNullable<Awaited<ReturnType<typeof find>>>
export type Shown = Row & { causes: CitedRecord[] }

/** The number of answers that keep it open, for its keepers: only they may close it. */
function openFor(actor: Actor) {
  return sql<number>`case when ${keptBy(actor)} then ${answers.openCount} else 0 end`
}

/** Whether an answer is awaited from the actor's unit, or from an ended unit for which it acts. */
function isAwaited({ unitCode }: Actor) {
  return sql<boolean>`exists (
    select from notice_addressee as own
    where own.notice_id = notice.id and own.state = 'awaited'
      and own.unit_code in (
        select code from unit where acting_code = ${unitCode} union all select ${unitCode}
        where exists (select from unit where code = ${unitCode} and acting_code is null)))`
}

/** The id of the notice if it is visible to the actor, else undefined. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('notice')
    .select('notice.id')
    .where('notice.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
}

/** Locks a notice that is visible to the actor; answers to it wait for the lock, too. */
export async function lock(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('notice')
    .select(standing(actor))
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { unitCodes, withinCode, ...notice } = row
  return { ...notice, addressees: addresseesFrom({ unitCodes, withinCode }) }
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/**
 * Raises the version, because the answers that are counted with the notice changed. Its `updated_at` stays:
 * every addressed unit sees it, and would learn when another one answered.
 */
export async function recount(tx: Tx, id: string): Promise<void> {
  await sql`update notice set version = version + 1 where id = ${id}`.execute(tx)
}

/** The next number of a unit in a year. A transaction that fails gives its number back. */
export async function nextNumberOf(tx: Tx, unitCode: string, year: number): Promise<string> {
  const { first, number } = numbered('notice', unitCode, year)
  const { rows } = await sql<{ number: string }>`with ${first} select ${number} as number`.execute(tx)
  return present(rows[0]).number
}
