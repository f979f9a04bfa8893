import { parentPort, workerData } from 'node:worker_threads'
import { Batch, type Finished, type WorkerTask } from './batches.ts'
import { readRows } from './rows.ts'
import { WorkbookError } from './sentences.ts'
import type { SheetRow } from './sheet.ts'

/**
 * The thread that reads one workbook. It sends the rows in batches, and waits while two of them have not been
 * taken. `workbooks.ts` starts it, and ends it when no more rows are wanted.
 */
const port = parentPort
if (port === null) throw new Error('this file is run as a worker thread')

const { sheet, seconds, ...file } = workerData as WorkerTask
const MOST_WAITING = 2
let waiting = 0
let onTaken: (() => void) | undefined

port.on('message', () => {
  waiting -= 1
  onTaken?.()
})

const batch = new Batch()

function send(): Promise<void> | undefined {
  port?.postMessage(batch.take())
  waiting += 1
  if (waiting < MOST_WAITING) return undefined
  return new Promise((done) => {
    onTaken = done
  })
}

function onRow(row: SheetRow): Promise<void> | undefined {
  batch.add(row)
  return batch.isFull ? send() : undefined
}

let end: Finished = { code: undefined }
try {
  await readRows(file, { sheet, seconds }, onRow)
  if (!batch.isEmpty) port.postMessage(batch.take())
} catch (error) {
  if (!(error instanceof WorkbookError)) throw error
  const { code, values, line } = error
  end = { code, values, ...(line !== undefined && { line }) }
}
port.postMessage(end)
port.close()
