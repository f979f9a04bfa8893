import { keysOf } from '../../platform/values/keys.ts'

/** The types of files that are accepted, by the extension that `file-type` and we call them by. */
export const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ofd: 'application/ofd',
  png: 'image/png',
  jpg: 'image/jpeg',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  txt: 'text/plain',
  csv: 'text/csv'
} as const

export type FileType = keyof typeof types
export const fileTypes = keysOf(types)

/** Other extensions of the same types. */
const aliases: Readonly<Record<string, FileType>> = { jpeg: 'jpg', heif: 'heic' }

/** The type that a name claims; undefined where its extension is none of ours. */
export function typeNamed(name: string): FileType | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const other = Object.hasOwn(aliases, extension) ? aliases[extension] : undefined
  return other ?? fileTypes.find((type) => type === extension)
}

/** What a content turned out to be: a type by its magic number, plain text, or something else. */
export type Content = FileType | 'text' | undefined

/** Whether a content is what its name claims. Text and tables have no magic number. */
export function isAs(named: FileType, content: Content): boolean {
  if (named === 'txt' || named === 'csv') return content === 'text'
  return named === content
}
