import type { Work } from '../../platform/work/work.ts'
import {
  insertTermForAll,
  insertTerms,
  meetTerms,
  meetTermsForAll,
  type NewTerm,
  restartTerm,
  type Timetable,
  termsOf,
  timetable
} from '../../terms/index.ts'
import { FILE } from './terms.ts'

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
export async function beginFileTerms({ tx, today }: Work, filed: readonly Filed[]): Promise<Set<string>> {
  const tables = new Map<string, Timetable>()
  for (const { acting } of filed) {
    if (!tables.has(acting)) tables.set(acting, await timetable(tx, acting))
  }
  // Most filings of a file share the month and the rules: one statement for all with the same term.
  const alike = new Map<string, { term: NewTerm; records: { id: string; unitCode: string }[] }>()
  const late = new Set<string>()
  for (const one of filed) {
    const startedOn = begunOn(one, today)
    const term = startedOn === undefined ? undefined : tables.get(one.acting)?.begin(FILE, startedOn)
    if (term === undefined) continue
    const key = JSON.stringify(term)
    const group = alike.get(key) ?? { term, records: [] }
    group.records.push({ id: one.id, unitCode: one.acting })
    alike.set(key, group)
    if (today > term.dueOn) late.add(one.id)
  }
  for (const { term, records } of alike.values()) {
    await insertTermForAll(tx, term, 'relative-filing', records)
  }
  const ids = filed.map(({ id }) => id)
  await meetTermsForAll(tx, 'relative-filing', ids, today)
  return late
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
