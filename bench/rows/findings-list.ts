import { findingPage } from '../peers/findings.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { compete, standings } from '../support/compete.ts'
import { findingDatabase } from '../support/findings.ts'
import { type Call, load } from '../support/load.ts'
import { cursorAt, DEPTH, levelsOf, limitOf, type Place, slower } from '../support/pages.ts'
import { alone, atMost, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 by due date, of a million findings: at every level of the tree, far down, and overdue only. */
export const findingsList: Row = { name: 'findings-list', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await findingDatabase(bench)
  const url = bench.postgres.url(database)
  const [ours, bare] = [await serve(bench, database), await startPeer('bare', { DATABASE_URL: url })]
  try {
    const headers = bearer(await tokenOf('22', 'inspector'))
    const seconds = bench.isQuick ? 2 : 4
    const levels = await levelsOf(bench, database)
    const [province = [], , , townships = []] = levels
    const own = (list: readonly Place[], more = '') => {
      const calls = list.map(({ code }): Call => ({ path: `/v1/findings?within=${code}${more}`, headers }))
      return () => load(ours.url, calls, seconds)
    }
    const theirs = levels
      .flat()
      .map(({ code, depth }): Call => ({ path: `/v1/findings?within=${code}&depth=${depth}`, headers: {} }))
    const cursor = await cursorAt(bench, database, { table: 'finding', key: 'due_on' })
    const scores = await compete<string>(bench, {
      ours: own(levels.flat()),
      bare: () => load(bare.url, theirs, seconds),
      province: own(province),
      township: own(townships),
      deep: own(province, `&cursor=${cursor}`),
      overdue: own(levels.flat(), '&overdue=true'),
      ...limitOf(url, levels, findingPage, seconds)
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { ours, province = [], township, deep, overdue } = scores
  const row = findingsList.name
  return [
    ...standings(row, 'page of 50 findings', scores, { bare: 1, limit: 0.8 }),
    slower(row, 'page of a province beside that of a township', [province, township], 1.5),
    slower(row, `page at depth ${DEPTH} beside the first`, [deep, province], 1.3),
    slower(row, 'page of overdue findings beside all', [overdue, ours], 1.3),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}
