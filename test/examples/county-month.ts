import { readFileSync } from 'node:fs'
import { type PaymentLine, type Reckoned, type RosterLine, yuan } from '../funds/reckoning.ts'

/** Who stands on a roster, with the identity number that nobody must see again. */
export interface Recipient extends RosterLine {
  idNumber: string
}

export type Chance = () => number

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const between = (chance: Chance, least: number, most: number) =>
  least + Math.floor(chance() * (most - least + 1))

/** The real villages of a county. */
export function villagesOf(county: string): string[] {
  const lines = readFileSync(new URL('../../data/jilin-units.csv', import.meta.url), 'utf8').split('\n')
  const units = lines.map((line) => line.split(','))
  return units.flatMap(([code = '', , level]) =>
    level === 'village' && code.startsWith(county) ? [code] : []
  )
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The identity number of the n-th inhabitant: born on some day, with a check character that is right. */
export function identityOf(county: string, n: number): string {
  const day = new Date(Date.UTC(1930, 0, 1 + (n % 25_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = county + day + String(1 + Math.floor(n / 25_000)).padStart(3, '0')
  const sum = weights.reduce((all, weight, at) => all + weight * Number(body[at]), 0)
  return body + '10X98765432'[sum % 11]
}

export interface Size {
  /** What the numbers of recipients begin with. */
  prefix: string
  /** Recipients of a village: from so many to so many. */
  village: [least: number, most: number]
  /** The first inhabitant. */
  from: number
}

/** Who is to get how much: a line each, for some a second one; most with an account. */
export function rosterOfMonth(county: string, size: Size, chance: Chance): Recipient[] {
  let n = size.from
  return villagesOf(county).flatMap((village) =>
    Array.from({ length: between(chance, ...size.village) }).flatMap(() => {
      n += 1
      const one = {
        no: `${size.prefix}${String(n).padStart(7, '0')}`,
        village,
        fen: chance() < 0.002 ? 0n : BigInt(between(chance, 12_000, 96_000)),
        account: chance() < 0.9 ? `6217${String(n).padStart(12, '0')}` : '',
        idNumber: identityOf(county, n)
      }
      return chance() < 0.02 ? [one, { ...one, fen: BigInt(between(chance, 1, 9_000)) }] : [one]
    })
  )
}

const onTime = '2026-05-08'

type Fate = (usual: PaymentLine) => PaymentLine[]

/** What may become of what is due to somebody, and how often of a thousand. */
const fates: [often: number, fate: Fate][] = [
  [4, () => []],
  [6, (usual) => [{ ...usual, status: 'returned' }]],
  [5, (usual) => [{ ...usual, status: 'returned', paidOn: '2026-05-06' }, usual]],
  [4, (usual) => [{ ...usual, fen: usual.fen / 2n }]],
  [3, (usual) => [{ ...usual, fen: usual.fen + 1n }]],
  [3, (usual) => [usual, { ...usual, paidOn: '2026-05-09' }]],
  [10, (usual) => [{ ...usual, paidOn: '2026-05-11' }]],
  [5, (usual) => [{ ...usual, account: '6228480000000000' }]],
  [
    5,
    (usual) => [
      { ...usual, fen: usual.fen - usual.fen / 3n },
      { ...usual, fen: usual.fen / 3n }
    ]
  ],
  [2, (usual) => [{ ...usual, fen: usual.fen - 1n, paidOn: '2026-05-12', account: '1' }]]
]

function fateAt(drawn: number): Fate {
  let passed = 0
  for (const [often, fate] of fates) {
    passed += often
    if (drawn < passed) return fate
  }
  return (usual) => [usual]
}

/** A number that a spreadsheet would take for a formula. */
export const FORMULA = '=9+9'

/** What the bank did, in the bank's own order: mostly what was asked of it; strangers got something too. */
export function paymentsOfMonth(roster: readonly Recipient[], chance: Chance): PaymentLine[] {
  const paid = [...Map.groupBy(roster, ({ no }) => no)].flatMap(([no, lines]) => {
    const fen = lines.reduce((sum, line) => sum + line.fen, 0n)
    const account = lines[0]?.account || '6217999999999999'
    return fen === 0n ? [] : fateAt(chance() * 1000)({ no, fen, paidOn: onTime, account, status: 'paid' })
  })
  const strangers = Array.from({ length: 60 }, (_, n) => {
    const status = n % 6 === 0 ? ('returned' as const) : ('paid' as const)
    return {
      no: n % 50 === 0 ? FORMULA : `外${n % 50}`,
      fen: 68_550n,
      paidOn: onTime,
      account: '6217000000000000',
      status
    }
  })
  return shuffled([...paid, ...strangers], chance)
}

function shuffled<One>(list: One[], chance: Chance): One[] {
  for (let n = list.length - 1; n > 0; n -= 1) {
    const other = between(chance, 0, n)
    const [a, b] = [list[n] as One, list[other] as One]
    list[n] = b
    list[other] = a
  }
  return list
}

/** As an exception is told: whose the other roster is, and of which batch, stands beside it. */
export type Told = Reckoned & { recordId: string | null; unitCode: string | null }

/** Who stands on another roster as well, as somebody would find them with a card index. */
export function doublesOf(
  own: readonly Recipient[],
  others: readonly { unit: string; roster: readonly Recipient[] }[],
  isSeen: (unit: string) => boolean = () => true
): Told[] {
  const index = new Map<string, string[]>()
  for (const { unit, roster } of others)
    for (const { idNumber } of roster) index.set(idNumber, [...(index.get(idNumber) ?? []), unit])
  const twice = own.filter(({ idNumber }) => index.has(idNumber))
  return [...Map.groupBy(twice, ({ no }) => no)].map(([recipientNo, lines]) => {
    const due = yuan(lines.reduce((sum, { fen }) => sum + fen, 0n))
    const [first = ''] = lines.flatMap(({ idNumber }) => index.get(idNumber) ?? []).toSorted()
    return {
      ...{ type: 'double-roster', recipientNo, villageCode: lines[0]?.village ?? null, due, paid: null },
      ...{ difference: due, paidOn: null, recordId: null, unitCode: isSeen(first) ? first : null },
      ...{ accountDue: null, accountPaid: null }
    }
  })
}

/** A roster as a county's own program writes it: in GB 18030. Only what all numbers begin with is Chinese. */
export function rosterBytes(roster: readonly Recipient[], prefix: string, encoded: Buffer): Buffer {
  const lines = roster.map(
    ({ no, village, fen, account, idNumber }) => `${no},${village},${yuan(fen)},${account},${idNumber}\r\n`
  )
  const text = `recipientNo,villageCode,amount,account,idNumber\r\n${lines.join('')}`
  return Buffer.from(text.replaceAll(prefix, encoded.toString('latin1')), 'latin1')
}
