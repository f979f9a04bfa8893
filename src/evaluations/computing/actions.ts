import { sql } from 'kysely'
import type { IndicatorMeasures } from '../../platform/access/indicator-measures.ts'
import { present } from '../../platform/database/present.ts'
import { columnsOf, manyRecords, touched } from '../../platform/database/records.ts'
import { type Handlers, type Progress, startOperation } from '../../platform/operations/index.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { Work } from '../../platform/work/work.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import type { Indicator } from '../tables.ts'
import { refuse } from '../vocabulary.ts'
import { contentHashOf } from './rules.ts'

const COMPUTE = 'evaluations.compute'

/** Starts an operation that computes the indicators of an evaluation. */
export async function startComputing(work: Work, jobs: Jobs, id: string) {
  const evaluation = await lockFor(work, id)
  const refusal = rules.notTheirs('compute', evaluation, work.actor)
  if (refusal !== undefined) throw refusal
  work.match(evaluation.version)
  return startOperation(work, jobs, { kind: COMPUTE, input: { id }, subject: { kind: 'evaluation', id } })
}

async function lockFor(work: Work, id: string): Promise<store.Locked> {
  const evaluation = await store.lock(work.tx, work.actor, id, work.today)
  if (evaluation === undefined) throw refuse('evaluation-not-found')
  const refusal = rules.notNow('compute', evaluation, work.today)
  if (refusal !== undefined && rules.notTheirs('compute', evaluation, work.actor) === undefined) throw refusal
  return evaluation
}

/** The handler of the operation. */
export function computing(measures: IndicatorMeasures): Handlers {
  return {
    [COMPUTE]: (work: Work, { id }: { id: string }, progress: Progress) =>
      compute(work, measures, id, progress)
  }
}

interface Target {
  id: string
  unitCode: string
}

/** Computes each indicator for all units at once. The numbers of earlier computations stay as they are. */
async function compute(work: Work, measures: IndicatorMeasures, id: string, progress: Progress) {
  const { tx, now } = work
  const evaluation = await lockFor(work, id)
  const { items } = await store.setOf(tx, evaluation.setId)
  const computed = items.filter(({ formula }) => formula !== undefined)
  const targets = await tx
    .selectFrom('evaluation_target')
    .select(columnsOf('evaluation_target', ['id', 'unitCode']))
    .where('evaluation_id', '=', id)
    .orderBy('id')
    .forUpdate()
    .execute()
  const version = await nextVersion(work, id)
  for (const [done, item] of computed.entries()) {
    await progress(done, computed.length, 'computing-indicators')
    await keep(work, evaluation, { item, targets, version }, measures)
  }
  await sql`update evaluation_target set ${touched(now)} where evaluation_id = ${id}`.execute(tx)
  const { unitCode, path, year } = evaluation
  const made = { version, indicators: computed.length, targets: targets.length }
  work.record('evaluation.computed', { id, unitCode, path }, { year, ...made })
  return made
}

async function nextVersion({ tx }: Work, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(computed.n), 0) + 1 as n
    from evaluation_target as target
    left join evaluation_computed as computed on computed.target_id = target.id
    where target.evaluation_id = ${id}`.execute(tx)
  return present(rows[0]).n
}

/** A unit about which there is nothing to count gets 0 of 0, so that the computation shows for it, too. */
async function keep(
  { tx, now, today }: Work,
  { id, year, from, to }: store.Locked,
  { item, targets, version }: { item: Indicator; targets: readonly Target[]; version: number },
  measures: IndicatorMeasures
): Promise<void> {
  const formula = present(item.formula)
  const unitCodes = targets.map(({ unitCode }) => unitCode)
  const measure = present(measures[formula])({ unitCodes, year, from, to })
  const { rows: found } = await sql<{ unit_code: string; numerator: string; denominator: string }>`
    select unit_code, numerator::text, denominator::text from (${measure}) as measured`.execute(tx)
  const byUnit = new Map(found.map((row) => [row.unit_code, row]))
  const all = targets.map((target) => {
    const { numerator, denominator } = byUnit.get(target.unitCode) ?? { numerator: '0', denominator: '0' }
    const content = { evaluationId: id, unitCode: target.unitCode, item: item.code, formula, from, to }
    const contentHash = contentHashOf({ ...content, asOf: today, numerator, denominator })
    const numbers = { numerator, denominator, asOf: today, computedAt: now.toISOString(), contentHash }
    return { targetId: target.id, itemCode: item.code, n: version, ...numbers }
  })
  const { columns, values, rows } = manyRecords('evaluation_computed', all)
  await sql`insert into evaluation_computed (${columns}) select ${values} from ${rows}`.execute(tx)
}
