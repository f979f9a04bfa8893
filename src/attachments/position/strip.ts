import type { FileType } from '../files/accepted.ts'
import { refuse } from '../vocabulary.ts'
import { withoutGps } from './exif.ts'
import { type File, NotUnderstood, type Patch, patched } from './patches.ts'
import { inPng } from './png.ts'
import { LONGEST, withoutPlace } from './xmp.ts'

const STEP = 1024 * 1024
const OVERLAP = 2 * LONGEST

/** Headers of Exif. Cameras write the first; some programs leave `Exif` out. */
const marked = /Exif\0\0(?=II\*\0|MM\0\*)/g
const bare = /(?<!Exif\0\0)(?:II\*\0\x08\0\0\0|MM\0\*\0\0\0\x08)/g

/**
 * The content of a file without the place at which a picture was taken. The length stays, and so does
 * everything else of the metadata, such as the time.
 *
 * @throws attachment-position-unreadable
 */
export async function withoutPosition(file: File, type: FileType): Promise<AsyncIterable<Buffer>> {
  try {
    const patches = type === 'png' ? await inPng(file) : isPhoto(type) ? await anywhere(file) : []
    return patches.length === 0 ? file.stream() : patched(file.stream(), patches)
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    throw Object.assign(refuse('attachment-position-unreadable'), { cause: error })
  }
}

function isPhoto(type: FileType): boolean {
  return type === 'jpg' || type === 'heic'
}

/**
 * Looks through the whole file: phones put more than one picture into a JPEG, and a HEIC has its metadata
 * anywhere. What is looked for is too long to stand in a picture by chance.
 */
async function anywhere(file: File): Promise<Patch[]> {
  const patches: Patch[] = []
  for (let start = 0; start < file.bytes; start += STEP) {
    const text = (await file.read(start, STEP + OVERLAP)).toString('latin1')
    for (const { index } of text.matchAll(marked))
      if (index < STEP) patches.push(...(await withoutGps(file, start + index + 6)))
    for (const { index } of text.matchAll(bare)) {
      if (index < STEP) patches.push(...(await withoutGps(file, start + index).catch(noExif)))
    }
    patches.push(...withoutPlace(text, start, STEP))
  }
  return patches
}

/** Without its mark it may be something else, such as notes of the maker with offsets of their own. */
function noExif(error: unknown): Patch[] {
  if (error instanceof NotUnderstood) return []
  throw error
}
