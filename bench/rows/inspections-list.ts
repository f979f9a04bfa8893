import { inspectionPage } from '../peers/inspections.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { compete, standings } from '../support/compete.ts'
import { inspectionDatabase } from '../support/inspections.ts'
import { type Call, load } from '../support/load.ts'
import { cursorAt, DEPTH, levelsOf, limitOf, type Place, slower } from '../support/pages.ts'
import { alone, atMost, type Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A page of 50 of a million inspections: at every level of the tree, far down, and as a unit that is inspected. */
export const inspectionsList: Row = { name: 'inspections-list', measure }

const list = { table: 'inspection', key: 'planned_on', isDescending: true }
/** A county, which must not see what has not begun there. */
const TARGET = '220102'

async function measure(bench: Bench): Promise<Line[]> {
  const database = await inspectionDatabase(bench)
  const { postgres, isQuick } = bench
  const env = { DATABASE_URL: postgres.url(database) }
  const [ours, bare] = [await serve(bench, database), await startPeer('bare', env)]
  try {
    const auth = bearer(await tokenOf('22', 'inspector'))
    const itself = bearer(await tokenOf(TARGET, 'inspector'))
    const seconds = isQuick ? 2 : 4
    const levels = await levelsOf(bench, database)
    const all = levels.flat()
    const own = (list: readonly Place[], more = ''): Call[] =>
      list.map(({ code }) => ({ path: `/v1/inspections?within=${code}${more}`, headers: auth }))
    const theirs = all.map(
      ({ code, depth }): Call => ({ path: `/v1/inspections?within=${code}&depth=${depth}`, headers: {} })
    )
    const province = levels[0] as Place[]
    const deep = `&cursor=${await cursorAt(bench, database, list)}`
    const target = [{ code: TARGET, depth: 3 }]
    const scores = await compete<string>(bench, {
      ours: () => load(ours.url, own(all), seconds),
      bare: () => load(bare.url, theirs, seconds),
      province: () => load(ours.url, own(province), seconds),
      township: () => load(ours.url, own(levels[3] as Place[]), seconds),
      deep: () => load(ours.url, own(province, deep), seconds),
      above: () => load(ours.url, own(target), seconds),
      target: () => load(ours.url, [{ path: '/v1/inspections', headers: itself }], seconds),
      ...limitOf(env.DATABASE_URL, levels, inspectionPage, seconds)
    })
    return lines(scores)
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop()))
  }
}

function lines(scores: Record<string, number[]>): Line[] {
  const { province = [], township, deep, above, target } = scores
  const row = inspectionsList.name
  return [
    ...standings(row, 'page of 50 inspections', scores, { bare: 1.5, limit: 0.7 }),
    slower(row, 'page of a province beside that of a township', [province, township], 1.5),
    slower(row, `page at depth ${DEPTH} beside the first`, [deep, province], 1.3),
    slower(row, 'page as the target beside that from above', [target, above], 1.5, 'from above'),
    alone(row, 'page of a province, alone', [1000 / median(province)], atMost(10, 'ms of server'))
  ]
}
