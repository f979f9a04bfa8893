import type { Source } from './source.ts'

/**
 * Circles of imports, types included: files that can only be understood together. Each is given as its files
 * in order, so that the list shows what to take apart.
 */
export function circles(all: readonly Source[]): string[] {
  const targets = new Map(
    all.map(({ file, imports }) => [file, imports.flatMap((one) => (one.file === undefined ? [] : one.file))])
  )
  const found: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]) => {
    const from = path.indexOf(file)
    if (from >= 0) found.push([...path.slice(from), file].join(' → '))
    if (from >= 0 || done.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const { file } of all) visit(file, [])
  return found
}
