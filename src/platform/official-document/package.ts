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
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (zip.readUInt32LE(end) !== DIRECTORY_END) throw new Error('not a zip')
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    zip.writeUInt32LE(stamp, at + 12)
    zip.writeUInt32LE(stamp, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
