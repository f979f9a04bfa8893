import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'

/**
 * Takes one record: its cells as they stand, the line on which it ends, and whether it is certain that no
 * cell has anything around it to be cut off, or a sign in it that cannot be stored. The reader waits for what
 * it gives; at `false` nothing more is wanted.
 */
export type TakeRecord = (
  cells: string[],
  line: number,
  isClean: boolean
) => Promise<unknown> | false | undefined

const MOST_CHARACTERS = 65_536

const parsing = {
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  bom: true,
  max_record_size: MOST_CHARACTERS
} as const

/** Anything that needs a closer look at single cells. */
const unclean = /[^\S\n]|\0/

/**
 * Gives the records of a table as its text comes in. As long as there is no quotation mark a line is a record
 * and a comma ends a cell: that takes a third of the time of a parser. From the first mark on one is at work.
 * Its errors are thrown as they are, with the line.
 */
export async function eachRecord(text: Readable, take: TakeRecord): Promise<void> {
  const pieces = text[Symbol.asyncIterator]() as AsyncIterableIterator<string>
  let rest = ''
  let line = 0
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    const piece = line === 0 && rest === '' ? next.value.replace(/^\ufeff/, '') : next.value
    const all = rest + piece
    if (piece.includes('"') || piece.includes('\r')) return parsed(all, pieces, line, take)
    const isClean = !unclean.test(all)
    let from = 0
    for (let to = all.indexOf('\n'); to >= 0; to = all.indexOf('\n', from)) {
      line += 1
      if (to - from > MOST_CHARACTERS) throw tooLong(line)
      const record = all.slice(from, to)
      from = to + 1
      if (record === '') continue
      const wait = take(record.split(','), line, isClean)
      if (wait === false) return
      if (wait !== undefined) await wait
    }
    rest = all.slice(from)
    if (rest.length > MOST_CHARACTERS) throw tooLong(line + 1)
  }
  if (rest !== '') await take(rest.split(','), line + 1, false)
}

async function parsed(
  first: string,
  others: AsyncIterableIterator<string>,
  before: number,
  take: TakeRecord
): Promise<void> {
  // After the first line it is known what ends one.
  const delimiter = before === 0 ? {} : { record_delimiter: '\n' }
  const parser = parse({ ...parsing, ...delimiter })
  const source = Readable.from(chained(first, others))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const wait = take(record, before + info.lines, false)
      if (wait === false) return
      if (wait !== undefined) await wait
    }
  } catch (error) {
    const { lines } = error as { lines?: number }
    throw lines === undefined ? error : Object.assign(error as Error, { lines: before + lines })
  } finally {
    source.unpipe(parser)
  }
}

async function* chained(first: string, others: AsyncIterableIterator<string>): AsyncGenerator<string> {
  yield first
  for (let next = await others.next(); next.done !== true; next = await others.next()) yield next.value
}

function tooLong(lines: number): Error {
  return Object.assign(new Error('the line is too long'), { code: 'CSV_MAX_RECORD_SIZE', lines })
}
