import type { Static } from 'typebox'
import { present } from '../../platform/database/present.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { handing, isWaiting } from '../rules.ts'
import type { Accusal, AccusalWithdrawal } from '../steps/schema.ts'
import { type Effect, takeStep } from '../steps/step.ts'
import { ending, termAtReceipt } from '../term-rules.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * Adds units that a report accuses. The report is hidden from these from now on; if it lies within one of
 * them, it goes to the nearest unit above that may see it. The audit line is recorded at the new place, so
 * that the accused unit cannot read it.
 */
export function accuse(work: Work, id: string, wanted: Static<typeof Accusal>) {
  const { tx, actor, now, today } = work
  return takeStep(work, id, 'accuse', async ({ one }) => {
    const added = rules.addedTo(one, wanted)
    const accusedUnitCodes = rules.joined(one.accusedUnitCodes, added)
    const hiddenFrom = rules.joined(one.hiddenFrom, added)
    const ancestors = one.path.split('.')
    const { unknown, barred } = await store.prospect(tx, { codes: added, hiddenFrom, path: one.path })
    checkKnown(wanted, unknown)
    const to = rules.handlingUnit(ancestors, barred, rules.pointerTo(wanted))
    const told = { accusedUnitCodes: added, reason: wanted.reason }
    const effect: Effect = {
      change: { accusedUnitCodes, hiddenFrom },
      also: () => store.insertAccusals(tx, id, added, actor.sub, now),
      event: ({ terms }) => newEvent('case.accused', { ...told, terms })
    }
    if (to === one.unitCode) return effect
    return {
      ...effect,
      change: { ...effect.change, ...handing(present(await unitPlace(tx, to))) },
      meet: ending,
      begin: isWaiting(one) ? [{ rule: termAtReceipt(one.kind), startedOn: today, unitCode: to }] : [],
      event: ({ terms }) =>
        newEvent('case.accused', { ...told, fromUnitCode: one.unitCode, toUnitCode: to, terms })
    }
  })
}

/**
 * Removes a unit from the units that a report accuses. The report stays hidden from it permanently and never
 * goes there, because a unit that was accused once may not read who accused it.
 */
export function withdrawAccusation(
  work: Work,
  id: string,
  { unitCode, reason }: Static<typeof AccusalWithdrawal>
) {
  const { tx, actor, now } = work
  return takeStep(work, id, 'withdraw-accusation', async ({ one }) => {
    rules.checkWithdrawal(one, unitCode, await store.accuserOf(tx, id, unitCode), actor)
    return {
      change: { accusedUnitCodes: one.accusedUnitCodes.filter((code) => code !== unitCode) },
      also: () => store.withdraw(tx, id, unitCode, actor.sub, now),
      event: ({ terms }) =>
        newEvent('case.accusation-withdrawn', { accusedUnitCode: unitCode, reason, terms })
    }
  })
}

/**
 * @throws accused-unknown for a unit outside this province; the answer reveals nothing about other
 * provinces
 */
export function checkKnown(wanted: rules.Naming, unknown: readonly string[]): void {
  const [unit] = unknown
  if (unit !== undefined) {
    throw refuse('accused-unknown', { pointer: rules.pointerTo(wanted, unit), values: { unit } })
  }
}
