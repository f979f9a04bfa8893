import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'

/** One record: its cells as they stand, and the line on which it ends. */
export interface CsvRecord {
  cells: string[]
  line: number
}

const MOST_CHARACTERS = 65_536

const parsing = {
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  bom: true,
  max_record_size: MOST_CHARACTERS
} as const

/**
 * The records of a table, piece by piece as its text comes in. As long as there is no quotation mark a line
 * is a record and a comma ends a cell: that takes a third of the time of a parser. From the first mark on one
 * is at work. Its errors are thrown as they are, with the line.
 */
export async function* recordsOf(text: Readable): AsyncGenerator<Iterable<CsvRecord>> {
  const pieces = text[Symbol.asyncIterator]() as AsyncIterableIterator<string>
  let rest = ''
  const place = { line: 0 }
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    const piece = place.line === 0 && rest === '' ? next.value.replace(/^\ufeff/, '') : next.value
    const all = rest + piece
    if (piece.includes('"') || piece.includes('\r')) {
      yield* parsed(all, pieces, place.line)
      return
    }
    const end = all.lastIndexOf('\n') + 1
    rest = all.slice(end)
    if (rest.length > MOST_CHARACTERS) throw tooLong(place.line + 1)
    yield cut(all, end, place)
  }
  if (rest !== '') yield [{ cells: rest.split(','), line: place.line + 1 }]
}

/** Cuts whole lines into records as they are asked for, and counts them. */
function* cut(text: string, end: number, place: { line: number }): Generator<CsvRecord> {
  for (let from = 0; from < end; ) {
    const to = text.indexOf('\n', from)
    place.line += 1
    if (to - from > MOST_CHARACTERS) throw tooLong(place.line)
    if (to > from) yield { cells: text.slice(from, to).split(','), line: place.line }
    from = to + 1
  }
}

async function* parsed(
  first: string,
  others: AsyncIterableIterator<string>,
  before: number
): AsyncGenerator<Iterable<CsvRecord>> {
  // After the first line it is known what ends one.
  const delimiter = before === 0 ? {} : { record_delimiter: '\n' }
  const parser = parse({ ...parsing, ...delimiter })
  const source = Readable.from(chained(first, others))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield [{ cells: record, line: before + info.lines }]
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
