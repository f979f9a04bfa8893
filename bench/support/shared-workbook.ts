import { createReadStream, createWriteStream, renameSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { frameOf, type Part } from '../../src/platform/xlsx/parts.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'
const PIECE = 65_536

/**
 * Writes a table as Excel and WPS write it: each text once, in a part that all cells share, and amounts as
 * numbers. The texts are plain ones that XML takes as they are.
 */
export async function writeSharedWorkbook(csv: string, file: string, amounts: number): Promise<void> {
  const places = new Map<string, number>()
  const zip = new ZipFile()
  const sheet = Readable.from(sheetOf(csv, places, amounts), { objectMode: false })
  // The texts are all known once the sheet is written.
  sheet.once('end', () => {
    zip.addReadStream(Readable.from(textsOf(places), { objectMode: false }), 'xl/sharedStrings.xml')
    zip.end()
  })
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  for (const part of frameOf(['1'])) zip.addBuffer(withTexts(part), part.name)
  await pipeline(zip.outputStream, createWriteStream(`${file}.new`))
  renameSync(`${file}.new`, file)
}

async function* sheetOf(csv: string, places: Map<string, number>, amounts: number): AsyncGenerator<string> {
  let piece = `<worksheet xmlns="${MAIN}"><sheetData>`
  let row = 0
  for await (const line of createInterface(createReadStream(csv))) {
    row += 1
    const cells = line.split(',').map((text, at) => {
      const place = `r="${String.fromCharCode(65 + at)}${row}"`
      if (text === '') return ''
      if (at === amounts && row > 1) return `<c ${place}><v>${text}</v></c>`
      if (!places.has(text)) places.set(text, places.size)
      return `<c ${place} t="s"><v>${places.get(text)}</v></c>`
    })
    piece += `<row r="${row}" spans="1:5">${cells.join('')}</row>`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

function* textsOf(places: Map<string, number>): Generator<string> {
  let piece = `<sst xmlns="${MAIN}" uniqueCount="${places.size}">`
  for (const text of places.keys()) {
    piece += `<si><t>${text}</t></si>`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sst>`
}

/** The frame of our own writer knows no part of texts. */
function withTexts({ name, text }: Part): Buffer {
  const link = `<Relationship Id="texts" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`
  const type = `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}"/>`
  if (name === 'xl/_rels/workbook.xml.rels')
    return Buffer.from(text.replace('</Relationships>', `${link}</Relationships>`))
  return Buffer.from(text.replace('</Types>', `${type}</Types>`))
}
