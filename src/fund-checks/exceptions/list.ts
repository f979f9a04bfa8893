import { sql } from 'kysely'
import { Type } from 'typebox'
import { accountFor, accounts, laterLast } from '../../funds/index.ts'
import { isBelow } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { yuanOf } from '../../platform/database/yuan.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { equals, severalOf } from '../../platform/http/lists/filters.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { ExceptionType } from '../labels.ts'
import { stretchOf, type Target } from '../rules.ts'
import type { Check } from '../schema.ts'
import { ExceptionWord, exceptionFields } from './fields.ts'
import '../tables.ts'

type Checked = Pick<Check, 'id' | 'exceptions'>

/** By type and recipient. Readers who may not see accounts in full have a separate list. */
function listFor(account: ReturnType<typeof accountFor>) {
  return defineList({
    fields: exceptionFields(account),
    // The unit and the disbursement of the other roster are shown only to callers who may see that unit.
    from: (viewer) => sql`fund_exception
      join fund_check as made on made.id = fund_exception.check_id
      left join unit as other on other.code = fund_exception.unit_code and ${isBelow(viewer, 'other')}
      left join unit as village on village.code = fund_exception.village_code`,
    orders: { type: ['position'] },
    filters: {
      villageCode: equals('fund_exception.village_code', {
        ...UnitCode,
        description: 'Code of a village: only its recipients'
      }),
      recipientNo: equals(
        'fund_exception.recipient_no',
        Type.String({
          minLength: 1,
          maxLength: 40,
          title: '救助对象编号',
          description: 'Number of a recipient: only their lines'
        })
      )
    },
    parameters: { type: Type.Optional(severalOf(ExceptionWord)) }
  })
}

const inFull = listFor(accounts.whole)
const masked = listFor(accounts.lastFour)

export const { query } = inFull

export const columns = laterLast(inFull.columns.filter(({ name }) => name !== 'position'))

export function exceptionsFor(actor: Pick<Actor, 'roles'>): typeof inFull {
  return accountFor(actor) === accounts.whole ? inFull : masked
}

/**
 * The exceptions of a check. Those of one type have consecutive numbers, by which the index finds them.
 * Checks differ too much in size for one plan, so each statement is planned again.
 */
export function ofCheck(check: Checked, types?: readonly ExceptionType[]): Scope {
  const stretches = types?.map((type) => {
    const [first, last] = stretchOf(check, type)
    return sql`fund_exception.position between ${first}::integer and ${last}::integer`
  })
  const isAsked = stretches === undefined ? sql`true` : sql`(${sql.join(stretches, sql` or `)})`
  return {
    values: { id: check.id },
    where: ({ id }) => sql<boolean>`(fund_exception.check_id = ${id}::uuid and ${isAsked})`
  }
}

/**
 * The number and sum of the exceptions of some types at each unit below the actor's own. Units that have
 * ended are left out, because they cannot rectify anything.
 */
export async function byUnit(
  tx: Tx,
  actor: Actor,
  { id }: Checked,
  types: readonly ExceptionType[],
  today: string
): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select exception.type, unit.code as "unitCode", count(*)::int as count,
      ${yuanOf(sql`sum(exception.difference)`)} as amount
    from fund_exception as exception join unit on unit.code = exception.unit_code
    where exception.check_id = ${id}::uuid and exception.type = any(${types}::text[])
      and ${isBelow(actor, 'unit')} and unit.code <> ${actor.unitCode}
      and is_valid(unit.valid_from, unit.valid_to, ${today}::date)
    group by exception.type, unit.code order by unit.code`.execute(tx)
  return rows
}
