import { queuePage } from '../peers/cases.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { compete, drawn, pgbench, standings } from '../support/compete.ts'
import { type Call, load } from '../support/load.ts'
import { isInstalled } from '../support/postgres.ts'
import { alone, atMost, compared, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 by due date, of a million cases: at every level of the tree, far down, and overdue only. */
export const casesQueue: Row = { name: 'cases-queue', measure }

const DEPTH = 50_000
const MOST_UNITS = 200

interface Place {
  code: string
  depth: number
}

async function measure(bench: Bench): Promise<Line[]> {
  const database = await caseDatabase(bench)
  const { postgres, isQuick } = bench
  const env = { DATABASE_URL: postgres.url(database) }
  const [ours, bare, usual] = [
    await serve(bench, database),
    await startPeer('bare', env),
    await startPeer('usual', env)
  ]
  try {
    const auth = bearer(await tokenOf('22', 'caseworker'))
    const seconds = isQuick ? 2 : 4
    const levels = await places(bench, database)
    const all = levels.flat()
    const own = (list: readonly Place[], more = ''): Call[] =>
      list.map(({ code }) => ({ path: `/v1/cases?within=${code}${more}`, headers: auth }))
    const theirs = all.map(
      ({ code, depth }): Call => ({
        path: `/v1/cases?within=${code}&depth=${depth}`,
        headers: {}
      })
    )
    const province = levels[0] as Place[]
    const deep = `&cursor=${await cursorAt(bench, database, DEPTH)}`
    const scores = await compete<string>(bench, {
      ours: () => load(ours.url, own(all), seconds),
      bare: () => load(bare.url, theirs, seconds),
      usual: () => load(usual.url, theirs, seconds),
      province: () => load(ours.url, own(province), seconds),
      township: () => load(ours.url, own(levels[3] as Place[]), seconds),
      deep: () => load(ours.url, own(province, deep), seconds),
      overdue: () => load(ours.url, own(all, '&overdue=true'), seconds),
      ...(isInstalled('pgbench') && { limit: () => pgbench(env.DATABASE_URL, levels.map(script), seconds) })
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare, usual].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { ours = [], province = [], township = [], deep = [], overdue = [] } = scores
  const row = casesQueue.name
  const time = (values: number[]) => values.map((rate) => 1000 / rate)
  const slower = (what: string, a: number[], b: number[], limit: number) =>
    compared({
      row,
      what,
      ours: time(a),
      other: time(b),
      otherName: 'first',
      unit: 'ms of server',
      bar: atMost(limit)
    })
  return [
    ...standings(row, 'page of 50 cases', scores, { bare: 1.4, limit: 0.8 }),
    slower('page of a province beside that of a township', province, township, 1.5),
    slower(`page at depth ${DEPTH} beside the first`, deep, province, 1.3),
    slower('page of overdue cases beside all', overdue, ours, 1.3),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}

/** Units of each level that have enough cases for a page, by their depth. */
async function places({ postgres }: Bench, database: string): Promise<Place[][]> {
  const rows = await postgres.query<Place>(
    database,
    `select code, length(path) - length(replace(path, '.', '')) + 1 as depth from unit where level <> 'village' order by code`
  )
  return [1, 2, 3, 4].map((depth) => rows.filter((row) => row.depth === depth).slice(0, MOST_UNITS))
}

function script(list: readonly Place[]): string {
  const text = queuePage(list[0]?.depth as number)
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
    `select next_due_on::text as due, id from petition_case where within_1 = '22'
     order by next_due_on, id offset ${depth} limit 1`
  )
  return Buffer.from(JSON.stringify([row?.due, row?.id])).toString('base64url')
}
