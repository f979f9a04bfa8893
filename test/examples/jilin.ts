import { readFileSync } from 'node:fs'

/** A line of the file that the tests' database is loaded from. */
export interface Line {
  code: string
  name: string
  level: string
  parentCode: string
}

const file = new URL('../../data/jilin-units.csv', import.meta.url)

/** The units of Jilin as the file tells them, whatever the database does. */
export const jilin: readonly Line[] = readFileSync(file, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [code = '', name = '', level = '', parentCode = ''] = line.split(',')
    return { code, name, level, parentCode }
  })

const byCode = new Map(jilin.map((line) => [line.code, line]))
const lines = new Map<string, string[]>()

/** Codes from the root down to the unit itself. */
export function lineOf(code: string): string[] {
  const { parentCode } = byCode.get(code) as Line
  const line = lines.get(code) ?? (parentCode === '' ? [code] : [...lineOf(parentCode), code])
  lines.set(code, line)
  return line
}

export function named(code: string): string {
  return (byCode.get(code) as Line).name
}

/** The unit itself and all below it, by code. */
export function within(code: string): Line[] {
  return jilin.filter((line) => lineOf(line.code).includes(code)).sort((a, b) => (a.code < b.code ? -1 : 1))
}

export function below(code: string, level?: string): Line[] {
  return within(code).filter((line) => line.code !== code && (level === undefined || line.level === level))
}

/** Codes of a level below a unit, its direct subordinates left out: those that it draws from. */
export function furtherDown(code: string, level: string): string[] {
  return below(code, level)
    .filter(({ parentCode }) => parentCode !== code)
    .map((line) => line.code)
}
