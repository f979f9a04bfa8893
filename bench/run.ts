import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attachments } from './rows/attachments.ts'
import { casesBulletin } from './rows/cases-bulletin.ts'
import { casesCreate } from './rows/cases-create.ts'
import { casesExport } from './rows/cases-export.ts'
import { casesQueue } from './rows/cases-queue.ts'
import { casesSearch } from './rows/cases-search.ts'
import { deployments } from './rows/deployments.ts'
import { findingsList } from './rows/findings-list.ts'
import { fundsCheck } from './rows/funds-check.ts'
import { fundsMonth } from './rows/funds-month.ts'
import { fundsUpload } from './rows/funds-upload.ts'
import { fundsWorkbook } from './rows/funds-workbook.ts'
import { inspectionsList } from './rows/inspections-list.ts'
import { longTexts } from './rows/long-texts.ts'
import { missingDisclosures } from './rows/missing-disclosures.ts'
import { plans } from './rows/plans.ts'
import { publicLists } from './rows/public-lists.ts'
import { relativesCheck } from './rows/relatives-check.ts'
import { start } from './rows/start.ts'
import { statistics } from './rows/statistics.ts'
import { unitsImport } from './rows/units-import.ts'
import { unitsRead } from './rows/units-read.ts'
import { yearlyReport } from './rows/yearly-report.ts'
import type { Bench, Row } from './support/bench.ts'
import { chart } from './support/chart.ts'
import { isPinned, takeLoadCore } from './support/cores.ts'
import { results } from './support/places.ts'
import { startPostgres } from './support/postgres.ts'
import { isGap, type Line } from './support/result.ts'
import { killAll } from './support/server.ts'
import { table } from './support/table.ts'

/** Measures the service beside others, in one run, and writes down what came out. */
const rows: Row[] = [
  unitsRead,
  unitsImport,
  plans,
  casesQueue,
  casesCreate,
  casesSearch,
  casesExport,
  casesBulletin,
  longTexts,
  fundsUpload,
  fundsWorkbook,
  fundsCheck,
  fundsMonth,
  relativesCheck,
  publicLists,
  attachments,
  missingDisclosures,
  inspectionsList,
  findingsList,
  statistics,
  deployments,
  yearlyReport,
  start
]
const names = rows.map(({ name }) => name)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } }
})
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`no row ${unknown.join(', ')}; there are ${names.join(', ')}\n`)
  process.exit(2)
}
const chosen = rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name))

const say = (line: string) => process.stderr.write(`  ${line}\n`)
takeLoadCore()
const how = isPinned ? 'server on one core, database and load on the other' : 'all on the same cores'
const today = new Date().toISOString().slice(0, 10)
const caption = `${today}, Node ${process.version}, ${how}${values.quick ? ', short run' : ''}`
const postgres = await startPostgres()
process.on('SIGINT', async () => {
  killAll()
  await postgres.stop()
  process.exit(130)
})
const lines: Line[] = []
for (const row of chosen) {
  process.stderr.write(`${row.name}\n`)
  const at = new Date().toISOString()
  const found = await measured(row, { postgres, isQuick: values.quick, say })
  lines.push(...found.map((line) => ({ ...line, at })))
  keep(lines)
}
await postgres.stop()
process.stdout.write(`\n${caption}\n\n${table(lines)}`)
process.exit(lines.every((line) => !isGap(line) && line.isMet) ? 0 : 1)

/** A row that fails is a line of the table like any other. */
async function measured(row: Row, bench: Bench): Promise<Line[]> {
  try {
    return await row.measure(bench)
  } catch (error) {
    say((error as Error).stack ?? String(error))
    return [{ row: row.name, what: row.name, kind: 'failed', reason: reasonOf(error) }]
  }
}

/** Rows that were not measured this time stand as they were last; each line tells when that was. */
function withKept(measuredNow: Line[]): Line[] {
  const file = join(results, 'bench.json')
  if (!existsSync(file)) return measuredNow
  const { lines } = JSON.parse(readFileSync(file, 'utf8')) as { lines: Line[] }
  const isNew = (row: string) => measuredNow.some((line) => line.row === row)
  const all = [...lines.filter(({ row }) => !isNew(row)), ...measuredNow]
  return names.flatMap((name) => all.filter(({ row }) => row === name))
}

/** `fetch failed` alone tells nothing. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  const reason = cause instanceof Error ? `${message}: ${cause.message}` : message
  return reason.split('\n', 1)[0] as string
}

/**
 * Writes down after each row what there is: a run that is broken off has measured something too. A short run
 * tells only whether all is well.
 */
function keep(measuredNow: Line[]): void {
  if (values.quick) return
  const lines = withKept(measuredNow)
  const machine = `${process.platform} ${process.arch}`
  const circumstances = { node: process.version, machine, isPinned }
  mkdirSync(results, { recursive: true })
  writeFileSync(join(results, 'bench.json'), `${JSON.stringify({ ...circumstances, lines }, null, 2)}\n`)
  writeFileSync(join(results, 'bench.svg'), chart(lines, caption))
}
