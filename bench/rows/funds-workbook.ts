import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { workbookOf } from '../../src/platform/xlsx/write.ts'
import { type Bench, nationalDatabase, type Row } from '../support/bench.ts'
import { folder } from '../support/places.ts'
import { alone, atLeast, atMost, type Line } from '../support/result.ts'
import { writeSharedWorkbook } from '../support/shared-workbook.ts'
import { LINES, rosterFile, uploading } from './funds-upload.ts'

/** The same roster as a workbook: read in a thread, by an operation, since it is large. */
export const fundsWorkbook: Row = { name: 'funds-workbook', measure }

const row = fundsWorkbook.name
const what = 'XLSX roster upload, 1 M lines'
/** The place of the amount in a line: Excel and WPS keep it as a number. */
const AMOUNT = 2

/** How a workbook holds its texts. */
const forms = [
  { name: 'texts shared', file: 'roster-shared.xlsx', write: writeShared },
  { name: 'texts in the cells', file: 'roster.xlsx', write: writeInline }
] as const

async function measure(bench: Bench): Promise<Line[]> {
  const { isQuick, say } = bench
  const { file: csv, county } = await rosterFile(say)
  const national = await nationalDatabase(bench)
  const lines: Line[] = []
  for (const { name, file, write } of forms) {
    const path = join(folder('funds'), file)
    if (!existsSync(path)) await write(csv, path)
    const speed: number[] = []
    const memory: number[] = []
    for (let round = 0; round < (isQuick ? 1 : 3); round++) {
      const { seconds, peak } = await uploading(bench, national, path, county)
      speed.push(LINES / seconds)
      memory.push(peak)
      say(`${name}: ${seconds.toFixed(1)} s, peak ${peak.toFixed(0)} MB`)
    }
    lines.push(
      alone(row, `${what}, ${name}, lines per second`, speed, atLeast(25_000, 'lines/s')),
      alone(row, `${what}, ${name}, peak memory`, memory, atMost(150, 'MB'))
    )
  }
  return lines
}

/** As Excel and WPS write it. */
function writeShared(csv: string, file: string): Promise<void> {
  return writeSharedWorkbook(csv, file, AMOUNT)
}

/** As our own writer does, and many programs of banks: every cell holds its text. */
async function writeInline(csv: string, file: string): Promise<void> {
  await pipeline(workbookOf(createReadStream(csv), { mostRows: LINES }), createWriteStream(`${file}.new`))
  renameSync(`${file}.new`, file)
}
