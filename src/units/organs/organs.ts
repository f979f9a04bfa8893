import { readFileSync } from 'node:fs'
import { inProject } from '../../platform/project.ts'
import type { Level } from '../vocabulary.ts'
import { type Derivations, type Named, type Organ, organBy } from './rules.ts'

interface Line {
  level: Level
  pattern: string
}

interface File {
  organs: (Line & { organName: string })[]
  codes: (Line & { organCode: string })[]
}

/** Names follow from the list of addressees of 吉民发〔2019〕12号 and from the usual names of each level. */
const file: File = JSON.parse(readFileSync(inProject('data/organs.json'), 'utf8'))

const derivations: Derivations = {
  organs: file.organs.map(({ level, pattern, organName: result }) => ({
    level,
    pattern: new RegExp(pattern, 'u'),
    result
  })),
  codes: file.codes.map(({ level, pattern, organCode: result }) => ({
    level,
    pattern: new RegExp(pattern, 'u'),
    result
  }))
}

/** The organ of a unit, by what it sets itself and by what its level and name say. */
export function organOf(unit: Named): Organ {
  return organBy(derivations, unit)
}

/** A unit with its organ, as it goes on the wire. */
export function withOrgan<T extends Named>(unit: T): Omit<T, keyof Organ> & Organ {
  return { ...unit, ...organOf(unit) }
}
