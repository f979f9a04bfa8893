import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { codesOf } from '../../src/cases/labels.ts'
import { bulletinsOf, missed, type Planted, plain, plant, reader } from '../examples/bulletin.ts'
import { jilin, within } from '../examples/jilin.ts'
import { testService } from '../support/service.ts'
import { recount } from './recount.ts'

const service = await testService(t)
const { draft, step, read } = bulletinsOf(service)
const today = '2026-03-02'

/** Dice that fall the same way every time. */
let seed = 20261
function dice(): number {
  seed = (seed + 0x6d2b79f5) | 0
  const a = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  const b = (a + Math.imul(a ^ (a >>> 7), 61 | a)) ^ a
  return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32
}
const below = (most: number) => Math.floor(dice() * most)
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T
const day = (first: string, most: number) =>
  new Date(Date.parse(first) + below(most) * 86_400_000).toISOString().slice(0, 10)

const places = ['22', '2201', ...within('2201').map(({ code }) => code), '2202', '220202']
const crowded = ['2201', '220102', '220103', '220104001', '2202']
const edges = ['00:00:00', '23:59:59.999', '12:00:00', '07:59:59', '08:00:00']
const rules = ['case.notify', 'case.conclude', 'case.enquiry', 'case.review-request', 'case.recheck-request']

function anyCase(): Planted {
  const receivedOn = day('2025-10-01', 153)
  const isConcluded = dice() < 0.5
  const days = one([0, 1, 3, 14, 30, 61, 90])
  const concluded = new Date(Date.parse(receivedOn) + days * 86_400_000).toISOString().slice(0, 10)
  const kind = one(codesOf('case-kind'))
  return {
    unitCode: one(dice() < 0.5 ? crowded : places),
    kind,
    category: one(codesOf('case-category')),
    cause: isConcluded ? one(codesOf('case-cause')) : null,
    state: one(codesOf('case-state')),
    outcome: isConcluded ? one(codesOf('reply-outcome')) : null,
    receivedAt: `${receivedOn}T${one(edges)}+08:00`,
    concludedOn: isConcluded ? concluded : null,
    // As a tree that changed may leave it: handled within the accused unit.
    accusedUnitCode: kind === 'report' ? one([null, '2201', '220102', '220103']) : null,
    terms: Array.from({ length: below(4) }, () => {
      const dueOn = day('2025-12-01', 120)
      const elsewhere = dice() < 0.3 ? { unitCode: one(dice() < 0.5 ? crowded : places) } : {}
      return { rule: one(rules), dueOn, metOn: dice() < 0.5 ? day(dueOn, 3) : null, ...elsewhere }
    })
  }
}

const cases = Array.from({ length: 600 }, anyCase)
await plant(service, cases)

interface Row {
  code: string | null
  name: string
  received: number
}

const byCode = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map(({ name: _, ...row }) => [String(row.code), row]))

// biome-ignore lint/suspicious/noExplicitAny: the contract is checked on every call
function compare(t: Test, figures: any, expected: ReturnType<typeof recount>) {
  t.equal(figures.computedOn, today)
  t.strictSame(figures.totals, expected.totals)
  t.strictSame(figures.previous, expected.previous)
  for (const name of ['byKind', 'byCategory', 'byCause', 'byState', 'byOutcome'] as const) {
    t.strictSame(byCode(figures[name]), expected[name], name)
    t.ok(
      figures[name].every((row: Row) => /^\p{sc=Han}+$/u.test(row.name)),
      `${name} has names`
    )
  }
  t.strictSame(figures.own, expected.own)
  t.strictSame(figures.byUnit, expected.byUnit)
  const { ranked, notRanked } = figures.ranking
  const ranks = ranked.map((row: { code: string; rank: number }) => [row.code, row.rank])
  t.strictSame(Object.fromEntries(ranks), expected.ranks)
  t.strictSame(
    ranks.map(([, rank]: [string, number]) => rank),
    Object.values(expected.ranks).sort((a, b) => a - b)
  )
  t.strictSame(
    notRanked.map(({ code }: Row) => code),
    expected.notRanked
  )
  const { totals, previous, change } = figures
  for (const [name, value] of Object.entries(change)) {
    const [now, before] = [totals[name], previous[name]]
    const less = now === null || before === null ? null : Number((now - before).toFixed(4))
    t.equal(value, less, `change of ${name}`)
  }
}

const asked: [withinCode: string, from: string, to: string][] = [
  ['22', '2025-12-01', '2026-03-02'],
  ['2201', '2026-01-01', '2026-01-31'],
  ['2201', '2025-03-02', '2026-03-02'],
  ['220102', '2025-11-15', '2026-02-28'],
  ['2202', '2026-01-10', '2026-01-10'],
  ['220102001', '2025-12-01', '2026-03-02'],
  ['220104001', '2025-12-01', '2026-03-02'],
  ['220102001001', '2025-12-01', '2026-03-02'],
  ['2203', '2026-01-01', '2026-01-31']
]

for (const [withinCode, from, to] of asked) {
  t.test(`${withinCode} from ${from} to ${to}, against figures counted one by one`, async (t) => {
    const units = jilin
      .filter(({ parentCode }) => parentCode === withinCode)
      .sort((a, b) => (a.code < b.code ? -1 : 1))
    const question = { withinCode, from, to, today, units }
    const made = await draft(withinCode, from, to)
    t.match(made, { unitCode: withinCode, from, to, state: 'draft', withReports: true })
    compare(t, made.figures, recount(cases, { ...question, withReports: true }))
    await step(made.id, 'publish')
    const lower = units[0]?.code
    if (lower === undefined) return
    const open = await read(made.id, reader(lower))
    t.equal(open.withReports, false)
    compare(t, open.figures, recount(cases, { ...question, withReports: false }))
  })
}

t.test('the dice have shown every side', (t) => {
  const figures = recount(cases, {
    withinCode: '22',
    from: '2025-12-01',
    to: today,
    today,
    units: jilin.filter(({ parentCode }) => parentCode === '22'),
    withReports: true
  })
  t.ok(figures.totals.received > 200 && figures.totals.overdue > 50 && figures.totals.concluded > 50)
  t.equal(Object.keys(figures.byKind).length, 4)
  t.ok(Object.keys(figures.ranks).length >= 2 && figures.notRanked.length >= 2)
  t.end()
})

t.test('five cases are enough to be ranked, four are not; equal shares have one rank', async (t) => {
  const of = (unitCode: string, late: number, received: number): Planted[] =>
    Array.from({ length: received }, (_, n) => {
      return { ...plain, unitCode, receivedAt: '2024-05-05T09:00:00+08:00', terms: n < late ? [missed] : [] }
    })
  await plant(service, [
    ...of('220202', 2, 5),
    ...of('220203', 4, 10),
    ...of('220204', 0, 6),
    ...of('220211', 3, 6),
    ...of('220221', 0, 4)
  ])
  const { figures } = await draft('2202', '2024-05-05', '2024-05-05')
  const { leastCases, ranked, notRanked } = figures.ranking
  t.equal(leastCases, 5)
  t.strictSame(
    ranked.map(({ rank, code, overdueShare }: { rank: number; code: string; overdueShare: number }) => {
      return [rank, code, overdueShare]
    }),
    [
      [1, '220204', 0],
      [2, '220202', 0.4],
      [2, '220203', 0.4],
      [4, '220211', 0.5]
    ]
  )
  t.ok(notRanked.some(({ code, received }: Row) => code === '220221' && received === 4))
  t.equal(ranked.length + notRanked.length, figures.byUnit.length)
})

t.test('who missed a term is late, whoever has the case now', async (t) => {
  const on = '2024-07-07'
  const plainOn = { ...plain, unitCode: '220602', receivedAt: `${on}T09:00:00+08:00` }
  const met = { rule: 'case.conclude', dueOn: '2024-09-09', metOn: '2024-08-08' }
  await plant(service, [
    ...Array(5).fill({ ...plainOn, terms: [met] }),
    // Forwarded by the city ten days after its own term had ended.
    { ...plainOn, terms: [{ ...missed, metOn: '2026-02-09', unitCode: '2206' }, met] },
    // The city reviews it, too late.
    { ...plainOn, terms: [met, { ...missed, rule: 'case.review', unitCode: '2206' }] },
    // One county gave it back to the city, late; another one has it now, and is late as well.
    {
      ...plainOn,
      unitCode: '220621',
      terms: [missed, { ...missed, unitCode: '220622' }, { ...met, unitCode: '2206' }]
    },
    // The province was late to hand it down.
    { ...plainOn, unitCode: '2206', terms: [{ ...missed, unitCode: '22' }] }
  ])
  const { figures } = await draft('2206', on, on)
  const inShort = ({ received, overdue }: { received: number; overdue: number }) =>
    `${overdue} of ${received}`
  t.equal(inShort(figures.totals), '4 of 9')
  t.equal(inShort(figures.own), '2 of 4')
  const units = figures.byUnit.filter(({ received }: Row) => received > 0)
  t.strictSame(Object.fromEntries(units.map((one: Row & { overdue: number }) => [one.code, inShort(one)])), {
    '220602': '0 of 7',
    '220621': '1 of 1',
    '220622': '1 of 1'
  })
  t.match(figures.ranking.ranked, [{ code: '220602', rank: 1, overdue: 0, overdueShare: 0 }])
  const province = (await draft('22', on, on)).figures
  t.equal(inShort(province.own), '1 of 1')
  t.equal(inShort(province.byUnit.find(({ code }: Row) => code === '2206')), '3 of 9')
})

t.test('a unit that is gone keeps its cases', async (t) => {
  const at = '2024-06-06T09:00:00+08:00'
  await plant(service, [{ ...plain, unitCode: '220281', receivedAt: at }])
  await sql`update unit set valid_to = '2026-02-01' where code = '220281'`.execute(service.database.owner.db)
  const unitsOf = async (on: string) =>
    (await draft('2202', on, on)).figures.byUnit.map(({ code }: Row) => code)
  t.ok((await unitsOf('2024-06-06')).includes('220281'))
  t.notOk((await unitsOf('2024-06-07')).includes('220281'))
})
