import { v7 as uuid } from 'uuid'
import { mustBeTop, placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewProgramme, ProgrammeChange } from './schema.ts'
import * as store from './store.ts'

/** Sets up a programme of the province. The operator is refused, because it sees no money. */
export async function addProgramme(work: Work, wanted: NewProgramme): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  await mustBeTop(tx, actor)
  const { unitCode = actor.unitCode, code, name, excludes = [] } = wanted
  rules.checkTop(await placeOf(tx, actor, 'fund-programme', unitCode, '/unitCode'))
  const programme = { id: uuid(), unitCode, path: unitCode }
  await inTurn(work, unitCode)
  const { id } = programme
  await store.insert(tx, {
    id,
    unit_code: unitCode,
    path: unitCode,
    code,
    name,
    updated_at: now.toISOString()
  })
  await exclude(work, programme, excludes)
  work.record('fund-programme.added', programme, { code, excludes })
  return present(await store.find(tx, actor, id, today))
}

/** Changes the name or the exclusions. Checks that were made before stay as they are. */
export function changeProgramme(work: Work, named: string, change: ProgrammeChange): Promise<store.Shown> {
  return takeStep(programmeSteps, work, named, 'change', async (programme) => {
    const { name, excludes } = change
    if (excludes !== undefined) await exclude(work, programme, excludes)
    await updateRecord(work, 'fund_programme', programme.id, { name })
    return { event: newEvent('fund-programme.changed', { code: programme.code, ...change }) }
  })
}

const programmeSteps: StepKind<store.Standing, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('programme-not-found'),
  async lock(work, named) {
    await inTurn(work, work.actor.unitCode)
    return store.lock(work.tx, work.actor, named)
  },
  read: ({ tx, actor, today }, named) => store.find(tx, actor, named, today)
}

async function exclude(
  work: Work,
  { id, unitCode }: { id: string; unitCode: string },
  named: readonly string[]
): Promise<void> {
  await store.exclude(work, id, rules.excluded(id, await store.idsOf(work.tx, unitCode, named)))
}

/** Exclusions touch two programmes: two changes at once would wait for each other. */
function inTurn({ tx }: Work, unitCode: string): Promise<void> {
  return oneAtATime(tx, `fund programmes of ${unitCode}`)
}
