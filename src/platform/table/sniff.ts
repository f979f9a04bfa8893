import { readSync } from 'node:fs'
import { opened, type Seal } from '../values/seal.ts'
import type { tableSentences } from './sentences.ts'

/** The kind of a file by its first bytes, because content types and file names are often wrong. */
export type FileKind = 'workbook' | 'text' | Extract<keyof typeof tableSentences, `file-is-${string}`>

/** First bytes of files, in hexadecimal. */
const beginnings: [bytes: string, kind: FileKind][] = [
  ['504b0304', 'workbook'],
  ['504b0506', 'workbook'],
  ['25504446', 'file-is-pdf'],
  ['89504e47', 'file-is-picture'],
  ['ffd8ff', 'file-is-picture'],
  ['47494638', 'file-is-picture'],
  ['49492a00', 'file-is-picture'],
  ['4d4d002a', 'file-is-picture'],
  ['52494646', 'file-is-picture'],
  ['526172211a07', 'file-is-other'],
  ['377abcaf271c', 'file-is-other'],
  ['1f8b08', 'file-is-other'],
  ['7b5c727466', 'file-is-other'],
  ['0908', 'file-is-xls'],
  ['0904', 'file-is-xls'],
  ['0902', 'file-is-xls']
]
/** The container of all old Office files, and of workbooks with a password. */
const COMPOUND = 'd0cf11e0a1b11ae1'
const SECTOR = 512
/** Sectors of the directory that are searched for the names of streams; each sector holds a few names. */
const MOST_SECTORS = 64
const LOOK = 2048

/** A file to look into. */
interface Source {
  fd: number
  seal?: Seal
}

/** The kind of a file by its first bytes. */
export function kindOf(file: Source): FileKind {
  const first = bytesAt(file, 0, LOOK)
  const hex = first.toString('hex')
  if (hex.startsWith(COMPOUND)) return compoundKind(file, first)
  const found = beginnings.find(([bytes]) => hex.startsWith(bytes))?.[1]
  if (found !== undefined) return found
  if (first.toString('latin1', 0, 2) === 'BM' && first.readUInt32LE(6) === 0) return 'file-is-picture'
  if (/^(66747970)(68656963|6d696631|61766966)/.test(hex.slice(8))) return 'file-is-picture'
  return isMarkup(first) ? 'file-is-web-page' : 'text'
}

/** A web page, XML of a spreadsheet, or a mail with one inside; in any encoding. */
function isMarkup(first: Buffer): boolean {
  const text = first
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
  return /^\s*(<(!doctype|html|head|body|meta|table|style|div|\?xml|!--)|mime-version:)/i.test(text)
}

function compoundKind(file: Source, first: Buffer): FileKind {
  if (first.length < SECTOR) return 'file-is-xls'
  const size = 2 ** first.readUInt16LE(30)
  const start = (first.readUInt32LE(48) + 1) * size
  const names = bytesAt(file, start, Math.min(size, 4096) * MOST_SECTORS)
  const holds = (name: string) => names.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return 'file-is-encrypted'
  return holds('WordDocument') || holds('PowerPoint Document') ? 'file-is-other' : 'file-is-xls'
}

function bytesAt({ fd, seal }: Source, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return opened(seal, bytes.subarray(0, readSync(fd, bytes, 0, length, from)), from)
}

/** The kind of an archive that is not a workbook, by the names of its parts. */
export function archiveKind(
  names: ReadonlySet<string>
): 'file-is-xlsb' | 'file-is-ods' | 'file-is-other' | undefined {
  if (names.has('xl/workbook.bin')) return 'file-is-xlsb'
  if (names.has('content.xml') && names.has('mimetype')) return 'file-is-ods'
  const isBook =
    names.has('[content_types].xml') && !names.has('word/document.xml') && !names.has('ppt/presentation.xml')
  return isBook || names.has('_rels/.rels') ? undefined : 'file-is-other'
}
