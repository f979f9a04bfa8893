import { posix } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive: its text, and what it claims to be where that is a lie. */
export interface Part {
  name: string
  content: string | Buffer
  claims?: number | undefined
}

/** An archive of parts, written by hand: a library would not lie. */
export function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims ?? bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, entry, Buffer.from(name)]))
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, Buffer.from('504b0506', 'hex'), end])
}

/** A cell: a text, a number as it stands in the sheet, or nothing. */
export type Value = string | { number: string } | null

export interface Options {
  /** Parts that stand in the place of those of the same name, or are added. */
  parts?: Part[]
  /** Texts in a table of their own, as Excel writes them, or in the cells. */
  shared?: boolean
  date1904?: boolean
  /** What stands before the names of what points to a relation. */
  prefix?: string
  /** Of the edition of the standard. */
  relations?: string
  /** Names of the parts that hold the workbook and the texts. */
  book?: string
  texts?: string
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function workbook(rows: readonly (readonly Value[])[], options: Options = {}): Buffer {
  const { parts = [], shared = true } = options
  const texts: string[] = []
  const sheet = rows.map((cells, n) => {
    const list = cells.map((value, at) => cell(value, `${letter(at)}${n + 1}`, shared ? texts : undefined))
    return `<row r="${n + 1}">${list.join('')}</row>`
  })
  const own = new Set(parts.map(({ name }) => name))
  const usual = frame(options, [
    `<sst ${main}>${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    `<worksheet ${main}><sheetData>${sheet.join('')}</sheetData></worksheet>`
  ])
  return zip([...usual.filter(({ name }) => !own.has(name)), ...parts])
}

/** The parts of a workbook; its second sheet stands first in the archive. */
function frame(options: Options, [texts = '', sheet = '']: string[]): Part[] {
  const { date1904 = false, prefix = 'r', relations = transitional } = options
  const { book = 'xl/workbook.xml', texts: shared = 'xl/sharedStrings.xml' } = options
  const { dir, base } = posix.parse(book)
  const related = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`
  const listed = (...list: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}
      </Relationships>`
  return [
    { name: '_rels/.rels', content: listed(related('rId1', 'officeDocument', book)) },
    {
      name: book,
      content: `<workbook ${main} xmlns:${prefix}="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/>
        <sheets><sheet name="名册" sheetId="7" ${prefix}:id="rId3"/>
        <sheet name="b" sheetId="8" ${prefix}:id="rId4"/></sheets></workbook>`
    },
    {
      name: posix.join(dir, `_rels/${base}.rels`),
      content: listed(
        related('rId4', 'worksheet', '/xl/worksheets/sheet1.xml'),
        related('rId3', 'worksheet', posix.relative(dir, 'xl/worksheets/sheet2.xml')),
        related('rId5', 'sharedStrings', `/${shared}`)
      )
    },
    { name: shared, content: texts },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet ${main}><sheetData/></worksheet>` },
    { name: 'xl/worksheets/sheet2.xml', content: sheet }
  ]
}

function cell(value: Value, place: string, texts: string[] | undefined): string {
  if (value === null) return ''
  if (typeof value !== 'string') return `<c r="${place}"><v>${value.number}</v></c>`
  if (texts === undefined) return `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  texts.push(value)
  return `<c r="${place}" t="s"><v>${texts.length - 1}</v></c>`
}

function letter(at: number): string {
  return String.fromCharCode(65 + at)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
