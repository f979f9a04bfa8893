import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { insertRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlaces } from '../../units/index.ts'
import * as evaluationRules from '../rules.ts'
import * as evaluations from '../store.ts'
import { refuse } from '../vocabulary.ts'
import type { Conflicts } from './fields.ts'
import * as rules from './rules.ts'
import type { EvaluationEvaluator, NewEvaluationEvaluator } from './schema.ts'
import * as store from './store.ts'
import { refuse as refuseEvaluator } from './vocabulary.ts'

/** Assigns a person of a third party to indicators and units of an evaluation. */
export function assign(work: Work, id: string, wanted: NewEvaluationEvaluator): Promise<EvaluationEvaluator> {
  const { tx, now, actor, today } = work
  const read = async () => (await store.standing(tx, id)).find(({ sub }) => sub === wanted.sub)
  return takeStep(kindOf(read), work, id, 'assign', async ({ unitCode, path, setId }) => {
    const { organisation, conflicts = [], ...given } = wanted
    await mustLieBelow(work, path, conflicts)
    const scene = {
      indicators: (await evaluations.setOf(tx, setId)).items,
      paths: await store.targetPaths(tx, id),
      known: await store.conflictsOf(tx, unitCode, organisation.registrationNo),
      others: await store.standing(tx, id)
    }
    rules.check(wanted, scene, today)
    await insertRecord(tx, 'evaluation_evaluator', {
      ...given,
      id: uuid({ msecs: now.getTime() }),
      evaluationId: id,
      n: sql<number>`(select count(*) + 1 from evaluation_evaluator where evaluation_id = ${id})`,
      organisationName: organisation.name,
      registrationNo: organisation.registrationNo,
      conflicts: JSON.stringify(conflicts),
      assignedAt: now.toISOString(),
      assignedBy: actor.sub
    })
    const numbers = { indicators: given.items.length, targets: given.targets.length }
    return { event: newEvent('evaluation.evaluator-assigned', numbers) }
  })
}

/** Removes a person: from now on they see nothing. The values that they gave stay. */
export function release(work: Work, id: string, n: number): Promise<object> {
  return takeStep(
    kindOf(async () => ({})),
    work,
    id,
    'release',
    async () => {
      const removed = { evaluationId: id, n, at: work.now.toISOString(), by: work.actor.sub }
      if (!(await store.remove(work.tx, removed)))
        throw refuseEvaluator('evaluator-not-found', { pointer: '{n}' })
      return { event: newEvent('evaluation.evaluator-removed', { n }) }
    }
  )
}

async function mustLieBelow(work: Work, path: string, conflicts: Conflicts): Promise<void> {
  const units = await unitPlaces(
    work.tx,
    conflicts.map(({ unitCode }) => unitCode)
  )
  const wrong = conflicts.findIndex(({ unitCode }) => !units.get(unitCode)?.path.startsWith(`${path}.`))
  if (wrong < 0) return
  throw refuseEvaluator('evaluator-conflict-unit', { pointer: `/conflicts/${wrong}/unitCode` })
}

/** Steps of an evaluation that answer with something else. */
function kindOf<T extends object>(
  read: () => Promise<T | undefined>
): StepKind<evaluations.Locked, evaluationRules.StepName, T> {
  return {
    ...evaluationRules,
    missing: () => refuse('evaluation-not-found'),
    lock: ({ tx, actor, today }, id) => evaluations.lock(tx, actor, id, today),
    read
  }
}
