import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { workbookOf } from '../../src/platform/xlsx/write.ts'
import { type Bench, nationalDatabase, type Row } from '../support/bench.ts'
import { folder } from '../support/places.ts'
import { alone, atLeast, atMost, type Line } from '../support/result.ts'
import { LINES, rosterFile, uploading } from './funds-upload.ts'

/** The same roster as a workbook: read in a thread, by an operation, since it is large. */
export const fundsWorkbook: Row = { name: 'funds-workbook', measure }

const row = fundsWorkbook.name
const what = 'XLSX roster upload, 1 M lines'

async function measure(bench: Bench): Promise<Line[]> {
  const { isQuick, say } = bench
  const { file: csv, county } = await rosterFile(say)
  const file = await bookFile(csv, say)
  const national = await nationalDatabase(bench)
  const speed: number[] = []
  const memory: number[] = []
  for (let round = 0; round < (isQuick ? 1 : 3); round++) {
    const { seconds, peak } = await uploading(bench, national, file, county)
    speed.push(LINES / seconds)
    memory.push(peak)
    say(`${seconds.toFixed(1)} s, peak ${peak.toFixed(0)} MB`)
  }
  return [
    alone(row, `${what}, lines per second`, speed, atLeast(25_000, 'lines/s')),
    alone(row, `${what}, peak memory`, memory, atMost(200, 'MB'))
  ]
}

/** The workbook of a roster, written once by our own writer: every cell is text, as in files of offices. */
async function bookFile(csv: string, say: (line: string) => void): Promise<string> {
  const file = join(folder('funds'), 'roster.xlsx')
  if (existsSync(file)) return file
  say('writing the workbook')
  await pipeline(workbookOf(createReadStream(csv), { mostRows: LINES }), createWriteStream(`${file}.new`))
  renameSync(`${file}.new`, file)
  return file
}
