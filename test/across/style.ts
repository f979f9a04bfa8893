import { basename, dirname } from 'node:path'
import { bare, functions, type Source } from './source.ts'

/** Lines of code: blank lines and comments do not count. */
const MOST_LINES = 200
/** Schemas, texts and tables are lists of entries, which read well when they are long. */
const MOST_ENTRIES = 300
const MOST_CHARACTERS = 110
const LONGEST_FUNCTION = 40
/** Loose files in a folder; what outgrows it is divided by noun. */
const MOST_FILES = 15
/** What lists endpoints is a table: one after the other, without a branch. */
const LONGEST_TABLE_OF_ROUTES = 75

/** Files, lines and functions that have grown too large. */
export function oversized(all: readonly Source[]): string[] {
  return all.flatMap((source) => [
    ...(codeLines(source) > mostLines(source) ? [`${source.file} has ${codeLines(source)} lines`] : []),
    ...source.lines.flatMap((line, n) => {
      const { length } = [...line]
      return length > MOST_CHARACTERS ? [`${source.file}:${n + 1} has ${length} characters`] : []
    }),
    ...functions(source).flatMap(({ file, name, length }) => {
      const most = isRoutes(file) ? LONGEST_TABLE_OF_ROUTES : LONGEST_FUNCTION
      return length > most ? [`${file} ${name} has ${length} lines`] : []
    })
  ])
}

/** Folders with too many loose files. The top holds what puts the service together. */
export function crowded(all: readonly Source[]): string[] {
  const folders = Map.groupBy(all, ({ file }) => dirname(file))
  return [...folders].flatMap(([folder, files]) =>
    folder !== '.' && files.length > MOST_FILES ? [`${folder} has ${files.length} files`] : []
  )
}

function codeLines({ lines }: Source): number {
  return lines.filter((line) => !/^\s*($|\/\/|\/\*|\*)/.test(line)).length
}

function mostLines({ file }: Source): number {
  return /(^|[/-])(schema|vocabulary|wordings|fields|tables)\.ts$/.test(file) ? MOST_ENTRIES : MOST_LINES
}

/** Lines of routes that decide something. */
export function decidingRoutes(all: readonly Source[]): string[] {
  return all
    .filter(({ file }) => isRoutes(file))
    .flatMap(({ file, lines }) =>
      lines.flatMap((line, n) =>
        /\bif \(|\bswitch \(|\belse\b/.test(bare(line)) ? [`${file}:${n + 1} ${line.trim()}`] : []
      )
    )
}

function isRoutes(file: string): boolean {
  return ['routes.ts', 'steps.ts'].includes(basename(file))
}

/** Imports without the ending `.ts`, and those of types alone that are not `import type`. */
export function looseImports(all: readonly Source[]): string[] {
  return all.flatMap(({ file, imports }) =>
    imports
      .filter(({ from, names, file: target }) => {
        const isEmpty = names.length > 0 && names.every((name) => name.startsWith('type '))
        return isEmpty || (target !== undefined && !/\.(ts|json)$/.test(from))
      })
      .map(({ from }) => `${file} → ${from}`)
  )
}
