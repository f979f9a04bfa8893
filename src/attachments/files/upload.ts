import type { Db } from '../../platform/database/connect.ts'
import type { Spooled } from '../../platform/http/limits/spool.ts'
import { type Contents, removeUnused, sealContent } from '../objects/contents.ts'
import type { NewObject } from '../objects/store.ts'
import { withoutPosition } from '../position/strip.ts'
import { refuse } from '../vocabulary.ts'
import { type FileType, fileTypes, isAs, typeNamed, types } from './accepted.ts'
import { contentOf } from './detect.ts'
import { LONGEST } from './names.ts'

/** An upload whose content is checked and sealed in the store. */
export interface Upload {
  name: string
  mediaType: string
  object: NewObject
}

export interface UploadParts {
  context: { db: Db; clock: () => Date }
  contents: Contents
  /** Whether pictures are stored without the place at which they were taken. */
  stripsPosition: boolean
}

/**
 * The type that the name of a file claims.
 *
 * @throws attachment-name-missing, attachment-type-unknown
 */
export function claimed(name: string | undefined): { name: string; type: FileType } {
  const pointer = 'header:content-disposition'
  if (name === undefined) throw refuse('attachment-name-missing', { pointer, values: { most: LONGEST } })
  const type = typeNamed(name)
  if (type === undefined) throw refuse('attachment-type-unknown', { pointer, values: { types: fileTypes } })
  return { name, type }
}

/**
 * Checks a received file and seals it into the store.
 *
 * @throws attachment-empty, attachment-type-differs, attachment-position-unreadable,
 *   attachment-store-unavailable
 */
export async function sealUpload(
  { context, contents, stripsPosition }: UploadParts,
  { name, type }: { name: string; type: FileType },
  file: Spooled
): Promise<Upload> {
  if (file.bytes === 0) throw refuse('attachment-empty')
  if (!isAs(type, await contentOf(file))) throw refuse('attachment-type-differs', { values: { named: type } })
  const content = stripsPosition ? await withoutPosition(file, type) : file.stream()
  return { name, mediaType: types[type], object: await sealContent(context, contents, content) }
}

/** Where no attachment uses the object, it is removed. What fails here, the sweep does. */
export async function endUpload({ context, contents }: UploadParts, { object }: Upload): Promise<void> {
  await removeUnused(context.db, contents, object.name).catch(() => false)
}
