import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { findingDatabase } from '../support/findings.ts'
import { alone, atMost, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/**
 * A yearly report of a province over a million records: its draft, and the figures counted again. People wait
 * for it, once a year: longer than for a page, but not so long that they doubt that it works.
 */
export const yearlyReport: Row = { name: 'yearly-report', measure }

const row = yearlyReport.name

async function measure(bench: Bench): Promise<Line[]> {
  const findings = await drafted(bench, await findingDatabase(bench), 'findings')
  return [...findings, ...(await drafted(bench, await caseDatabase(bench), 'cases'))]
}

async function drafted(bench: Bench, database: string, subject: string): Promise<Line[]> {
  const server = await serve(bench, database)
  try {
    await bench.postgres.query(database, 'delete from compliance_report')
    const headers = { ...bearer(await tokenOf('22', 'leader')), 'content-type': 'application/json' }
    const timed = async (path: string, body?: object) => {
      const startedAt = performance.now()
      const asked = { method: 'POST', headers, body: JSON.stringify(body ?? {}) }
      const answer = await fetch(server.url + path, asked)
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      const { id } = (await answer.json()) as { id: string }
      return { id, seconds: (performance.now() - startedAt) / 1000 }
    }
    // The year of yesterday: of this year perhaps no day is over.
    const year = new Date(Date.now() - 24 * 60 * 60 * 1000).getFullYear()
    const first = await timed('/v1/compliance-reports', { unitCode: '22', year })
    const again: number[] = []
    for (let round = 0; round < (bench.isQuick ? 1 : 5); round++) {
      again.push((await timed(`/v1/compliance-reports/${first.id}/refresh`)).seconds)
      bench.say(`draft ${first.seconds.toFixed(1)} s, again ${again.at(-1)?.toFixed(1)} s`)
    }
    const what = `yearly report of a province with a million ${subject}`
    return [
      alone(row, `${what}, drafted`, [first.seconds], atMost(20, 's')),
      alone(row, `${what}, counted again`, again, atMost(20, 's'))
    ]
  } finally {
    await server.stop()
  }
}
