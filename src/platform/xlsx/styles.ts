import type { Archive } from './archive.ts'
import { builtIn, formatOf, type NumberFormat, PLAIN } from './formats.ts'
import { WorkbookError } from './sentences.ts'
import { attribute } from './xml/attributes.ts'
import { type ScanOptions, scanXml } from './xml/scan.ts'

/** Excel itself allows 65,490. */
const MOST_STYLES = 70_000

/** The number format of each style; cells name a style by its index. */
export type Styles = (style: number) => NumberFormat

/**
 * Reads the number format of each style.
 *
 * @throws WorkbookError
 */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
  options: ScanOptions
): Promise<Styles> {
  if (part === undefined) return () => PLAIN
  const stream = await archive.part(part)
  // Without its formats a number would lose its leading zeros.
  if (stream === undefined) throw new WorkbookError('workbook-damaged')
  const codes = new Map<number, NumberFormat>()
  const styles: NumberFormat[] = []
  let isOfCells = false
  const onOpen = (name: string, attributes: string) => {
    if (name === 'cellXfs') isOfCells = true
    else if (name === 'numFmt') {
      codes.set(
        Number(attribute(attributes, 'numFmtId')),
        formatOf(attribute(attributes, 'formatCode') ?? '')
      )
    } else if (name === 'xf' && isOfCells && styles.length < MOST_STYLES) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      styles.push(codes.get(id) ?? builtIn(id))
    }
  }
  const onClose = (name: string) => {
    if (name === 'cellXfs') isOfCells = false
  }
  await scanXml(stream, { onOpen, onClose }, options)
  return (style) => styles[style] ?? PLAIN
}
