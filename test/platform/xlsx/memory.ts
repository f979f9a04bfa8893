import { openSync, statSync } from 'node:fs'
import { readWorkbook } from '../../../src/platform/xlsx/read.ts'

/** Reads a workbook in a process of its own; tells what was wrong with it, and by how many MB memory grew. */
const columns = { required: ['no', 'amount'], optional: ['on'] }
const found: string[] = []
const before = process.memoryUsage.rss()
let most = before
const look = () => {
  most = Math.max(most, process.memoryUsage.rss())
}
setInterval(look, 5).unref()
const file = process.argv[2] as string
const { broken } = await readWorkbook(
  { fd: openSync(file, 'r'), bytes: statSync(file).size },
  columns,
  () => undefined,
  ({ code }) => found.push(code)
)
for (const { code } of broken) found.push(code)
look()
const grown = (most - before) / 1024 / 1024
process.stdout.write(JSON.stringify({ found: [...new Set(found)], grown }))
