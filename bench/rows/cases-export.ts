import { join } from 'node:path'
import { queueColumns } from '../peers/cases.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { CASES, caseDatabase } from '../support/cases.ts'
import { onServerCore } from '../support/cores.ts'
import { folder, project } from '../support/places.ts'
import { isInstalled, run } from '../support/postgres.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A million cases as CSV, in the order of the list. */
export const casesExport: Row = { name: 'cases-export', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await caseDatabase(bench)
  const [ours, psql, memory]: [number[], number[], number[]] = [[], [], []]
  const hasPsql = isInstalled('psql')
  for (let round = 0; round < (bench.isQuick ? 1 : 5); round++) {
    const found = await exporting(bench, database)
    ours.push(found.seconds)
    memory.push(found.peak)
    if (hasPsql) psql.push(await copying(bench, database))
    bench.say(
      `ours ${ours.at(-1)?.toFixed(1)} s, psql ${psql.at(-1)?.toFixed(1)} s, peak ${found.peak.toFixed(0)} MB`
    )
  }
  const row = casesExport.name
  const what = 'export of a million cases'
  return [
    hasPsql
      ? compared({
          row,
          what: `${what}, beside psql`,
          ours,
          other: psql,
          otherName: 'psql',
          unit: 's',
          isInverse: true,
          bar: atLeast(0.9)
        })
      : { row, what, kind: 'left-out', reason: 'psql is not installed' },
    alone(row, `${what}, peak memory`, memory, atMost(120, 'MB'))
  ]
}

/** Whoever downloads stands where psql stands, beside the server: the database has a core of its own. */
async function exporting(bench: Bench, database: string) {
  const server = await serve(bench, database)
  try {
    const headers = { ...bearer(await tokenOf('22', 'caseworker')), accept: 'text/csv' }
    const file = join(folder('export'), 'ours.csv')
    const startedAt = performance.now()
    const script = join(project, 'bench', 'support', 'download.ts')
    const args = [script, `${server.url}/v1/cases`, file, JSON.stringify(headers)]
    await run(...onServerCore(process.execPath, args))
    const seconds = (performance.now() - startedAt) / 1000
    const lines = (await run('wc', ['-l', file])).split(' ', 1)[0]
    if (Number(lines) !== CASES + 1) throw new Error(`${lines} lines came out, not ${CASES + 1}`)
    return { seconds, peak: server.memory('peak') }
  } finally {
    await server.stop()
  }
}

async function copying({ postgres }: Bench, database: string): Promise<number> {
  const select = `select ${queueColumns} from petition_case c join unit on unit.code = c.unit_code
    where c.within_1 = '22' order by c.next_due_on, c.id`
  const command = `\\copy (${select.replace(/\s+/g, ' ')}) to '${join(folder('export'), 'cases.csv')}' csv header`
  const startedAt = performance.now()
  await run(...onServerCore('psql', ['--no-psqlrc', '--quiet', '--command', command, postgres.url(database)]))
  return (performance.now() - startedAt) / 1000
}
