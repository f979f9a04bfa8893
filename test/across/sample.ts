import { type Document, resolve, type Schema } from './document.ts'

/** A value that fits a schema: its first example, or the plainest one, with every field that it knows. */
export function sample(document: Document, schema: Schema): unknown {
  const here = resolve(document, schema)
  const [example] = here.examples ?? []
  if (example !== undefined) return structuredClone(example)
  // Beside fields of its own it says only which of them go together.
  const [choice] = here.properties === undefined ? (here.anyOf ?? here.oneOf ?? []) : []
  if (choice !== undefined) return sample(document, choice)
  if (here.const !== undefined) return here.const
  if (here.enum !== undefined) return here.enum[0]
  const [type] = [here.type].flat()
  if (type === 'object') {
    const fields = Object.entries(here.properties ?? {})
    return Object.fromEntries(fields.map(([name, field]) => [name, sample(document, field)]))
  }
  if (type === 'array') return here.items === undefined ? [] : [sample(document, here.items)]
  if (type === 'integer' || type === 'number') return here.minimum ?? 1
  if (type === 'boolean') return true
  return type === 'null' ? null : text(here)
}

function text({ format, pattern, minLength = 1 }: Schema): string {
  if (format === 'date') return '2026-06-01'
  if (format === 'date-time') return '2026-03-02T08:00:00+08:00'
  if (format === 'uuid') return '01890000-0000-7000-8000-000000000000'
  const words = ['x'.repeat(minLength), '22', '2026', '0'.repeat(64), 'a-b', '"1"']
  const fits = words.find((word) => pattern === undefined || new RegExp(pattern, 'u').test(word))
  if (fits === undefined) throw new Error(`no sample fits ${pattern}`)
  return fits
}
