import { queuePage } from '../peers/cases.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { compete, standings } from '../support/compete.ts'
import { type Call, load } from '../support/load.ts'
import { cursorAt, DEPTH, levelsOf, limitOf, type Place, slower } from '../support/pages.ts'
import { alone, atMost, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 by due date, of a million cases: at every level of the tree, far down, and overdue only. */
export const casesQueue: Row = { name: 'cases-queue', measure }

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
    const levels = await levelsOf(bench, database)
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
    const deep = `&cursor=${await cursorAt(bench, database, { table: 'petition_case', key: 'next_due_on' })}`
    const scores = await compete<string>(bench, {
      ours: () => load(ours.url, own(all), seconds),
      bare: () => load(bare.url, theirs, seconds),
      usual: () => load(usual.url, theirs, seconds),
      province: () => load(ours.url, own(province), seconds),
      township: () => load(ours.url, own(levels[3] as Place[]), seconds),
      deep: () => load(ours.url, own(province, deep), seconds),
      overdue: () => load(ours.url, own(all, '&overdue=true'), seconds),
      ...limitOf(env.DATABASE_URL, levels, queuePage, seconds)
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare, usual].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { ours, province = [], township, deep, overdue } = scores
  const row = casesQueue.name
  return [
    ...standings(row, 'page of 50 cases', scores, { bare: 1.4, limit: 0.8 }),
    slower(row, 'page of a province beside that of a township', [province, township], 1.5),
    slower(row, `page at depth ${DEPTH} beside the first`, [deep, province], 1.3),
    slower(row, 'page of overdue cases beside all', [overdue, ours], 1.3),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}
