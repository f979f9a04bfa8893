import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/work.ts'
import { insertTerms, meetTerms, timetable } from '../../terms/index.ts'
import { type Place, type TreeFollower, unitPlace } from '../../units/index.ts'
import { handing, isWaiting } from '../rules.ts'
import * as cases from '../store.ts'
import { ending, nextDueOn, termAtReceipt } from '../term-rules.ts'
import type { Kind, State } from '../words.ts'

/**
 * A report that nobody at the handling unit may see any more, since the tree changed, goes to the nearest
 * unit above that may see it: as when the handling unit is accused. Few reports are concerned, so each is
 * handed on by itself.
 */
export const reportFollower: TreeFollower = async (work, passed) => {
  const codes = passed.flatMap(({ code, actsFor }) => (actsFor === null ? [code] : [code, actsFor]))
  for (const one of await lockBarred(work.tx, codes)) await handOn(work, one)
}

interface Barred {
  id: string
  kind: Kind
  state: State
  unitCode: string
  to: string
}

/** Reports at some units, or below them, hidden from the handling unit, with who handles each next. */
async function lockBarred(tx: Tx, codes: readonly string[]): Promise<Barred[]> {
  const { rows } = await sql<Barred>`
    select * from (
      select id, kind, state, unit_code as "unitCode", unbarred_unit(path, hidden_from) as "to"
      from petition_case
      where hidden_from is not null and string_to_array(path, '.') && ${codes}::text[]
        and is_barred(unit_code, hidden_from)
      order by id for update
    ) as barred where "to" is not null`.execute(tx)
  return rows
}

async function handOn(work: Work, one: Barred): Promise<void> {
  const { tx, today } = work
  const { id, unitCode, to } = one
  await meetTerms(tx, 'case', id, ending, today)
  if (isWaiting(one)) {
    const term = (await timetable(tx, to)).begin(termAtReceipt(one.kind), today)
    await insertTerms(tx, [term], { kind: 'case', id, unitCode: to })
  }
  const place = (await unitPlace(tx, to)) as Place
  const dueOn = nextDueOn(await cases.termsOfCase(tx, id))
  await cases.update(tx, id, { ...handing(place), nextDueOn: dueOn })
  const moved = { fromUnitCode: unitCode, toUnitCode: to }
  work.record('case.handed-on', { id, unitCode: to, path: place.path }, moved)
}
