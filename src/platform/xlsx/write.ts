import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { type Entry, zipped } from './zip.ts'

/** A sheet holds 1,048,576 rows at most; what comes after goes to another one. */
const MOST_ROWS = 1_000_000
const PIECE = 65_536

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml'
/** Style 1 is text: what is typed into such a cell is not turned into a number. */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">' +
  '<xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * A download in CSV as a workbook, written as it comes. Every cell is text as it stands, so that no amount is
 * rounded and nothing is taken for a formula: the CSV needs no guard against these.
 */
export function workbookOf(csv: Readable, mostRows = MOST_ROWS): Readable {
  const rows = csv.pipe(parse({ bom: true }))
  csv.on('error', (error) => rows.destroy(error))
  const book = Readable.from(zipped(entries(rows, mostRows)), { objectMode: false })
  // Broken off in the middle, the connection behind it goes back.
  book.once('close', () => csv.destroy())
  return book
}

async function* entries(rows: AsyncIterable<string[]>, mostRows: number): AsyncGenerator<Entry> {
  const source = rows[Symbol.asyncIterator]()
  const header = ((await source.next()).value as string[] | undefined) ?? []
  const state = { isOver: false }
  let sheets = 0
  while (!state.isOver) {
    sheets += 1
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet(source, header, mostRows, state) }
  }
  yield* frame(sheets)
}

/** One sheet: the header, and rows until it is full or there are no more. */
async function* sheet(
  source: AsyncIterator<string[]>,
  header: string[],
  mostRows: number,
  state: { isOver: boolean }
): AsyncGenerator<string> {
  const last = Math.max(1, header.length)
  const cols = `<cols><col min="1" max="${last}" width="20" style="1" customWidth="1"/></cols>`
  let piece = `${HEAD}<worksheet xmlns="${MAIN}">${cols}<sheetData>${rowOf(header)}`
  for (let n = 0; n < mostRows && !state.isOver; n += 1) {
    const next = await source.next()
    state.isOver = next.done === true
    if (!next.done) piece += rowOf(next.value)
    if (piece.length > PIECE) {
      yield piece
      piece = ''
    }
  }
  yield `${piece}</sheetData></worksheet>`
}

function rowOf(cells: readonly string[]): string {
  const all = cells.map((text) =>
    text === ''
      ? '<c s="1"/>'
      : `<c s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  )
  return `<row>${all.join('')}</row>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML knows no control characters, however written. */
function escaped(text: string): string {
  return text.replace(
    /[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
    (one) => entities[one] ?? ''
  )
}

/** What makes sheets a workbook. */
function frame(sheets: number): Entry[] {
  const numbers = Array.from({ length: sheets }, (_, n) => n + 1)
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${KIND}.${kind}+xml"/>`
  const link = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}.xml"/>`
  const file = (name: string, text: string): Entry => ({ name, content: [HEAD + text] })
  return [
    file(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers
        .map((n) => `<sheet name="${n}" sheetId="${n}" r:id="rId${n}"/>`)
        .join('')}</sheets></workbook>`
    ),
    file(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${LINKS}">${numbers
        .map((n) => link(n, 'worksheet', `worksheets/sheet${n}`))
        .join('')}${link(sheets + 1, 'styles', 'styles')}</Relationships>`
    ),
    file('xl/styles.xml', STYLES),
    file(
      '_rels/.rels',
      `<Relationships xmlns="${LINKS}">${link(1, 'officeDocument', 'xl/workbook')}</Relationships>`
    ),
    file(
      '[Content_Types].xml',
      `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="${RELATIONS}"/>` +
        `${part('workbook', 'sheet.main')}${part('styles', 'styles')}${numbers
          .map((n) => part(`worksheets/sheet${n}`, 'worksheet'))
          .join('')}</Types>`
    )
  ]
}
