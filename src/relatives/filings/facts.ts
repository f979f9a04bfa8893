import { refuseFunds } from '../../funds/index.ts'
import { isInOffice, type Validity } from '../../units/index.ts'
import { refuse as refuseFiler } from '../filers/vocabulary.ts'
import { checkRelation, type Listed } from './rules.ts'
import { refuse } from './vocabulary.ts'

/** What is on file about what a filing names. */
export interface Facts {
  /** The day on which the filer left the post; null while in it. */
  until: string | null
  relation: { code: string; isKnown: boolean; isSelf: boolean }
  listed: Listed
  programmeId: string | null
  /** Whether the village is one of the same province, in office. */
  isVillage: boolean
}

/**
 * Checks a new filing by what is on file: the same for a single one and for each line of a file.
 *
 * @throws filer-has-left, programme-unknown, filing-village, and what `checkRelation` throws
 */
export function checkFacts(facts: Facts): asserts facts is Facts & { programmeId: string } {
  if (facts.until !== null) throw refuseFiler('filer-has-left', { pointer: '/filerId' })
  checkRelation(facts.relation, facts.listed)
  if (facts.programmeId === null) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  if (!facts.isVillage) throw refuse('filing-village', { pointer: '/villageCode' })
}

interface Village extends Validity {
  path: string
  level: string
}

/** Whether a unit is a village of the province of a filer, in office on a day. */
export function isVillageFor(place: Village | undefined, ofFiler: string, day: string): boolean {
  const isHere = place?.path.split('.', 1)[0] === ofFiler.split('.', 1)[0]
  return place !== undefined && isHere && place.level === 'village' && isInOffice(place, day)
}
