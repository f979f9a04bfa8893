import { type File, NotUnderstood, type Patch, readAll } from './patches.ts'

// Exif is a TIFF: a header, and directories whose entries have twelve bytes each (CIPA DC-008).

const GPS = 0x8825
const ENTRY = 12
const MOST_ENTRIES = 1000
const MOST_DIRECTORIES = 16
/** Bytes of one value of each type of TIFF; other types do not exist. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/**
 * Takes the position out of Exif: its directory becomes zeros, and the entry that leads to it goes.
 *
 * @throws NotUnderstood
 */
export async function withoutGps(file: File, base: number): Promise<Patch[]> {
  const header = await readAll(file, base, 8)
  const tiff = { file, base, isLittle: header.toString('latin1', 0, 2) === 'II' }
  const patches: Patch[] = []
  const known = new Set<number>()
  for (let at = number(tiff, header, 4); at !== 0; ) {
    if (known.has(at) || known.size === MOST_DIRECTORIES)
      throw new NotUnderstood('directories go in a circle')
    known.add(at)
    const directory = await directoryAt(tiff, at)
    patches.push(...(await withoutEntries(tiff, directory)))
    at = directory.next
  }
  return patches
}

interface Tiff {
  file: File
  base: number
  isLittle: boolean
}

interface Directory {
  at: number
  entries: Buffer[]
  next: number
}

async function directoryAt(tiff: Tiff, at: number): Promise<Directory> {
  const { file, base } = tiff
  const count = short(tiff, await readAll(file, base + at, 2), 0)
  if (count > MOST_ENTRIES) throw new NotUnderstood('a directory is too long')
  const bytes = await readAll(file, base + at + 2, count * ENTRY)
  const entries = Array.from({ length: count }, (_, n) => bytes.subarray(n * ENTRY, (n + 1) * ENTRY))
  // Some programs leave out the place of the next directory at the end of a file.
  const next = await file.read(base + at + 2 + count * ENTRY, 4)
  return { at, entries, next: next.length < 4 ? 0 : number(tiff, next, 0) }
}

/** A directory whose entries for the position are gone; the others move up, and zeros fill the end. */
async function withoutEntries(tiff: Tiff, { at, entries, next }: Directory): Promise<Patch[]> {
  const isGps = (entry: Buffer) => short(tiff, entry, 0) === GPS
  const gone = entries.filter(isGps)
  if (gone.length === 0) return []
  const patches: Patch[] = []
  for (const entry of gone) patches.push(...(await zeros(tiff, number(tiff, entry, 8))))
  const kept = entries.filter((entry) => !isGps(entry))
  const bytes = Buffer.alloc(2 + entries.length * ENTRY + 4)
  const write = (value: number, place: number, length: 2 | 4) =>
    tiff.isLittle ? bytes.writeUIntLE(value, place, length) : bytes.writeUIntBE(value, place, length)
  write(kept.length, 0, 2)
  for (const [n, entry] of kept.entries()) entry.copy(bytes, 2 + n * ENTRY)
  write(next, 2 + kept.length * ENTRY, 4)
  // Without a next directory nothing may stand at its place.
  const length = next === 0 ? bytes.length - 4 : bytes.length
  return [...patches, { at: tiff.base + at, bytes: bytes.subarray(0, length) }]
}

/** A directory and its values, as zeros. */
async function zeros(tiff: Tiff, at: number): Promise<Patch[]> {
  const { entries } = await directoryAt(tiff, at)
  const patches: Patch[] = [{ at: tiff.base + at, bytes: Buffer.alloc(2 + entries.length * ENTRY) }]
  for (const entry of entries) {
    const size = sizes[short(tiff, entry, 2)]
    if (size === undefined) throw new NotUnderstood('a value has an unknown type')
    const length = size * number(tiff, entry, 4)
    if (length <= 4) continue
    const from = tiff.base + number(tiff, entry, 8)
    if (from + length > tiff.file.bytes) throw new NotUnderstood('a value lies beyond the file')
    patches.push({ at: from, bytes: Buffer.alloc(length) })
  }
  return patches
}

function short({ isLittle }: Tiff, bytes: Buffer, at: number): number {
  return isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
}

function number({ isLittle }: Tiff, bytes: Buffer, at: number): number {
  return isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}
