import type { Work } from '../../platform/work/work.ts'
import {
  insertTerms,
  meetTerms,
  meetTermsForAll,
  restartTerm,
  termsOf,
  timetable
} from '../../terms/index.ts'
import { beginTerms, FILE } from './terms.ts'

/** What the term for a filing is counted from. */
interface Beginning {
  /** First day of the first month in which the household is on a roster; null where it is on none. */
  first: string | null
  /** First day of the filer in the post. */
  since: string
}

/**
 * The day on which the term began: when the household came on a roster, or when the filer came to the post,
 * on the later of the two. Undefined where it is on no roster. Family ties that a unit above knows do not
 * count here: the term would tell of them.
 */
function begunOn({ first, since }: Beginning, today: string): string | undefined {
  if (first === null) return undefined
  const day = first > since ? first : since
  return day > today ? undefined : day
}

interface Filed extends Beginning {
  id: string
  /** The unit that acts for that of the filer. */
  acting: string
}

/**
 * Puts the terms of new filings on record, met on the day of the filing.
 *
 * @returns the filings that came late
 */
export async function beginFileTerms(work: Work, filed: readonly Filed[]): Promise<Set<string>> {
  const { tx, today } = work
  const due = await beginTerms(
    work,
    FILE,
    filed.map((one) => ({ ...one, startedOn: begunOn(one, today) }))
  )
  await meetTermsForAll(tx, 'relative-filing', [...due.keys()], today)
  return new Set([...due].filter(([, dueOn]) => today > dueOn).map(([id]) => id))
}

/** Counts the term again after a correction of the household. It stays met on the day of the filing. */
export async function recountFileTerm({ tx, today }: Work, one: Filed & { filedOn: string }): Promise<void> {
  const { id, acting: unitCode, filedOn } = one
  const startedOn = begunOn(one, today)
  if (startedOn === undefined) return
  const known = (await termsOf(tx, 'relative-filing', [id])).get(id) ?? []
  const term = (await timetable(tx, unitCode)).begin(FILE, startedOn)
  const subject = { kind: 'relative-filing', id, unitCode } as const
  if (known.some(({ rule }) => rule === FILE)) return restartTerm(tx, term, subject)
  await insertTerms(tx, [term], subject)
  await meetTerms(tx, 'relative-filing', id, [FILE], filedOn)
}
