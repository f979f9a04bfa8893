import { sql } from 'kysely'
import { inProvinceOf } from '../platform/access/province.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import type { UnitChannels } from './schema.ts'

export async function find(db: Db | Tx, actor: Actor, code: string, today: string) {
  const row = await db
    .selectFrom('unit')
    .select(item.select({ ...actor, today }))
    .select(['unit.version', 'unit.path', 'unit.valid_to as validTo'])
    .where('unit.code', '=', code)
    // Channels are public: everybody of the province sees those of all its units.
    .where(inProvinceOf(actor, 'unit.path'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const standing = { ...row, hasAny: row.phones.length + row.online.length > 0 }
  return { ...row, remarks: await remarks(db, row), actions: actionsOf(rules, standing, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/**
 * Telephones that a unit of another county has on record as well. One number for all is usual inside a city:
 * of the short numbers only other cities count.
 */
async function remarks(db: Db | Tx, { unitCode, phones }: Pick<UnitChannels, 'unitCode' | 'phones'>) {
  if (phones.length === 0) return []
  const { rows } = await sql<UnitChannels['remarks'][number]>`
    select 'phone-shared' as code, phone.number, other.code as "unitCode"
    from unnest(${phones.map(({ number }) => number)}::text[]) as phone (number)
    join unit as own on own.code = ${unitCode}
    cross join lateral (
      select unit.code from unit
      where unit.channels -> 'phones' @> jsonb_build_array(jsonb_build_object('number', phone.number))
        and unit.code <> own.code and unit.within_1 = own.within_1
        and case when length(phone.number) <= 5 then unit.within_2 <> own.within_2
          else unit.within_3 <> own.within_3 or unit.within_2 <> own.within_2 end
      order by unit.code limit 1
    ) as other
    order by phone.number`.execute(db)
  return rows
}
