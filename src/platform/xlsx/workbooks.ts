import { on } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { errorOf } from '../errors/thrown.ts'
import type { Seal } from '../values/seal.ts'
import { type Finished, rowsOf, type WorkerTask } from './batches.ts'
import { WorkbookError } from './sentences.ts'
import type { SheetRow } from './sheet.ts'

/**
 * The file of the thread: in the folder of this source, or under its own name in the folder of the bundle.
 */
const script = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './workbook-worker.js',
  import.meta.url
)

/** Two at a time: each takes a processor and some 35 MB. */
const MOST_AT_ONCE = 2
/** Limit of the heap of a thread; other data of a workbook lies in buffers and in a file. */
const resourceLimits = { maxOldGenerationSizeMb: 96 }
/**
 * MB of each half of the young generation of a thread. It is set as a flag, because a flag of the service
 * would override a resource limit. V8 reads it when a heap is made, so the heap of the service does not
 * change.
 */
const YOUNG = 1

/** A workbook in a file. */
export interface WorkbookFile {
  fd: number
  seal?: Seal
  /** Aborted when the client has left. */
  signal?: AbortSignal
}

export type TakeRow = (row: SheetRow) => Promise<unknown> | false | undefined

/**
 * Reads workbooks, each in its own thread, so that requests do not wait for one. The thread ends after the
 * last row, when no more rows are wanted, when the client leaves, or when it has used its processor time.
 */
export class Workbooks {
  readonly #seconds: number
  readonly #waiting: (() => void)[] = []
  #open = 0

  /** @param seconds processor seconds that one workbook may take */
  constructor(seconds: number) {
    this.#seconds = seconds
  }

  /**
   * Gives the rows of a sheet in their order, until `onRow` returns false.
   *
   * @throws WorkbookError; the reason of the signal
   */
  async read({ fd, seal, signal }: WorkbookFile, sheet: string | undefined, onRow: TakeRow): Promise<void> {
    await this.#enter()
    try {
      signal?.throwIfAborted()
      const task = { fd, sheet, seconds: this.#seconds, ...(seal !== undefined && { seal }) }
      await inThread(task, signal, onRow)
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#open >= MOST_AT_ONCE) await new Promise<void>((done) => this.#waiting.push(done))
    else this.#open += 1
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#open -= 1
    else next()
  }
}

async function inThread(task: WorkerTask, signal: AbortSignal | undefined, onRow: TakeRow): Promise<void> {
  setFlagsFromString(`--max-semi-space-size=${YOUNG}`)
  const worker = new Worker(script, { workerData: task, resourceLimits, name: 'workbook' })
  const end = () => void worker.terminate()
  signal?.addEventListener('abort', end)
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] })) {
      if (typeof message !== 'string') return finish(message as Finished)
      for (const row of rowsOf(message)) {
        const wait = onRow(row)
        if (wait === false) return
        if (wait !== undefined) await wait
      }
      worker.postMessage('taken')
    }
    signal?.throwIfAborted()
    throw new Error('the thread that reads a workbook ended by itself')
  } catch (error) {
    const isFull = errorOf(error).code === 'ERR_WORKER_OUT_OF_MEMORY'
    throw isFull ? new WorkbookError('workbook-too-large') : error
  } finally {
    signal?.removeEventListener('abort', end)
    // The thread must stop before the file is closed: its file descriptor may belong to another file
    // afterwards.
    await worker.terminate()
  }
}

function finish({ code, values, line }: Finished): void {
  if (code !== undefined) throw new WorkbookError(code, values, line)
}
