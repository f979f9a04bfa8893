import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import type { Kind, State } from '../labels.ts'
import { handing, isWaiting } from '../rules.ts'
import * as cases from '../store.ts'
import { ending, nextDueOn, termAtReceipt } from '../term-rules.ts'

/** A report that has been handed on by a change of the tree. */
export interface HandedOn {
  id: string
  unitCode: string
}

/**
 * A report that nobody at the handling unit may see any more, since the tree changed, goes to the nearest
 * unit above that may see it: as when the handling unit is accused. It goes back when the change is taken
 * back. `codes`: the units that have passed, and those that act for them. Few reports are concerned, so each
 * is handed on by itself.
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

/** Reports that their handling unit may not see, or that its predecessor may see again, and who is next. */
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
  const place = (await unitPlace(tx, to)) as Place
  const dueOn = nextDueOn(await cases.termsOfCase(tx, id))
  const barredFromCode = one.isBarred ? unitCode : null
  await cases.update(work, id, { ...handing(place), barredFromCode, nextDueOn: dueOn })
  const moved = { fromUnitCode: unitCode, toUnitCode: to }
  work.record('case.handed-on', { id, unitCode: to, path: place.path }, moved)
}
