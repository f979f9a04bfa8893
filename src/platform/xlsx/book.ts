import type { Archive } from './archive.ts'
import type { Epoch } from './cells.ts'
import { WorkbookError } from './sentences.ts'
import { readXml } from './xml.ts'

/** Most characters of all texts that cells share, and most texts: they are held while a sheet is read. */
const most = { characters: 32_000_000, texts: 2_000_000 }

export interface Book {
  /** Name of the part that holds the first sheet. */
  sheet: string
  epoch: Epoch
}

/**
 * The first sheet of a workbook.
 *
 * @throws WorkbookError
 */
export async function bookOf(archive: Archive): Promise<Book> {
  let id: string | undefined
  let epoch: Epoch = '1899-12-30'
  await readPart(archive, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'sheet') id ??= attributes['r:id']
    if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) epoch = '1904-01-01'
  })
  let target: string | undefined
  await readPart(archive, 'xl/_rels/workbook.xml.rels', (name, { Id, Target }) => {
    if (name === 'Relationship' && Id === id) target = Target
  })
  if (target === undefined) throw new WorkbookError('workbook-unreadable')
  return { sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`, epoch }
}

async function readPart(
  archive: Archive,
  part: string,
  onOpen: (name: string, attributes: Record<string, string>) => void
): Promise<void> {
  const stream = await archive.part(part)
  if (stream === undefined) throw new WorkbookError('workbook-unreadable')
  await readXml(stream, { onOpen })
}

/**
 * The texts that cells share. Phonetic readings beside them are left out.
 *
 * @throws WorkbookError
 */
export async function sharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = []
  const stream = await archive.part('xl/sharedStrings.xml')
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
      if (name === 'si') texts.push(text)
      if (texts.length > most.texts) throw new WorkbookError('workbook-too-large')
    }
  })
  return texts
}
