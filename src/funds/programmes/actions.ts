import { v7 as uuid } from 'uuid'
import { mustBeTop, placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { usualProgrammes } from '../../policy/index.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewProgramme, ProgrammeChange } from './schema.ts'
import * as store from './store.ts'

/** Sets up a programme of the province. The operator is refused, because it sees no money. */
export async function addProgramme(work: Work, wanted: NewProgramme): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  await mustBeTop(tx, actor)
  const { unitCode = actor.unitCode, excludes = [], ...rest } = wanted
  rules.checkTop(await placeOf(tx, actor, 'fund-programme', unitCode, '/unitCode'))
  const { code, lowIncome, disclosure } = wanted
  const programme = { id: uuid(), unitCode, path: unitCode }
  await inTurn(work, unitCode)
  await insertRecord(tx, 'fund_programme', { ...programme, ...rest, updatedAt: now.toISOString() })
  await exclude(work, programme, excludes)
  work.record('fund-programme.added', programme, { code, lowIncome, disclosure, excludes })
  return present(await store.find(tx, actor, programme.id, today))
}

/** Gives each province that has no programme the usual ones of the policy. Returns how many were added. */
export async function addUsualProgrammes(work: Work): Promise<number> {
  const { tx, now, today } = work
  const tops = await store.withoutProgrammes(tx)
  const usual = tops.length === 0 ? [] : usualProgrammes(today)
  for (const unitCode of tops) {
    for (const { code, name, lowIncome, disclosure } of usual) {
      const programme = { id: uuid(), unitCode, path: unitCode }
      const row = { ...programme, code, name: name.zh, lowIncome, disclosure }
      await insertRecord(tx, 'fund_programme', { ...row, updatedAt: now.toISOString() })
      work.record('fund-programme.added', programme, { code, lowIncome, disclosure, excludes: [] })
    }
  }
  return tops.length * usual.length
}

/** Changes a programme. Checks that were made before stay as they are. */
export function changeProgramme(work: Work, named: string, change: ProgrammeChange): Promise<store.Shown> {
  return takeStep(programmeSteps, work, named, 'change', async (programme) => {
    const { excludes, ...rest } = change
    if (excludes !== undefined) await exclude(work, programme, excludes)
    await updateRecord(work, 'fund_programme', programme.id, rest)
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
