import { v7 as uuid } from 'uuid'
import { mustBeTop, placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { oneAtATime, type Work } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewProgramme, ProgrammeChange } from './schema.ts'
import * as store from './store.ts'

/** A programme of the province. Not for the operator, who sees no money. */
export async function addProgramme(work: Work, wanted: NewProgramme): Promise<store.Versioned> {
  const { tx, actor } = work
  await mustBeTop(tx, actor)
  const { unitCode = actor.unitCode, code, name, excludes = [] } = wanted
  rules.checkTop(await placeOf(tx, actor, 'fund-programme', unitCode, '/unitCode'))
  const programme = { id: uuid(), unitCode, path: unitCode }
  await inTurn(work, unitCode)
  await store.insert(tx, { id: programme.id, unit_code: unitCode, path: unitCode, code, name })
  await exclude(work, programme, excludes)
  work.record('fund-programme.added', programme, { code, excludes })
  return present(await store.find(tx, actor, programme.id))
}

/** Another name, other exclusions: what was checked before stays as it was. */
export async function changeProgramme(
  work: Work,
  named: string,
  change: ProgrammeChange
): Promise<store.Versioned> {
  const { tx, actor } = work
  await mustBeTop(tx, actor)
  await inTurn(work, actor.unitCode)
  const programme = await store.lock(tx, actor, named)
  if (programme === undefined) throw refuse('programme-not-found')
  work.match(programme.version)
  if (change.excludes !== undefined) await exclude(work, programme, change.excludes)
  await store.update(tx, programme.id, change)
  work.record('fund-programme.changed', programme, { code: programme.code, ...change })
  return present(await store.find(tx, actor, programme.id))
}

async function exclude(
  { tx }: Work,
  { id, unitCode }: { id: string; unitCode: string },
  named: readonly string[]
): Promise<void> {
  await store.exclude(tx, id, rules.excluded(id, await store.idsOf(tx, unitCode, named)))
}

/** Exclusions touch two programmes: two changes at once would wait for each other. */
function inTurn({ tx }: Work, unitCode: string): Promise<void> {
  return oneAtATime(tx, `fund programmes of ${unitCode}`)
}
