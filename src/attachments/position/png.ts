import { crc32 } from 'node:zlib'
import { withoutGps } from './exif.ts'
import { type File, NotUnderstood, type Patch, patchedPart, readAll } from './patches.ts'
import { withoutPlace } from './xmp.ts'

// A chunk of a PNG has its length, its type, its data and a checksum over type and data.

const SIGNATURE = 8
const AROUND = 12
/** Metadata that is larger is not looked at. */
const LARGEST = 16 * 1024 * 1024
/** Keywords under which programs put Exif and XMP into texts, often packed. */
const profile = /^(Raw profile type (exif|app1|xmp)|XML:com\.adobe\.xmp)$/i
/** A type that nobody knows and everybody skips: ancillary, private, safe to copy. */
const NOTHING = 'noPs'

/**
 * Takes the position out of the metadata of a PNG.
 *
 * @throws NotUnderstood
 */
export async function inPng(file: File): Promise<Patch[]> {
  const patches: Patch[] = []
  for (let at = SIGNATURE; ; ) {
    const head = await readAll(file, at, 8)
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)]
    if (at + AROUND + length > file.bytes) throw new NotUnderstood('a chunk lies beyond the file')
    if (type === 'IEND') return patches
    if (['eXIf', 'tEXt', 'zTXt', 'iTXt'].includes(type)) {
      if (length > LARGEST) throw new NotUnderstood('a chunk is too large')
      const data = await readAll(file, at + 8, length)
      const change = type === 'eXIf' ? await inExif(data) : inText(type, data)
      if (change !== undefined) patches.push({ at: at + 4, bytes: chunk(change.type, change.data) })
    }
    at += AROUND + length
  }
}

interface Change {
  type: string
  data: Buffer
}

async function inExif(data: Buffer): Promise<Change | undefined> {
  const read = async (from: number, length: number) => data.subarray(from, from + length)
  const file = { bytes: data.length, read, stream: () => undefined as never }
  const patches = await withoutGps(file, data.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0)
  return patches.length === 0 ? undefined : { type: 'eXIf', data: patchedPart(data, 0, patches) }
}

/** XMP in clear keeps what is no position. A profile that is packed, or in digits, goes as a whole. */
function inText(type: string, data: Buffer): Change | undefined {
  const text = data.toString('latin1')
  const keyword = text.slice(0, text.indexOf('\0'))
  const isClear = type === 'tEXt' || (type === 'iTXt' && data[keyword.length + 1] === 0)
  const isXmp = /xmp$/i.test(keyword) && !/^raw/i.test(keyword)
  if (profile.test(keyword) && !(isClear && isXmp)) return { type: NOTHING, data: Buffer.alloc(data.length) }
  const patches = isClear ? withoutPlace(text, 0) : []
  return patches.length === 0 ? undefined : { type, data: patchedPart(data, 0, patches) }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([body, sum])
}
