import { archiveKind } from '../table/sniff.ts'
import { type Archive, type ArchiveFile, openArchive } from './archive.ts'
import { type Book, bookOf } from './book.ts'
import { WorkbookError } from './sentences.ts'
import { readSheet, type SheetContext, type SheetRow } from './sheet.ts'
import { readStyles } from './styles.ts'
import { readTexts, SharedTexts } from './texts.ts'

/** Most tags in all parts that are read: an honest sheet of a million lines has about twenty million. */
const MOST_TAGS = 120_000_000
/** Most names of sheets that a message lists. */
const MOST_NAMES = 20

export interface RowsOptions {
  /** Name of the sheet to read. Without it, only one sheet may be possible. */
  sheet?: string | undefined
  /** Processor seconds that reading may take. */
  seconds?: number
  mostTags?: number
}

/**
 * Reads the rows of a workbook in a file, in this thread. The service reads workbooks in separate threads,
 * see `workbooks.ts`.
 *
 * @throws WorkbookError
 */
export async function readRows(
  file: ArchiveFile,
  { sheet, seconds = Number.POSITIVE_INFINITY, mostTags = MOST_TAGS }: RowsOptions,
  onRow: (row: SheetRow) => Promise<unknown> | false | undefined
): Promise<void> {
  const archive = await openArchive(file)
  const other = archiveKind(archive.names)
  if (other !== undefined) throw new WorkbookError(other)
  const book = await bookOf(archive)
  const options = { onTags: counting(seconds, mostTags) }
  const texts = new SharedTexts()
  try {
    await readTexts(archive, book.texts, texts, options)
    const styles = await readStyles(archive, book.styles, options)
    const context = { texts, styles, epoch: book.epoch, isUncalculated: book.isUncalculated }
    const part = await chosen(archive, book, sheet, context, options)
    await readSheet(await sheetOf(archive, part), context, onRow, options)
  } finally {
    texts.close()
  }
}

/** Counts the cost of reading, and stops the reading when it exceeds the limits. */
function counting(seconds: number, mostTags: number): (tags: number) => void {
  const before = process.threadCpuUsage()
  let all = 0
  return (tags) => {
    all += tags
    if (all > mostTags) throw new WorkbookError('workbook-too-large')
    const { user, system } = process.threadCpuUsage(before)
    if ((user + system) / 1e6 > seconds) throw new WorkbookError('workbook-too-slow')
  }
}

/** The part of the wanted sheet: the named one, or the only visible one with content. */
async function chosen(
  archive: Archive,
  { sheets }: Book,
  name: string | undefined,
  context: SheetContext,
  options: { onTags: (tags: number) => void }
): Promise<string> {
  const named = (list: Book['sheets']) => ({
    sheets: list
      .slice(0, MOST_NAMES)
      .map((one) => one.name)
      .join('、')
  })
  if (name !== undefined) {
    const found = sheets.find((one) => one.name.trim() === name.trim())
    if (found === undefined) throw new WorkbookError('sheet-unknown', named(sheets))
    return found.part
  }
  if (sheets.length === 1) return (sheets[0] as Book['sheets'][0]).part
  const filled: Book['sheets'] = []
  for (const one of sheets) {
    if (await hasContent(archive, one.part, context, options)) filled.push(one)
  }
  if (filled.length > 1) throw new WorkbookError('sheet-unclear', named(filled))
  return (filled[0] ?? (sheets[0] as Book['sheets'][0])).part
}

async function hasContent(
  archive: Archive,
  part: string,
  context: SheetContext,
  options: { onTags: (tags: number) => void }
): Promise<boolean> {
  let isFilled = false
  const onRow = () => {
    isFilled = true
    return false as const
  }
  await readSheet(await sheetOf(archive, part), context, onRow, options)
  return isFilled
}

async function sheetOf(archive: Archive, part: string) {
  const stream = await archive.part(part)
  if (stream === undefined) throw new WorkbookError('workbook-unreadable')
  return stream
}
