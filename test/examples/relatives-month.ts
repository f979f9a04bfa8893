import { chanceOf, identityOf, rosterOfMonth, villagesOf } from './county-month.ts'

/**
 * The near relatives of the filers of a county as somebody makes them up, and what a check of them comes to
 * with card indexes: 通榆县 has 2,000 filers and pays some thirty thousand households.
 */
export const [city, here, programme] = ['2208', '220822', 'rural-low-income']
export const FILERS = 2000
const [TIES, COUNTY_STAFF] = [5000, 20]

export interface Filer {
  name: string
  unit: string
  number: string
}

export interface Household {
  no: string
  village: string
  fen: bigint
  head: string
  members: string[]
}

export interface Tie {
  filer: Filer
  relative: string
  relation: string
  source: 'registry' | 'inspection'
}

export interface Filing {
  filer: Filer
  relative: string
  relation: string
  no: string
  village: string
  isLate: boolean
}

const villages = villagesOf(here)
export const filers = Array.from({ length: FILERS }, (_, n): Filer => {
  const unit = n < COUNTY_STAFF ? here : (villages[n % villages.length] as string)
  return { name: `人员${n}`, unit, number: identityOf(here, 600_000 + n) }
})

/** All households, a line of the roster each, with two members beside the head. */
const roster = rosterOfMonth(here, { prefix: 'R', village: [100, 195], from: 0 }, chanceOf(20260415))
const households = [...Map.groupBy(roster, ({ no }) => no).values()].flatMap(([line], n) => {
  if (line === undefined) return []
  const { no, village, fen, idNumber: head } = line
  const members = [0, 1].map((one) => identityOf(here, 1_000_000 + 2 * n + one))
  return [{ no, village, fen, head, members }]
})

/** Some left after April, some came in May; June is as May was. */
export const inApril = households.filter((_, n) => n % 13 !== 0)
export const inMay = households.filter((_, n) => n % 17 !== 0)

/** Ties of each filer: to heads, to members, by marriage, and to people who receive nothing. */
export const ties = Array.from({ length: TIES }, (_, n): Tie => {
  const { head, members } = households[(n * 5) % households.length] as Household
  const relatives = [head, head, head, head, members[0], members[1], head]
  const relative = relatives[n % 10] ?? identityOf(here, 2_000_000 + n)
  const relation =
    n % 10 === 3 ? 'parent-in-law' : (['parent', 'child', 'sibling', 'spouse'][n % 4] as string)
  const filer = filers[n % FILERS] as Filer
  return { filer, relative, relation, source: n % 11 === 0 ? 'inspection' : 'registry' }
})

const byPerson = new Map(
  households.flatMap((one) => [one.head, ...one.members].map((number) => [number, one] as const))
)
const onRoster = (list: readonly Household[]) => new Set(list.map(({ no }) => no))
const [april, may] = [onRoster(inApril), onRoster(inMay)]

function filingOf({ filer, relative, relation }: Tie, isLate = false): Filing[] {
  const household = byPerson.get(relative)
  if (household === undefined || relation === 'parent-in-law') return []
  return [{ filer, relative, relation, no: household.no, village: household.village, isLate }]
}

/** What was filed in April: of the households of that month two in three; some of it is false. */
export const filedFirst = ties
  .flatMap((tie) => filingOf(tie))
  .filter(({ no }, n) => april.has(no) && n % 3 !== 0)
  .map((filing, n) => {
    if (n % 50 === 7) return { ...filing, no: `X${String(n).padStart(6, '0')}` }
    return n % 50 === 9 ? { ...filing, relative: identityOf(here, 3_000_000 + n) } : filing
  })

/** A filing that names no household that ever was on a roster. */
export const isInvented = ({ no }: Filing) => no.startsWith('X')

/** What the county files in June: the pairs that were missing in May. All but those of an inspection are late. */
export function filedLater(missing: readonly Found[]): Filing[] {
  const wanted = new Set(missing.map(({ name, no }) => `${name} ${no}`))
  return ties
    .flatMap((tie) => filingOf(tie, tie.source === 'registry'))
    .filter(({ filer, no }) => wanted.has(`${filer.name} ${no}`))
}

/** An exception, as a list shows it. */
export interface Found {
  type: string
  reason: string
  unit: string
  name: string
  no: string
  relation: string
}

export interface Reckoned {
  owed: number
  recipients: number
  matched: number
  running: number
  found: Found[]
}

/** Numbers of the filers who declared for the year, and what stands in the register on the day. */
export interface Register {
  month: 'may' | 'june'
  filings: readonly Filing[]
  registered: ReadonlySet<Filing>
  declared: ReadonlySet<Filer>
}

/** Compares pairs and filings one by one. */
export function reckon({ month, filings, registered, declared }: Register): Reckoned {
  const keyOf = (filer: Filer, relative: string) => `${filer.name} ${relative}`
  const filed = Map.groupBy(filings, ({ filer, relative }) => keyOf(filer, relative))
  const pairs = ties.flatMap((tie) => {
    const [pair] = filingOf(tie)
    if (pair === undefined || !may.has(pair.no)) return []
    const ofPair = filed.get(keyOf(pair.filer, pair.relative)) ?? []
    const isMatched = ofPair.some(({ no }) => no === pair.no)
    // Thirty days have passed since the first roster; what an inspection found in June is too young for both.
    const isOver = tie.source === 'registry' && (month === 'june' || april.has(pair.no))
    return [{ ...pair, isMatched, isOwed: ofPair.length > 0 || isOver }]
  })
  const owed = pairs.filter(({ isOwed }) => isOwed)
  const matched = owed.filter(({ isMatched }) => isMatched)
  const hasMatch = new Set(matched.map(({ filer }) => filer))
  const missing = owed
    .filter(({ isMatched }) => !isMatched)
    .map((pair) => shown(hasMatch.has(pair.filer) ? 'short' : 'unfiled', '', pair))
  const judged = filings.flatMap((filing) => [
    ...faultsOf(filing, month).map(([type, reason]) => shown(type, reason, filing)),
    ...(registered.has(filing) ? [] : [shown('unregistered', '', filing)])
  ])
  return {
    owed: owed.length,
    recipients: new Set(owed.map(({ no }) => no)).size,
    matched: matched.length,
    running: pairs.length - owed.length,
    found: [...missing, ...judged, ...silent(filings, declared)]
  }
}

function faultsOf(filing: Filing, month: Register['month']): [type: string, reason: string][] {
  const household = byPerson.get(filing.relative)
  const isThem = household?.no === filing.no
  const left = april.has(filing.no) && !may.has(filing.no)
  return [
    ...(isInvented(filing) ? [['false', 'no-such-recipient'] as [string, string]] : []),
    ...(may.has(filing.no) && !isThem ? [['false', 'identity-mismatch'] as [string, string]] : []),
    // The term ends on a Saturday in May and so on the first of June.
    ...(left && month === 'june' ? [['stale', 'left-programme'] as [string, string]] : []),
    ...(filing.isLate ? [['late', ''] as [string, string]] : [])
  ]
}

/** Filers without a declaration, and units without any declaration or filing. */
function silent(filings: readonly Filing[], declared: ReadonlySet<Filer>): Found[] {
  const none = { reason: '', no: '', relation: '' }
  const heard = new Set([...filings.map(({ filer }) => filer.unit), ...[...declared].map(({ unit }) => unit)])
  const units = new Set(filers.map(({ unit }) => unit).filter((unit) => !heard.has(unit)))
  return [
    ...filers
      .filter((filer) => !declared.has(filer))
      .map(({ name, unit }) => ({ type: 'undeclared', unit, name, ...none })),
    ...[...units].map((unit) => ({ type: 'no-filing-unit', unit, name: '', ...none }))
  ]
}

function shown(type: string, reason: string, { filer, no, relation }: Omit<Filing, 'isLate'>): Found {
  return { type, reason, unit: filer.unit, name: filer.name, no, relation }
}
