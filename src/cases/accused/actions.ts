import type { Static } from 'typebox'
import type { Reader } from '../../platform/database/prepared.ts'
import { heirsOf } from '../../platform/scope.ts'
import type { Work } from '../../platform/work.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import { handing, isWaiting } from '../rules.ts'
import { takeStep } from '../step.ts'
import type { Accusal } from '../step-schema.ts'
import { ending, termAtReceipt } from '../term-rules.ts'
import { refuse } from '../vocabulary.ts'
import { checkAccusal, handlingUnit } from './rules.ts'

/**
 * Whom a report accuses, found out or put right after it came in. From now on it is hidden from that unit; it
 * goes to the unit above where it would lie within. What is noted of this stands at its new place.
 */
export function accuse(work: Work, id: string, { accusedUnitCode, reason }: Static<typeof Accusal>) {
  const { tx, today } = work
  return takeStep(work, id, 'accuse', 'accused', async ({ one }) => {
    checkAccusal(one, accusedUnitCode)
    const barred = await barredBy(tx, accusedUnitCode, one.path)
    const to = handlingUnit(one.path.split('.'), barred)
    const details = { accusedUnitCode, reason }
    if (to === one.unitCode) return { change: { accusedUnitCode }, details }
    return {
      change: { accusedUnitCode, ...handing((await unitPlace(tx, to)) as Place) },
      meet: ending,
      begin: isWaiting(one) ? [{ rule: termAtReceipt(one.kind), startedOn: today, unitCode: to }] : [],
      details: { ...details, fromUnitCode: one.unitCode, toUnitCode: to }
    }
  })
}

/**
 * The units that must not know of a report on one.
 *
 * @throws accused-unknown where there is none in the province; another province's unit is as good as none
 */
export async function barredBy(db: Reader, accusedUnitCode: string, path: string): Promise<string[]> {
  const [accused, barred] = await Promise.all([unitPlace(db, accusedUnitCode), heirsOf(db, accusedUnitCode)])
  if (accused?.path.split('.')[0] !== path.split('.')[0]) {
    throw refuse('accused-unknown', { pointer: '/accusedUnitCode' })
  }
  return barred
}
