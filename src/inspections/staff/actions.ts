import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { mustBeInOffice, unitPlace, unitPlaces } from '../../units/index.ts'
import * as rules from './rules.ts'
import type { NewStaff, Staff, StaffChange } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Enters a person in the register of a unit. */
export async function registerStaff(work: Work, wanted: NewStaff): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  // Refuses the operator, who may not see staff.
  await placeOf(tx, actor, 'staff', wanted.unitCode, '/unitCode')
  const unit = present(await unitPlace(tx, wanted.unitCode))
  // People may be registered before their unit begins, and not at one that has ended.
  mustBeInOffice({ ...unit, validFrom: null }, today, '/unitCode')
  const { conflicts, ...entry } = rules.register(wanted)
  await checkConflicts(work, conflicts, wanted.unitCode)
  const id = uuid({ msecs: now.getTime() })
  const registered = { registeredAt: now.toISOString(), registeredBy: actor.sub }
  await insertRecord(tx, 'staff', { ...entry, ...registered, id, path: unit.path })
  await store.replaceConflicts(tx, id, conflicts)
  const { unitCode, qualifications } = entry
  const conflictsWith = conflicts.map((one) => one.unitCode)
  work.record('staff.registered', { id, unitCode }, { qualifications, conflictsWith })
  return present(await store.find(tx, actor, id, today))
}

/** Changes an entry of the register. With `active: false` the person is no longer drawn. */
export function changeStaff(work: Work, id: string, wanted: StaffChange): Promise<store.Shown> {
  return takeStep(staffSteps, work, id, 'change', async (person) => {
    const { conflicts, ...change } = rules.change(wanted)
    await checkConflicts(work, conflicts ?? [], person.unitCode)
    await updateRecord(work, 'staff', id, change)
    if (conflicts !== undefined) await store.replaceConflicts(work.tx, id, conflicts)
    return { event: newEvent('staff.changed', rules.auditDetails(wanted)) }
  })
}

const staffSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('staff-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

async function checkConflicts({ tx }: Work, conflicts: Staff['conflicts'], unitCode: string): Promise<void> {
  if (conflicts.length === 0) return
  const places = await unitPlaces(tx, [unitCode, ...conflicts.map((one) => one.unitCode)])
  rules.checkConflicts(conflicts, places, present(places.get(unitCode)).path)
}
