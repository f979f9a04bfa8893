import type { Values } from '../errors/refusal.ts'
import type { Seal } from '../values/seal.ts'
import type { WorkbookCode } from './sentences.ts'
import type { SheetRow } from './sheet.ts'

/** The task of the thread that reads a workbook. */
export interface WorkerTask {
  fd: number
  seal?: Seal
  sheet: string | undefined
  seconds: number
}

/** The last message of the thread: why the workbook is not read further, or undefined. */
export interface Finished {
  code: WorkbookCode | undefined
  values?: Values
  line?: number
}

/**
 * Characters of a batch. Sending one costs as much as a hundred rows. Texts of more than 128 kB lie outside
 * the young generation and are collected late.
 */
const FULL = 32 * 1024

/**
 * The ends of a row and of a cell. Inside a cell these characters become NUL, which is refused everywhere.
 */
const ROW = '\x1e'
const CELL = '\x1f'
const marks = /[\x1e\x1f]/g

/** Rows that are sent between threads, as one text: an array of arrays would take four times as long. */
export class Batch {
  #text = ''

  get isFull(): boolean {
    return this.#text.length > FULL
  }

  get isEmpty(): boolean {
    return this.#text === ''
  }

  add({ line, kinds, texts }: SheetRow): void {
    const cells = texts.join(CELL)
    const isPlain = !cells.includes(ROW) && cells.split(CELL, texts.length + 1).length === texts.length
    const own = isPlain ? cells : texts.map((text) => text.replaceAll(marks, '\0')).join(CELL)
    this.#text += `${line}${CELL}${kinds}${CELL}${own}${ROW}`
  }

  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}

/** The rows of a batch. */
export function* rowsOf(batch: string): Generator<SheetRow> {
  for (const row of batch.split(ROW)) {
    if (row === '') continue
    const [line, kinds = '', ...texts] = row.split(CELL)
    yield { line: Number(line), kinds, texts }
  }
}
