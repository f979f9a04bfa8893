import { sql } from 'kysely'
import { isBelow } from '../../../platform/access/scope.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { defineList } from '../../../platform/http/lists/definition.ts'
import type { Scope } from '../../../platform/http/lists/description.ts'
import { equals, oneOrMore } from '../../../platform/http/lists/filters.ts'
import { Id, UnitCode } from '../../../platform/http/schema.ts'
import type { Tx } from '../../../platform/work/work.ts'
import type { ExceptionType } from '../labels.ts'
import type { Target } from '../rules.ts'
import { ExceptionWord, exceptionFields } from './fields.ts'

/** The exceptions of a check, by type and unit. */
export const exceptions = defineList({
  fields: exceptionFields,
  from: sql`relative_exception
    join unit on unit.code = relative_exception.unit_code
    left join unit as village on village.code = relative_exception.village_code
    left join filer on filer.id = relative_exception.filer_id`,
  countedFrom: sql`relative_exception`,
  orders: { type: ['position'] },
  filters: {
    type: oneOrMore('relative_exception.type', ExceptionWord),
    unitCode: equals('relative_exception.unit_code', {
      ...UnitCode,
      description: 'Code of a unit: only exceptions of its filers'
    }),
    filerId: equals('relative_exception.filer_id', { ...Id, description: 'Identifier of a filer' })
  },
  parameters: {}
})

export const columns = exceptions.columns.filter(({ name }) => name !== 'position')

export function ofCheck(id: string): Scope {
  return {
    values: { id },
    where: (values) => sql<boolean>`relative_exception.check_id = ${values.id}::uuid`
  }
}

/** The number of exceptions of some types at each unit below the actor's that still exists. */
export async function byUnit(
  { tx, actor, today }: { tx: Tx; actor: Actor; today: string },
  id: string,
  types: readonly ExceptionType[]
): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select exception.type, unit.code as "unitCode", count(*)::int as count
    from relative_exception as exception join unit on unit.code = exception.unit_code
    where exception.check_id = ${id}::uuid and exception.type = any(${types}::text[])
      and ${isBelow(actor, 'unit')} and unit.code <> ${actor.unitCode}
      and is_valid(unit.valid_from, unit.valid_to, ${today}::date)
    group by exception.type, unit.code order by exception.type, unit.code`.execute(tx)
  return rows
}
