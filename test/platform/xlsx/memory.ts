import { openSync } from 'node:fs'
import { readRows } from '../../../src/platform/xlsx/rows.ts'
import { WorkbookError } from '../../../src/platform/xlsx/sentences.ts'

/** Reads a workbook in a process of its own; tells what was wrong with it, and by how many MB memory grew. */
const before = process.memoryUsage.rss()
let most = before
const look = () => {
  most = Math.max(most, process.memoryUsage.rss())
}
setInterval(look, 5).unref()
const fault = await readRows({ fd: openSync(process.argv[2] as string, 'r') }, {}, () => undefined).then(
  () => undefined,
  (error: Error) => {
    if (error instanceof WorkbookError) return error.code
    throw error
  }
)
look()
process.stdout.write(JSON.stringify({ fault, grown: (most - before) / 1024 / 1024 }))
