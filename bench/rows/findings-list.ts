import { findingPage } from '../peers/findings.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { compete, drawn, pgbench } from '../support/compete.ts'
import { findingDatabase } from '../support/findings.ts'
import { type Call, load } from '../support/load.ts'
import { isInstalled } from '../support/postgres.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 by due date, of a million findings: at every level of the tree, far down, and overdue only. */
export const findingsList: Row = { name: 'findings-list', measure }

const DEPTH = 50_000
const MOST_UNITS = 200

interface Place {
  code: string
  depth: number
}

async function measure(bench: Bench): Promise<Line[]> {
  const database = await findingDatabase(bench)
  const { postgres, isQuick } = bench
  const env = { DATABASE_URL: postgres.url(database) }
  const [ours, bare] = [await serve(bench, database), await startPeer('bare', env)]
  try {
    const headers = bearer(await tokenOf('22', 'inspector'))
    const seconds = isQuick ? 2 : 4
    const levels = await places(bench, database)
    const [province = [], , , townships = []] = levels
    const own =
      (list: readonly Place[], more = '') =>
      () =>
        load(
          ours.url,
          list.map(({ code }): Call => ({ path: `/v1/findings?within=${code}${more}`, headers })),
          seconds
        )
    const theirs = levels
      .flat()
      .map(({ code, depth }): Call => ({ path: `/v1/findings?within=${code}&depth=${depth}`, headers: {} }))
    const scores = await compete<string>(bench, {
      ours: own(levels.flat()),
      bare: () => load(bare.url, theirs, seconds),
      province: own(province),
      township: own(townships),
      deep: own(province, `&cursor=${await cursorAt(bench, database, DEPTH)}`),
      overdue: own(levels.flat(), '&overdue=true'),
      ...(isInstalled('pgbench') && { limit: () => pgbench(env.DATABASE_URL, levels.map(script), seconds) })
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { ours = [], bare = [], limit, province = [], township = [], deep = [], overdue = [] } = scores
  const row = findingsList.name
  const what = 'page of 50 findings'
  const beside = (otherName: string, other: readonly number[], bar: number) =>
    compared({
      row,
      what: `${what}, beside ${otherName}`,
      ours,
      other,
      otherName,
      unit: 'req/s',
      bar: atLeast(bar)
    })
  const time = (values: number[]) => values.map((rate) => 1000 / rate)
  const slower = (what: string, a: number[], b: number[], bar: number) =>
    compared({
      row,
      what,
      ours: time(a),
      other: time(b),
      otherName: 'first',
      unit: 'ms of server',
      bar: atMost(bar)
    })
  return [
    beside('bare', bare, 1),
    ...(limit === undefined ? [] : [beside('pgbench', limit, 0.8)]),
    slower('page of a province beside that of a township', province, township, 1.5),
    slower(`page at depth ${DEPTH} beside the first`, deep, province, 1.3),
    slower('page of overdue findings beside all', overdue, ours, 1.3),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}

/** Units of each level that have enough findings for a page, by their depth. */
async function places({ postgres }: Bench, database: string): Promise<Place[][]> {
  const rows = await postgres.query<Place>(
    database,
    `select code, length(path) - length(replace(path, '.', '')) + 1 as depth
     from unit where level <> 'village' order by code`
  )
  return [1, 2, 3, 4].map((depth) => rows.filter((row) => row.depth === depth).slice(0, MOST_UNITS))
}

function script(list: readonly Place[]): string {
  const text = findingPage(list[0]?.depth as number)
    .replace(/\s+/g, ' ')
    .replace('$1', ':code::text')
  return `${drawn(
    'code',
    list.map(({ code }) => code)
  )}\n${text};\n`
}

async function cursorAt({ postgres }: Bench, database: string, depth: number): Promise<string> {
  const [row] = await postgres.query<{ due: string; id: string }>(
    database,
    `select due_on::text as due, id from finding where within_1 = '22'
     order by due_on, id offset ${depth} limit 1`
  )
  return Buffer.from(JSON.stringify([row?.due, row?.id])).toString('base64url')
}
