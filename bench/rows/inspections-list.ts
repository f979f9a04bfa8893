import { inspectionPage } from '../peers/inspections.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { compete, drawn, pgbench, standings } from '../support/compete.ts'
import { inspectionDatabase } from '../support/inspections.ts'
import { type Call, load } from '../support/load.ts'
import { isInstalled } from '../support/postgres.ts'
import { alone, atMost, compared, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 of a million inspections: at every level of the tree, far down, and as a unit that is inspected. */
export const inspectionsList: Row = { name: 'inspections-list', measure }

const DEPTH = 50_000
const MOST_UNITS = 200
/** A county, which must not see what has not begun there. */
const TARGET = '220102'

interface Place {
  code: string
  depth: number
}

async function measure(bench: Bench): Promise<Line[]> {
  const database = await inspectionDatabase(bench)
  const { postgres, isQuick } = bench
  const env = { DATABASE_URL: postgres.url(database) }
  const [ours, bare] = [await serve(bench, database), await startPeer('bare', env)]
  try {
    const auth = bearer(await tokenOf('22', 'inspector'))
    const itself = bearer(await tokenOf(TARGET, 'inspector'))
    const seconds = isQuick ? 2 : 4
    const levels = await places(bench, database)
    const all = levels.flat()
    const own = (list: readonly Place[], more = ''): Call[] =>
      list.map(({ code }) => ({ path: `/v1/inspections?within=${code}${more}`, headers: auth }))
    const theirs = all.map(
      ({ code, depth }): Call => ({ path: `/v1/inspections?within=${code}&depth=${depth}`, headers: {} })
    )
    const province = levels[0] as Place[]
    const deep = `&cursor=${await cursorAt(bench, database, DEPTH)}`
    const target = [{ code: TARGET, depth: 3 }]
    const scores = await compete<string>(bench, {
      ours: () => load(ours.url, own(all), seconds),
      bare: () => load(bare.url, theirs, seconds),
      province: () => load(ours.url, own(province), seconds),
      township: () => load(ours.url, own(levels[3] as Place[]), seconds),
      deep: () => load(ours.url, own(province, deep), seconds),
      above: () => load(ours.url, own(target), seconds),
      target: () => load(ours.url, [{ path: '/v1/inspections', headers: itself }], seconds),
      ...(isInstalled('pgbench') && { limit: () => pgbench(env.DATABASE_URL, levels.map(script), seconds) })
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { province = [], township = [], deep = [], above = [], target = [] } = scores
  const row = inspectionsList.name
  const time = (values: number[]) => values.map((rate) => 1000 / rate)
  const slower = (what: string, a: number[], b: number[], limit: number, otherName = 'first') =>
    compared({
      row,
      what,
      ours: time(a),
      other: time(b),
      otherName,
      unit: 'ms of server',
      bar: atMost(limit)
    })
  return [
    ...standings(row, 'page of 50 inspections', scores, { bare: 1.5, limit: 0.7 }),
    slower('page of a province beside that of a township', province, township, 1.5),
    slower(`page at depth ${DEPTH} beside the first`, deep, province, 1.3),
    slower('page as the target beside that from above', target, above, 1.5, 'from above'),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}
/** Units of each level that have enough inspections for a page, by their depth. */
async function places({ postgres }: Bench, database: string): Promise<Place[][]> {
  const rows = await postgres.query<Place>(
    database,
    `select code, length(path) - length(replace(path, '.', '')) + 1 as depth from unit where level <> 'village' order by code`
  )
  return [1, 2, 3, 4].map((depth) => rows.filter((row) => row.depth === depth).slice(0, MOST_UNITS))
}

function script(list: readonly Place[]): string {
  const text = inspectionPage(list[0]?.depth as number)
    .replace(/\s+/g, ' ')
    .replace('$1', ':code::text')
  return `${drawn(
    'code',
    list.map(({ code }) => code)
  )}\n${text};\n`
}

async function cursorAt({ postgres }: Bench, database: string, depth: number): Promise<string> {
  const [row] = await postgres.query<{ planned: string; id: string }>(
    database,
    `select planned_on::text as planned, id from inspection where within_1 = '22'
     order by planned_on desc, id desc offset ${depth} limit 1`
  )
  return Buffer.from(JSON.stringify([row?.planned, row?.id])).toString('base64url')
}
