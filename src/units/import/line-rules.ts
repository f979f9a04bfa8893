import type { Fault } from '../../platform/errors/refusal.ts'
import type { Row, TableReader } from '../../platform/table/reader.ts'
import { fault as tableFault } from '../../platform/table/sentences.ts'
import { type Spoilt, spoiltBy } from '../../platform/table/spoilt.ts'
import { hasInvisible } from '../../platform/values/invisible.ts'
import type { Level } from '../vocabulary.ts'
import { bare, levelLabels, truths } from './columns.ts'
import { fault, type importSentences } from './vocabulary.ts'

/** A line of an import as it is stored, and its own faults. */
export interface Line {
  code: string
  /** Whether the code can be one, so that subordinates find their parent. */
  hasCode: boolean
  name: string
  level: Level | null
  parentCode: string
  countsInQuota: boolean | null
  faults: Fault[]
}

/** Looks at a line by itself. */
export function lineOf({ line, cells }: Row, reader: TableReader): Line {
  const [code = '', name = '', levelWord = '', parentCode = '', truth = ''] = cells
  const faults: Fault[] = []
  const tell = (what: keyof typeof importSentences, column: string) =>
    faults.push(fault(what, reader.at(column, line)))
  const tellSpoilt = (what: Spoilt, column: string) => faults.push(tableFault(what, reader.at(column, line)))

  const spoiltCode = spoiltBy(code)
  const hasCode = isCode(code) && spoiltCode === undefined
  if (!hasCode && spoiltCode !== undefined) tellSpoilt(spoiltCode, 'code')
  else if (!hasCode) tell('bad-code', 'code')

  const spoiltName = spoiltBy(name)
  if (name === '') tell('name-missing', 'name')
  else if (hasInvisible(name)) tell('name-invisible', 'name')
  else if (spoiltName !== undefined) tellSpoilt(spoiltName, 'name')
  else if (name.length > 200 && [...name].length > 200) tell('name-too-long', 'name')

  const level = levelLabels.get(bare(levelWord)) ?? null
  if (level === null) tell('bad-level', 'level')
  else if (level !== levelWord) reader.count('levels')

  const spoiltParent = parentCode === '' ? undefined : spoiltBy(parentCode)
  if (spoiltParent !== undefined) tellSpoilt(spoiltParent, 'parentCode')
  else if (parentCode === '' && level !== null && level !== 'province') tell('parent-missing', 'parentCode')

  const countsInQuota = truths.get(truth.toLowerCase())
  if (countsInQuota === undefined) tell('bad-boolean', 'countsInQuota')
  else if (countsInQuota !== null && String(countsInQuota) !== truth) reader.count('truths')
  return { code, hasCode, name, level, parentCode, countsInQuota: countsInQuota ?? null, faults }
}

function isCode(code: string): boolean {
  return /^[0-9A-Za-z]{2,20}$/.test(code)
}
