import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** One import of a module: what it names, and whether it leaves anything behind when types are stripped. */
export interface Import {
  from: string
  /** The file inside `src/`, for a relative one. */
  file: string | undefined
  names: string[]
  isType: boolean
}

export interface Source {
  /** Path below `src/`, with slashes. */
  file: string
  text: string
  lines: string[]
  imports: Import[]
}

/** Every file of a folder of the project, read. */
export function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(root, folder, file), 'utf8')
      return { file, text, lines: text.replace(/\n$/, '').split('\n'), imports: importsOf(file, text) }
    })
}

const statement = /^(?:import|export)\s+(?:(type)\s+)?(?:([^;'"]*?)\s+from\s+)?['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

function importsOf(file: string, text: string): Import[] {
  const found = [...text.matchAll(statement)].map(([, type, clause = '', from = '']) =>
    importOf(file, from, clause, type !== undefined)
  )
  return [...found, ...[...text.matchAll(dynamic)].map(([, from = '']) => importOf(file, from, '', false))]
}

function importOf(file: string, from: string, clause: string, isType: boolean): Import {
  const names = clause
    .replace(/[{}]/g, ',')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return {
    from,
    file: from.startsWith('.') ? join(dirname(file), from).replaceAll('\\', '/') : undefined,
    names,
    isType
  }
}

/** The package that an import names; undefined for a file and for what Node brings along. */
export function packageOf({ from }: Import): string | undefined {
  if (from.startsWith('.') || from.startsWith('node:')) return undefined
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Code without comments and without the insides of texts; `$` stands for a text. */
export function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, (found) =>
    found.startsWith('/') ? '' : '$'
  )
}

/** A function: where, and how many lines of code it has. A statement of SQL counts as one. */
export interface Measured {
  file: string
  name: string
  length: number
}

const beginning =
  /^( *)(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?\(.*=> \{$|(\w+)\(.*\{$)/
const keywords = ['if', 'for', 'while', 'switch', 'catch']

/** The named functions of a file, by the indentation that the formatter keeps. */
export function functions({ file, lines }: Pick<Source, 'file' | 'lines'>): Measured[] {
  return lines.flatMap((line, n) => {
    const [, indent, ...names] = beginning.exec(line) ?? []
    const name = names.find((one) => one !== undefined)
    if (indent === undefined || name === undefined || keywords.includes(name)) return []
    const end = lines.findIndex(
      (other, m) => m > n && other.startsWith(`${indent}}`) && !/^ *\}: /.test(other)
    )
    const text = lines
      .slice(n, end + 1)
      .join('\n')
      .replace(/\b(?:sql(?:<[^`]*>)?|make\(\w+, '\w+'\))`[^`]*`/g, 'sql')
    return end < 0 ? [] : [{ file, name, length: text.split('\n').length }]
  })
}
