import { buffer } from 'node:stream/consumers'
import { inflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import type { OfficialDocument } from './document.ts'
import { plain } from './text.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const namespace = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'

/** Title, author and day of the file. The properties of the library would contain the second of writing. */
export function properties({ title, signature, date }: OfficialDocument) {
  const dated = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`
  return {
    path: 'docProps/core.xml',
    data:
      `${declaration}<cp:coreProperties xmlns:cp="${namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
      ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escaped(plain(title))}</dc:title><dc:creator>${escaped(plain(signature))}</dc:creator>` +
      `${dated('created')}${dated('modified')}</cp:coreProperties>`
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const DIRECTORY_END = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50

/** Gives all parts of a zip the same day, because the library writes the time at which each was packed. */
export function datedAsOf(zip: Buffer, date: string): Buffer {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number)
  // FAT counts years from 1980. The lower half is the time: midnight.
  const stamp = ((((year - 1980) << 9) | (month << 5) | day) << 16) >>> 0
  for (const { entry, header } of entriesOf(zip)) {
    zip.writeUInt32LE(stamp, entry + 12)
    zip.writeUInt32LE(stamp, header + 10)
  }
  return zip
}

/** Where the entries of a zip are: in its directory, and before their contents. */
function* entriesOf(zip: Buffer): Generator<{ entry: number; header: number; name: string }> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (zip.readUInt32LE(end) !== DIRECTORY_END) throw new Error('not a zip')
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const length = zip.readUInt16LE(at + 28)
    yield {
      entry: at,
      header: zip.readUInt32LE(at + 42),
      name: zip.toString('utf8', at + 46, at + 46 + length)
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

const packing = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o644 }

/** The names that the library gives to charts and workbooks at random. */
const randomNames = /(?<=")rId[a-z0-9_-]{15,}(?=")/g

/**
 * The same package, packed again where it has charts: their workbooks are packages inside it that get the
 * day of the document as well, and names given at random are counted instead.
 */
export async function withDatedWorkbooks(zip: Buffer, date: string): Promise<Buffer> {
  const parts = [...entriesOf(zip)]
  const isWorkbook = (name: string) => name.endsWith('.xlsx')
  if (!parts.some(({ name }) => isWorkbook(name))) return zip
  const names = new Map<string, string>()
  const counted = (name: string) => {
    if (!names.has(name)) names.set(name, `rIdChart${names.size + 1}`)
    return names.get(name) ?? name
  }
  const again = new ZipFile()
  for (const { entry, header, name } of parts) {
    const content = contentOf(zip, entry, header)
    const text = () => Buffer.from(content.toString().replace(randomNames, counted))
    again.addBuffer(isWorkbook(name) ? datedAsOf(content, date) : text(), name, packing)
  }
  again.end()
  return buffer(again.outputStream)
}

function contentOf(zip: Buffer, entry: number, header: number): Buffer {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20))
  return zip.readUInt16LE(entry + 10) === 0 ? Buffer.from(packed) : inflateRawSync(packed)
}
