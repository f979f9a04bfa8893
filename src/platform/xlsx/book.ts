import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import type { Epoch } from './cells.ts'
import { WorkbookError } from './sentences.ts'
import { readXml } from './xml.ts'

/** Most characters of all texts that cells share, and most texts: they are held while a sheet is read. */
const most = { characters: 32_000_000, texts: 2_000_000 }

/** A part that only tells of others is small. */
const MOST_BYTES = 4 * 1024 * 1024

/** The namespace of what points to a relation, in both editions of the standard. */
const namespaces = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships'
]

export interface Book {
  /** Name of the part that holds the first sheet. */
  sheet: string
  /** Name of the part that holds the texts that cells share, if they share any. */
  texts: string | undefined
  epoch: Epoch
}

/**
 * The first sheet of a workbook. Parts are found by how they are related; their names are free.
 *
 * @throws WorkbookError
 */
export async function bookOf(archive: Archive): Promise<Book> {
  const part = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.part
  if (part === undefined) throw new WorkbookError('workbook-unreadable')
  let first: string | undefined
  let epoch: Epoch = '1899-12-30'
  await readSmall(archive, part, (name, attributes) => {
    if (name === 'sheet') first ??= namespaces.map((one) => attributes[`{${one}}id`]).find(Boolean)
    if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) epoch = '1904-01-01'
  })
  const relations = await relationsOf(archive, part)
  const sheet = relations.find(({ id }) => id === first)?.part
  if (sheet === undefined) throw new WorkbookError('workbook-unreadable')
  return { sheet, texts: relations.find(({ kind }) => kind === 'sharedStrings')?.part, epoch }
}

interface Relation {
  id: string | undefined
  kind: string | undefined
  /** Name of the part that it leads to. */
  part: string
}

/** To what a part is related; the archive itself has no name. */
async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part)
  const relations: Relation[] = []
  await readSmall(archive, posix.join(dir, '_rels', `${base}.rels`), (name, { Id, Type, Target }) => {
    if (name !== 'Relationship' || Target === undefined) return
    const to = posix.resolve('/', dir, Target).slice(1)
    relations.push({ id: Id, kind: Type?.slice(Type.lastIndexOf('/') + 1), part: to })
  })
  return relations
}

async function readSmall(
  archive: Archive,
  part: string,
  onOpen: (name: string, attributes: Record<string, string>) => void
): Promise<void> {
  const stream = await archive.part(part, MOST_BYTES)
  if (stream === undefined) throw new WorkbookError('workbook-unreadable')
  await readXml(stream, { onOpen }, { namespaces: true })
}

/**
 * The texts that cells share. Phonetic readings beside them are left out.
 *
 * @throws WorkbookError
 */
export async function sharedTexts(archive: Archive, { texts: part }: Book): Promise<string[]> {
  const texts: string[] = []
  const stream = part === undefined ? undefined : await archive.part(part)
  if (stream === undefined) return texts
  let characters = 0
  let text = ''
  let isText = false
  let isReading = false
  await readXml(stream, {
    onOpen(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    onText(more) {
      if (!isText) return
      text += more
      characters += more.length
      if (characters > most.characters) throw new WorkbookError('workbook-too-large')
    },
    onClose(name) {
      if (name === 't') isText = false
      if (name === 'rPh') isReading = false
      if (name === 'si') texts.push(alone(text))
      if (texts.length > most.texts) throw new WorkbookError('workbook-too-large')
    }
  })
  return texts
}

/** A text by itself: one that was cut out of a longer one would keep all of that. */
function alone(text: string): string {
  return Buffer.from(text).toString()
}
