import { owners } from './owners.ts'
import { bare, type Import, type Source } from './source.ts'

/** Rooms by rows, from the ground up. A room imports lower rows only; those of a row do not know each other. */
export const rows: readonly (readonly string[])[] = [
  ['platform'],
  ['units', 'calendar'],
  ['policy'],
  ['terms', 'causes', 'channels', 'attachments', 'webhooks'],
  ['plans', 'duty-records', 'deployments', 'funds'],
  ['notices', 'interviews', 'accountability', 'public-lists'],
  ['findings'],
  ['inspections', 'cases', 'fund-checks', 'relatives', 'disclosure'],
  ['compliance', 'compliance-reports', 'evaluations', 'statistics', 'retention'],
  ['proposals']
]

/** Folders that are no rooms: what starts the service, and what operators call. No room knows them. */
export const assembly: readonly string[] = ['commands', 'demo', 'embedded', 'startup']

/** The room of a file below `src/`; undefined for the files that put the service together. */
export function roomOf(file: string): string | undefined {
  const [folder, ...below] = file.split('/')
  return below.length === 0 || assembly.includes(folder as string) ? undefined : folder
}

export function rowOf(room: string): number {
  return rows.findIndex((row) => row.includes(room))
}

/** Imports that go up, go sideways, or pass a door by. */
export function trespasses(all: readonly Source[]): string[] {
  return all.flatMap(({ file, imports }) =>
    imports.flatMap((one) => {
      const wrong = one.file === undefined ? undefined : trespass(file, one.file, one)
      return wrong === undefined ? [] : [`${file} → ${one.from}: ${wrong}`]
    })
  )
}

function trespass(from: string, to: string, { isType }: Import): string | undefined {
  const [own, other] = [roomOf(from), roomOf(to)]
  if (own === other) return undefined
  if (other === undefined) {
    return own === 'platform' && to === 'config.ts' && isType
      ? undefined
      : 'a room does not know who puts it together'
  }
  if (own !== undefined && rowOf(other) >= rowOf(own)) return 'a room imports lower rows only'
  return other === 'platform' || to === `${other}/index.ts` ? undefined : 'a room is entered by its index.ts'
}

const decisions = /(^|\/)(rules|draw)\.ts$/
const harmless: Record<string, readonly string[]> = { 'node:crypto': ['createHash', 'hash'] }
const restless = [
  [/\bDate\.now\b/, 'reads the clock'],
  [/\bnew Date\(\s*\)/, 'reads the clock'],
  [/\bnew Date\b(?!\()/, 'reads the clock'],
  [/\bperformance\b/, 'reads the clock'],
  [/\bMath\.random\b/, 'throws dice'],
  [/\brandom(Bytes|UUID|Int)\b/, 'throws dice'],
  [/\basync\b|\bawait\b|\bPromise\b/, 'waits'],
  [/\bprocess\b|\bglobalThis\b|\bfetch\(/, 'looks outside']
] as const

/** What keeps a decision from being the same every time: in itself, or in anything it brings along. */
export function impurities(all: readonly Source[]): string[] {
  const byFile = new Map(all.map((source) => [source.file, source]))
  return all
    .filter(({ file }) => decisions.test(file))
    .flatMap((source) => impurity(source, byFile, new Set()))
}

function impurity(source: Source, byFile: Map<string, Source>, seen: Set<string>): string[] {
  if (seen.has(source.file)) return []
  seen.add(source.file)
  const text = bare(source.text)
  const own = restless.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${source.file} ${what}`)
  const brought = source.imports
    .filter(({ isType }) => !isType)
    .flatMap((one) => {
      const file = byFile.get(one.file ?? '')
      if (file !== undefined) return impurity(file, byFile, seen)
      const names = one.names.filter(
        (name) => !name.startsWith('type ') && !harmless[one.from]?.includes(name)
      )
      return names.length > 0 || one.names.length === 0
        ? [`${source.file} brings along ${one.from} ${names}`]
        : []
    })
  return [...own, ...brought]
}

const writes = [
  /\binsert\s+into\s+"?(\w+)/gi,
  /\bupdate\s+(?:only\s+)?"?(\w+)"?\s+(?:(?:as\s+)?\w+\s+)?set\b/gi,
  /\bdelete\s+from\s+(?:only\s+)?"?(\w+)/gi,
  /\bmerge\s+into\s+"?(\w+)/gi,
  /\btruncate\s+(?:table\s+)?"?(\w+)"?\s*`/gi,
  /\bcopy\s+"?(\w+)"?[^`]*\bfrom\s+stdin/gi,
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`](\w+)/g
]
const reads = [
  /\b(?:from|join)\s+"?([a-z]\w*)"?(?!\s*\()/g,
  /\b(?:selectFrom|innerJoin|leftJoin|rightJoin|fullJoin|from)\(\s*['"`](\w+)/g
]

/** Tables that a file writes, and tables that it reads, as far as its text tells. */
export function tablesIn(text: string, patterns: readonly RegExp[]): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, '')
  const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, table]) => table as string))
  return [...new Set(found)]
}

/** What the demo writes itself, and why: docs/decisions/066-demo.md. */
const ofDemo: Record<string, readonly string[]> = {
  'demo/scenes/visits.ts': ['inspection', 'inspection_area', 'inspection_task']
}

/** Writes to a table by anybody but the room that owns it. */
export function foreignWrites(all: readonly Source[]): string[] {
  return all.flatMap(({ file, text }) => {
    const own = [...(owners[roomOf(file) ?? ''] ?? []), ...temporary(all, file), ...(ofDemo[file] ?? [])]
    return tablesIn(text, writes)
      .filter((table) => !own.includes(table))
      .map((table) => `${file} writes ${table}`)
  })
}

/** Tables made for one transaction belong to the room that makes them. */
function temporary(all: readonly Source[], file: string): string[] {
  const room = all.filter((other) => roomOf(other.file) === roomOf(file))
  return room.flatMap(({ text }) =>
    [...text.matchAll(/create temporary table (\w+)|^ {2}(\w+): (?:\{|WorkTables)/gm)].map(
      ([, made, declared]) => (made ?? declared) as string
    )
  )
}

/** Reads of a table of a room that stands beside or above. The demo stands above all of them. */
export function readsUpward(all: readonly Source[]): string[] {
  const rowOfTable = new Map(
    Object.entries(owners).flatMap(([room, tables]) => tables.map((table) => [table, room] as const))
  )
  return all.flatMap(({ file, text }) => {
    const own = roomOf(file)
    if (file.startsWith('demo/')) return []
    return tablesIn(text, reads).flatMap((table) => {
      const owner = rowOfTable.get(table)
      if (owner === undefined || owner === own || (own !== undefined && rowOf(owner) < rowOf(own))) return []
      return [`${file} reads ${table}`]
    })
  })
}

/** Table types that are declared elsewhere than in the owning room. */
export function foreignDeclarations(all: readonly Source[]): string[] {
  return all.flatMap(({ file, text }) => {
    const block = /interface Tables \{([\s\S]*?)\n {2}\}/.exec(text)?.[1] ?? ''
    return [...block.matchAll(/^ {4}(\w+): /gm)]
      .map(([, table]) => table as string)
      .filter((table) => !owners[roomOf(file) ?? '']?.includes(table))
      .map((table) => `${file} declares ${table}`)
  })
}
