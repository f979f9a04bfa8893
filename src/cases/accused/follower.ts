import { sql } from 'kysely'
import { present } from '../../platform/database/present.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { unitPlace } from '../../units/index.ts'
import type { Kind, State } from '../labels.ts'
import { handing, isWaiting } from '../rules.ts'
import * as cases from '../store.ts'
import { ending, nextDueOn, termAtReceipt } from '../term-rules.ts'

/** A report that a change of the tree passed to another unit. */
export interface HandedOn {
  id: string
  unitCode: string
}

/**
 * After a change of the tree, a report that its handling unit may no longer see goes to the nearest unit
 * above that may see it, as if the handling unit were accused. It goes back when the change is undone.
 * `codes`: the units that changed, and the units that act for them. Few reports are concerned, so each is
 * passed on by itself.
 */
export async function handOnReports(work: Work, codes: readonly string[]): Promise<HandedOn[]> {
  const concerned = await lockConcerned(work.tx, codes)
  for (const one of concerned) await handOn(work, one)
  return concerned.map(({ id, to }) => ({ id, unitCode: to }))
}

interface Concerned {
  id: string
  kind: Kind
  state: State
  unitCode: string
  isBarred: boolean
  to: string
}

/**
 * Locks the reports that their handling unit may no longer see or an earlier one may see again, with `to`.
 */
async function lockConcerned(tx: Tx, codes: readonly string[]): Promise<Concerned[]> {
  const { rows } = await sql<Concerned>`
    select * from (
      select id, kind, state, unit_code as "unitCode", is_barred(unit_code, hidden_from) as "isBarred",
        case when is_barred(unit_code, hidden_from) then unbarred_unit(path, hidden_from)
          when not is_barred(barred_from_code, hidden_from) then barred_from_code end as "to"
      from petition_case
      where hidden_from is not null and (barred_from_code is not null and hidden_from && ${codes}::text[]
        or barred_from_code = any(${codes}::text[])
        or string_to_array(path, '.') && ${codes}::text[] and is_barred(unit_code, hidden_from))
      order by id for update
    ) as one where "to" <> "unitCode"`.execute(tx)
  return rows
}

async function handOn(work: Work, one: Concerned): Promise<void> {
  const { tx, today } = work
  const { id, unitCode, to } = one
  await meetTerms(tx, 'case', id, ending, today)
  if (isWaiting(one)) {
    const term = (await timetable(tx, to)).begin(termAtReceipt(one.kind), today)
    await insertTerms(tx, [term], { kind: 'case', id, unitCode: to })
  }
  const place = present(await unitPlace(tx, to))
  const dueOn = nextDueOn(await cases.termsOfCase(tx, id))
  const barredFromCode = one.isBarred ? unitCode : null
  await cases.update(work, id, { ...handing(place), barredFromCode, nextDueOn: dueOn })
  const moved = { fromUnitCode: unitCode, toUnitCode: to }
  work.record('case.handed-on', { id, unitCode: to, path: place.path }, moved)
}
