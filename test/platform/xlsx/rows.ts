import { readRows } from '../../../src/platform/xlsx/rows.ts'
import { WorkbookError } from '../../../src/platform/xlsx/sentences.ts'
import { spooled } from '../../support/spooled.ts'

export interface Found {
  /** Each row as its line, the kinds of its cells, and their texts. */
  rows: [line: number, kinds: string, ...texts: string[]][]
  /** Why the workbook was not read, or not to its end; `code line` where it is of a line. */
  fault?: string
}

/** Reads the rows of a workbook, in this thread. */
export async function rowsIn(file: Buffer, sheet?: string): Promise<Found> {
  const rows: Found['rows'] = []
  const body = await spooled(file)
  try {
    await readRows(body, { sheet }, ({ line, kinds, texts }) => {
      rows.push([line, kinds, ...texts])
      return undefined
    })
    return { rows }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    return { rows, fault: error.line === undefined ? error.code : `${error.code} ${error.line}` }
  } finally {
    await body.close()
  }
}
