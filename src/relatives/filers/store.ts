import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf, touched } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import type { Declaration } from './schema.ts'
import '../tables.ts'

const until = sql<string | null>`nullif(filer.until, 'infinity')`

/** How many members of the committee of the unit are in the post on a day. */
const members = (today: string) => sql<number>`(
  select count(*)::int from filer as member
  where member.unit_code = filer.unit_code and member.kind = 'committee-member'
    and member.since <= ${today}::date and ${today}::date < member.until)`

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('filer')
    .innerJoin('unit', 'unit.code', 'filer.unit_code')
    .select([...item.select(viewer), ...details.select(viewer), members(today).as('members')])
    .where('filer.id', '=', id)
    .where(visible(actor, 'filer', 'filer'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { members: inPost, ...filer } = row
  const remark = rules.committeeRemark(filer.kind, filer.unitName, inPost)
  return { ...filer, remark, actions: actionsOf(rules, filer, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks the entry of a filer; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('filer')
    .select(columnsOf('filer', ['id', 'unitCode', 'path', 'version', 'kind', 'since', 'identityHash']))
    .select(until.as('until'))
    .select(sql<string>`unit_acting(filer.unit_code)`.as('acting'))
    .where('id', '=', id)
    .where(visible(actor, 'filer', 'filer'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** Puts the declaration of a year in place of the one before. */
export async function putDeclaration(
  { tx, now, actor }: Work,
  filerId: string,
  one: Declaration
): Promise<void> {
  const content = {
    declared_on: one.declaredOn,
    relatives: one.relatives,
    recorded_at: now.toISOString(),
    recorded_by: actor.sub
  }
  await tx
    .insertInto('filer_declaration')
    .values({ filer_id: filerId, year: one.year, ...content })
    .onConflict((at) => at.columns(['filer_id', 'year']).doUpdateSet(content))
    .execute()
}

/** Marks the filings of somebody who has left the post; gives those that are in force. */
export async function leaveFilings({ tx, now }: Work, filerId: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    update relative_filing set in_post = false, ${touched(now)}
    where filer_id = ${filerId}::uuid and state <> 'ended' returning id`.execute(tx)
  return rows
}
