import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compared } from './platform/xlsx/compared.ts'

/**
 * Reads every workbook of a folder with our reader and with a library that shares nothing with it, and lists
 * the cells in which they differ.
 *
 *     npm run test:corpus DIR
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run test:corpus DIR')
  process.exit(2)
}

const SHOWN = 10
const MOST_BYTES = 30 * 1024 * 1024
const sums = { files: 0, cells: 0, different: 0, refused: 0, leftOut: 0 }
const files = globSync('**/*.{xlsx,xlsm,xltx,xltm,XLSX,XLSM}', { cwd: folder }).toSorted()
for (const file of files) {
  const bytes = readFileSync(join(folder, file))
  if (bytes.length > MOST_BYTES) {
    sums.leftOut += 1
    console.log(`${file}: left out, the library would hold all of it in memory`)
    continue
  }
  const { cells, differences, refused } = await compared(bytes)
  sums.files += 1
  sums.cells += cells
  if (differences.length > 0) sums.different += 1
  if (refused.ours !== undefined) sums.refused += 1
  for (const [reader, reason] of Object.entries(refused))
    console.log(`${file}: refused by ${reader}: ${reason}`)
  for (const { sheet, place, ours, theirs } of differences.slice(0, SHOWN)) {
    console.log(`${file} ${sheet}!${place}: ${JSON.stringify(ours)} beside ${JSON.stringify(theirs)}`)
  }
  if (differences.length > SHOWN) console.log(`${file}: ${differences.length - SHOWN} more`)
}
console.log(
  `${sums.files} workbooks, ${sums.cells} cells; ${sums.different} with differences, ${sums.refused} refused by us, ` +
    `${sums.leftOut} left out`
)
process.exitCode = sums.different > 0 ? 1 : 0
