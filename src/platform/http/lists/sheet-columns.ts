import type { Column } from '../../csv/write.ts'
import { type CodeLabels, codeKey } from '../../errors/code-labels.ts'
import type { Language, Sentence } from '../../errors/refusal.ts'
import { SHOWN_ONLY } from '../../table/shown-only.ts'
import { YUAN } from '../../values/money.ts'
import type { CellForm } from '../../xlsx/parts.ts'
import type { SheetColumn } from '../../xlsx/write.ts'

/** The parts of a schema that a download needs. */
export interface FieldSchema {
  $ref?: string
  title?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: (string | null)[]
  anyOf?: FieldSchema[]
  allOf?: FieldSchema[]
  properties?: Record<string, FieldSchema>
  items?: FieldSchema
}

const truths: Record<string, Sentence> = { true: { zh: '是', en: 'TRUE' }, false: { zh: '否', en: 'FALSE' } }

interface Options {
  language: Language
  labels: CodeLabels
  /** Whether codes have columns next to those of their labels. */
  withCodes: boolean
  /** A named schema. */
  find: (id: string) => FieldSchema | undefined
}

/**
 * The columns of a workbook, by the schema of the items: headers in the language of the caller, the form of
 * their cells, and words for codes.
 */
export function sheetColumns(
  item: FieldSchema | undefined,
  columns: readonly Column[],
  options: Options
): SheetColumn[] {
  const { language, labels, withCodes } = options
  const found = columns.flatMap(({ name, title: given, isShownOnly = false }, at): SheetColumn[] => {
    const { schema, title } = fieldOf(item, name, options) ?? { schema: {}, title: undefined }
    const own = given?.[language] ?? (language === 'zh' ? (title ?? name) : spaced(name))
    const header = isShownOnly ? `${own}${SHOWN_ONLY[language]}` : own
    const list = wordsOf(schema, labels)
    if (list === undefined) return [{ header, form: formOf(schema), at }]
    const label = (code: string) => list[code]?.[language] ?? code
    const shown: SheetColumn = { header, form: 'text', at, label }
    const code: SheetColumn = { header: language === 'zh' ? `${own}代码` : `${own} code`, form: 'text', at }
    return withCodes && list !== truths ? [shown, code] : [shown]
  })
  return distinct(found, columns)
}

/** A header that repeats another one gets the name of its field. */
function distinct(found: SheetColumn[], columns: readonly Column[]): SheetColumn[] {
  const seen = new Set<string>()
  return found.map((column) => {
    const { header, at } = column
    const isNew = !seen.has(header)
    seen.add(header)
    return isNew ? column : { ...column, header: `${header} ${columns[at]?.name}` }
  })
}

/** A field of an item; also one of an object in it: `rosterLines` is `lines` of `roster`. */
function fieldOf(
  item: FieldSchema | undefined,
  name: string,
  options: Options
): { schema: FieldSchema; title: string | undefined } | undefined {
  const properties = item?.properties ?? {}
  const own = properties[name]
  if (own !== undefined) {
    const schema = resolved(own, options)
    return { schema, title: own.title ?? schema.title }
  }
  for (const [part, inner] of Object.entries(properties)) {
    const object = resolved(inner, options)
    const field = object.properties?.[name]
    if (field !== undefined) return { schema: resolved(field, options), title: field.title }
    const rest = name.startsWith(part) ? name.slice(part.length) : ''
    const inside = rest.charAt(0).toLowerCase() + rest.slice(1)
    const nested = object.properties?.[inside] ?? object.properties?.[`${inside}Code`]
    if (rest !== '' && nested !== undefined) {
      const title = `${inner.title ?? object.title ?? ''}${nested.title ?? rest}`
      return { schema: resolved(nested, options), title }
    }
  }
  return undefined
}

/** A schema without references and without the choice of null. */
function resolved(schema: FieldSchema, options: Options): FieldSchema {
  const { $ref, anyOf, allOf } = schema
  const named = $ref === undefined ? undefined : options.find($ref.replace(/#$/, ''))
  const inner = named ?? allOf?.[0] ?? anyOf?.find(({ type }) => type !== 'null')
  return inner === undefined || inner === schema ? schema : resolved(inner, options)
}

function wordsOf(
  { enum: codes, type }: FieldSchema,
  labels: CodeLabels
): Record<string, Sentence> | undefined {
  if (codes !== undefined) return labels.get(codeKey(codes.filter((code) => code !== null)))
  return [type].flat().includes('boolean') ? truths : undefined
}

function formOf({ pattern, format, type }: FieldSchema): CellForm {
  if (pattern === YUAN) return 'amount'
  if (format === 'date') return 'day'
  if (format === 'date-time') return 'instant'
  return [type].flat().some((one) => one === 'integer' || one === 'number') ? 'number' : 'text'
}

/** `recipientNo` as `Recipient no`. */
function spaced(name: string): string {
  const text = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
