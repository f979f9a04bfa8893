import { Readable } from 'node:stream'
import type { Exchanged } from '../../platform/http/exchanges.ts'
import { officialDocument } from '../../platform/official-document/index.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import { workbookOf } from '../../platform/xlsx/write.ts'
import { type FinishedList, footOf, headerOf, headOf, rowsOf, titleOf } from './layout.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type Form = 'text/csv' | typeof XLSX | typeof DOCX

const ends: Record<Form, string> = { 'text/csv': 'csv', [XLSX]: 'xlsx', [DOCX]: 'docx' }
const PIECE = 64 * 1024

/** A document is made in memory as a whole. */
export const MOST_IN_DOCUMENT = 3000

/** The finished file in a form. It is written as the client reads it, and never to the disk. */
export async function fileOf(
  list: FinishedList,
  form: Form,
  today: string,
  leftOut: number
): Promise<Exchanged> {
  const headers = { 'left-out': String(leftOut), 'content-disposition': named(list, ends[form]) }
  if (form === DOCX) {
    const document = await documentOf(list, today)
    return { type: DOCX, headers, content: () => Readable.from([document]) }
  }
  if (form === 'text/csv')
    return { type: 'text/csv; charset=utf-8', headers, content: () => csvOf(list, true) }
  return { type: XLSX, headers, content: () => workbookOf(csvOf(list, false)) }
}

function named(list: FinishedList, end: string): string {
  const name = `${titleOf(list)}-${list.startsOn.slice(0, 7)}`.replaceAll(/[\\/:*?"<>|\p{Cc}\s]+/gu, '-')
  const encoded = encodeURIComponent(`${name}.${end}`).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`
  )
  return `attachment; filename="list.${end}"; filename*=UTF-8''${encoded}`
}

/** UTF-8 with a byte order mark, like all downloads. A workbook takes no text for a formula. */
function csvOf(list: FinishedList, isGuarded: boolean): Readable {
  const width = headerOf(list).length
  const line = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell, isGuarded)).join(',')}\n`
  // Every line has as many cells as the table.
  const alone = (text: string) => line([text, ...Array<string>(width - 1).fill('')])
  function* text() {
    let piece = `\ufeff${alone(titleOf(list))}${headOf(list).map(alone).join('')}${line(headerOf(list))}`
    for (const row of rowsOf(list)) {
      piece += line(row)
      if (piece.length < PIECE) continue
      yield piece
      piece = ''
    }
    yield piece + footOf(list).map(alone).join('')
  }
  return Readable.from(encoded(text()), { objectMode: false })
}

function* encoded(pieces: Iterable<string>): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece)
}

function csvCell(cell: string, isGuarded: boolean): string {
  const text = isGuarded && /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function documentOf(list: FinishedList, today: string): Promise<Buffer> {
  return officialDocument({
    issuer: list.organName,
    head: `${list.organName}公示单`,
    number: '',
    title: titleOf(list),
    addressees: '',
    body: [
      ...headOf(list).map((text) => ({ text })),
      { header: headerOf(list), rows: [...rowsOf(list)] },
      ...footOf(list).map((text) => ({ text }))
    ],
    signature: list.sealName,
    date: list.showFrom ?? today
  })
}
