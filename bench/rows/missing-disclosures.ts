import { marked } from '../../src/platform/http/lists/cursors.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { compete, pgbench } from '../support/compete.ts'
import { type Call, load } from '../support/load.ts'
import { barePage, missingDatabase, ON } from '../support/missing.ts'
import { slower } from '../support/pages.ts'
import { isInstalled } from '../support/postgres.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import { median } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/**
 * A page of the 106,000 things that the units of a province do not show, and a page of their duties: lists
 * that are computed unit by unit.
 */
export const missingDisclosures: Row = { name: 'missing-disclosures', measure }

/** A county in the middle of the province, and one of its townships. */
const [MIDDLE, TOWNSHIP] = ['220502', '220502001']
const row = missingDisclosures.name

async function measure(bench: Bench): Promise<Line[]> {
  const database = await missingDatabase(bench)
  const server = await serve(bench, database)
  try {
    const headers = bearer(await tokenOf('22', 'inspector,leader,viewer'))
    const seconds = bench.isQuick ? 2 : 4
    const page = (path: string) => {
      const calls: Call[] = [{ path, headers }]
      return () => load(server.url, calls, seconds)
    }
    const missing = `/v1/disclosures/missing?on=${ON}`
    const duties = '/v1/compliance?year=2026'
    const from = (path: string, values: unknown[]) => `${path}&cursor=${marked(path, cursorOf(values))}`
    const bare = `${barePage.replace(/\s+/g, ' ')};\n`
    const scores = await compete<string>(bench, {
      ours: page(missing),
      deep: page(from(missing, [MIDDLE, '', '', '', ''])),
      township: page(`${missing}&within=${TOWNSHIP}`),
      duties: page(duties),
      'duties deep': page(from(duties, [MIDDLE, ''])),
      'duties township': page(`${duties}&within=${TOWNSHIP}`),
      ...(isInstalled('pgbench')
        ? { limit: () => pgbench(bench.postgres.url(database), [bare], seconds) }
        : {})
    })
    return lines(scores)
  } finally {
    await server.stop()
  }
}

function cursorOf(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

function lines(scores: Record<string, number[]>): Line[] {
  const { ours = [], deep, township, limit, duties = [] } = scores
  const bare: Line[] =
    limit === undefined
      ? [{ row, what: 'page of what is missing', kind: 'left-out', reason: 'pgbench is not installed' }]
      : [
          compared({
            ...{ row, what: 'page of what is missing', ours, other: limit, otherName: 'pgbench' },
            ...{ unit: 'req/s', bar: atLeast(0.2) }
          })
        ]
  return [
    ...bare,
    slower(row, 'page of what is missing, halfway down', [deep, ours], 1.5),
    slower(row, 'page of a province beside that of a township', [ours, township], 5),
    alone(row, 'page of what is missing, alone', [1000 / median(ours)], atMost(40, 'ms of server')),
    slower(row, 'page of duties, halfway down', [scores['duties deep'], duties], 3),
    slower(row, 'page of duties beside that of a township', [duties, scores['duties township']], 3)
  ]
}
