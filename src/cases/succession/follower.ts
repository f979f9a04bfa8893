import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { passTerms } from '../../terms/index.ts'
import type { Passed, TreeFollower } from '../../units/index.ts'
import { handOnReports } from '../accused/follower.ts'
import { passReferrals } from '../referrals/follower.ts'
import '../tables.ts'

/**
 * The unit that has to take the next step follows the tree: cases of a unit that ended go to its successor,
 * and a review goes to the unit that now lies above. Paths have followed already; letters and running terms
 * follow here.
 */
export const follower: TreeFollower = async (work, passed) => {
  const codes = passed.map(({ code }) => code)
  const turned = await turn(
    work,
    codes,
    passed.filter(hasOtherActing).map(({ code }) => code)
  )
  await passTerms(work.tx, 'case', turned, ['case.review', 'case.recheck'])
  const acting = passed.flatMap(({ actsFor }) => (actsFor === null ? [] : [actsFor]))
  const reports = await handOnReports(work, [...codes, ...acting])
  const ids = reports.map(({ id }) => id)
  await passTerms(work.tx, 'letter', await passLetters(work, codes, ids))
  await passReferrals(work, codes)
}

function hasOtherActing({ actedFor, actsFor }: Passed): boolean {
  return actedFor !== actsFor
}

/** A case or a letter, and the unit that has to take the next step now. */
interface Turned {
  id: string
  unitCode: string
}

/**
 * Sets the unit that has to take the next step. A change of the acting unit, which is shown, raises the
 * version.
 */
async function turn({ tx, now }: Work, codes: string[], acting: string[]): Promise<Turned[]> {
  const { rows } = await sql<Turned>`
    with placed as (
      select id, unit_code, coalesce(turn_from_code, deciding_unit_code) as given,
        case_turn(coalesce(turn_from_code, deciding_unit_code), unit_code, path) as turn
      from petition_case
      where unit_code = any(${codes}::text[]) or turn_from_code = any(${codes}::text[])
        or (deciding_unit_code = any(${codes}::text[]) and deciding_unit_code <> unit_code)
    )
    update petition_case set deciding_unit_code = placed.turn, turn_from_code = nullif(given, placed.turn),
      ${touched(now, 'petition_case')}
    from placed
    where petition_case.id = placed.id
      and (deciding_unit_code <> placed.turn or petition_case.unit_code = any(${acting}::text[]))
    returning petition_case.id, placed.turn as "unitCode"`.execute(tx)
  return rows
}

/** A letter to a reviewing or barred unit follows the case; every other letter stays. */
async function passLetters({ tx, now }: Work, codes: string[], reports: string[]): Promise<Turned[]> {
  const { rows } = await sql<Turned>`
    with placed as (
      select letter.id, case
        when letter.unit_code = one.barred_from_code then one.deciding_unit_code
        when letter.unit_code = coalesce(one.turn_from_code, one.deciding_unit_code)
          and letter.unit_code <> one.unit_code then one.deciding_unit_code
        else letter.unit_code end as turn
      from case_letter as letter join petition_case as one on one.id = letter.case_id
      where letter.answered_on is null
        and (letter.unit_code = any(${codes}::text[]) or letter.turn_code = any(${codes}::text[])
          or (one.unit_code = any(${codes}::text[]) and letter.unit_code <> one.unit_code)
          or letter.case_id = any(${reports}::uuid[]))
    )
    update case_letter set turn_code = turn, path = unit.path, ${touched(now, 'case_letter')}
    from placed join unit on unit.code = turn
    where case_letter.id = placed.id and (turn_code <> turn or case_letter.unit_code = any(${codes}::text[]))
    returning case_letter.id, turn as "unitCode"`.execute(tx)
  return rows
}
