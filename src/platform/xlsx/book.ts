import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import type { Epoch } from './cells.ts'
import { attribute, unreadable } from './xml/attributes.ts'
import { scanXml } from './xml/scan.ts'

/** A part that only refers to other parts is small. */
const MOST_BYTES = 4 * 1024 * 1024

/** The namespace of attributes that refer to a relation, in both editions of the standard. */
const namespaces = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships'
]

/** States of sheets that are not shown. Some programs write `show` for the state of a visible sheet. */
const hidden = ['hidden', 'veryHidden']

export interface Book {
  /** The visible sheets with cells, in their order: their names, and the parts that hold them. */
  sheets: { name: string; part: string }[]
  /** The part that holds the texts that cells share, if they share any. */
  texts: string | undefined
  styles: string | undefined
  epoch: Epoch
  /** Whether results of formulas are only calculated when the workbook is opened. */
  isUncalculated: boolean
}

/**
 * The contents of a workbook. Parts are found by their relations, because their names are free. Hidden sheets
 * are left out, because nobody sees their contents.
 *
 * @throws WorkbookError
 */
export async function bookOf(archive: Archive): Promise<Book> {
  const part = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.part
  if (part === undefined) return unreadable()
  const listed: { name: string; id: string | undefined }[] = []
  const prefixes = new Set<string>()
  let epoch: Epoch = '1899-12-30'
  let isUncalculated = false
  await readSmall(archive, part, (name, attributes) => {
    for (const prefix of prefixesIn(attributes)) prefixes.add(prefix)
    const on = (flag: string) => ['1', 'true'].includes(attribute(attributes, flag) ?? '')
    if (name === 'sheet' && !hidden.includes(attribute(attributes, 'state') ?? '')) {
      listed.push({ name: attribute(attributes, 'name') ?? '', id: idIn(attributes, prefixes) })
    } else if (name === 'workbookPr' && on('date1904')) epoch = '1904-01-01'
    else if (name === 'calcPr' && on('fullCalcOnLoad')) isUncalculated = true
  })
  const relations = await relationsOf(archive, part)
  const sheets = listed.flatMap(({ name, id }) => {
    const found = relations.find((one) => one.id === id && one.kind === 'worksheet')
    return found === undefined ? [] : { name, part: found.part }
  })
  if (sheets.length === 0) return unreadable()
  const partOf = (kind: string) => relations.find((one) => one.kind === kind)?.part
  return { sheets, texts: partOf('sharedStrings'), styles: partOf('styles'), epoch, isUncalculated }
}

/** Prefixes that a tag declares for the namespace of relations. */
function prefixesIn(attributes: string): string[] {
  const declared = attributes.matchAll(/xmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
  return [...declared].flatMap(([, prefix = '', one, other]) =>
    namespaces.includes(one ?? other ?? '') ? prefix : []
  )
}

function idIn(attributes: string, prefixes: ReadonlySet<string>): string | undefined {
  for (const prefix of prefixes) {
    const id = attribute(attributes, `${prefix}:id`)
    if (id !== undefined) return id
  }
  return undefined
}

interface Relation {
  id: string | undefined
  kind: string | undefined
  /** Name of the target part. */
  part: string
}

/** The relations of a part; the archive itself has an empty name. */
async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part)
  const relations: Relation[] = []
  await readSmall(archive, posix.join(dir, '_rels', `${base}.rels`), (name, attributes) => {
    const target = name === 'Relationship' ? attribute(attributes, 'Target') : undefined
    if (target === undefined || attribute(attributes, 'TargetMode') === 'External') return
    const type = attribute(attributes, 'Type')
    const to = posix.resolve('/', dir, target.replaceAll('\\', '/')).slice(1)
    relations.push({
      id: attribute(attributes, 'Id'),
      kind: type?.slice(type.lastIndexOf('/') + 1),
      part: to
    })
  })
  return relations
}

async function readSmall(
  archive: Archive,
  part: string,
  onOpen: (name: string, attributes: string) => void
): Promise<void> {
  const stream = await archive.part(part, MOST_BYTES)
  if (stream === undefined) return unreadable()
  await scanXml(stream, { onOpen })
}
