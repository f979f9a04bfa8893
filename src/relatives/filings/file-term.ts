import type { Work } from '../../platform/work/work.ts'
import { insertTerms, meetTerms, restartTerm, termsOf, timetable } from '../../terms/index.ts'
import { firstMonth, type Household } from './rosters.ts'
import * as store from './store.ts'
import { FILE } from './terms.ts'

interface Filed extends Household {
  id: string
  acting: string
  filedOn: string
}

/**
 * Puts the term for the filing on record, met on the day of the filing: it began when the household came on a
 * roster, or when the filer came to the post, on the later of the two. A household on no roster has none.
 * Family ties that a unit above knows do not count here: the term would tell of them.
 *
 * @returns whether the filing came late
 */
export async function putFileTerm(work: Work, filed: Filed, since?: string): Promise<boolean> {
  const { tx, today } = work
  const { id, acting: unitCode, filedOn } = filed
  const first = await firstMonth(tx, filed)
  const begun = since ?? (await store.sinceOf(tx, id))
  if (first === null) return false
  const startedOn = first > begun ? first : begun
  if (startedOn > today) return false
  const term = (await timetable(tx, unitCode)).begin(FILE, startedOn)
  const subject = { kind: 'relative-filing', id, unitCode } as const
  const terms = (await termsOf(tx, 'relative-filing', [id])).get(id) ?? []
  if (terms.some(({ rule }) => rule === FILE)) await restartTerm(tx, term, subject)
  else await insertTerms(tx, [term], subject)
  await meetTerms(tx, 'relative-filing', id, [FILE], filedOn)
  return filedOn > term.dueOn
}
