import { isIdNumber } from '../../platform/values/id-number.ts'
import { accusedIn, pointerTo } from '../accused/rules.ts'
import { refuse } from '../vocabulary.ts'
import type { NewCase, Reporter } from './schema.ts'

/** The time by which the clock of a hotline or a website may be ahead. */
const GRACE_MS = 5 * 60_000

/** Checks which fields the intake of a case must have, and must not have if it is anonymous. */
export function checkIntake(wanted: NewCase, now: Date): void {
  const { anonymous, reporter, representatives = [], channel, kind } = wanted
  if (Date.parse(wanted.receivedAt) > now.getTime() + GRACE_MS) {
    throw refuse('case-received-later', { pointer: '/receivedAt' })
  }
  if (anonymous && (reporter !== undefined || representatives.length > 0)) {
    throw refuse('anonymous-with-reporter', {
      pointer: reporter === undefined ? '/representatives' : '/reporter'
    })
  }
  if (!anonymous && reporter === undefined && channel !== 'discovered') {
    throw refuse('reporter-missing', { pointer: '/reporter' })
  }
  checkPeople(reporter, representatives)
  if (accusedIn(wanted).length > 0 && kind !== 'report') {
    throw refuse('accused-missing', { pointer: pointerTo(wanted) })
  }
}

/** At most five representatives, and identity numbers with a correct check digit. */
export function checkPeople(reporter: Reporter | undefined, representatives: readonly Reporter[] = []): void {
  if (representatives.length > 5) {
    throw refuse('too-many-representatives', {
      pointer: '/representatives',
      clause: 'xinfang-2022:20'
    })
  }
  const people = [reporter, ...representatives]
  people.forEach((person, n) => {
    if (person?.idNumber !== undefined && !isIdNumber(person.idNumber)) {
      const at = n === 0 ? '/reporter' : `/representatives/${n - 1}`
      throw refuse('id-number-invalid', { pointer: `${at}/idNumber` })
    }
  })
}
