import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { mustBeAtHand } from '../../funds/index.ts'
import { placeOf, subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { type Operation, type Progress, startOperation } from '../../platform/operations/index.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { Work } from '../../platform/work/work.ts'
import { keepTreeStill, unitPlace } from '../../units/index.ts'
import { WORK_MEM } from '../actions.ts'
import { comparePayments, findDoubles, gatherOthers, type Others } from '../comparison/compare.ts'
import { keep } from '../comparison/keep.ts'
import { clear } from '../comparison/work-tables.ts'
import { checkBegun } from '../rules.ts'
import { findMissing, keepMissing } from './expected.ts'
import { countFound, gatherDue, type Month } from './gather.ts'
import type { NewRun } from './schema.ts'
import * as store from './store.ts'

export const RUN = 'fund-checks.run'

/** `earlier`: months of which a scheduled run also checks the remaining batches. */
type Asked = NewRun & { id: string; earlier?: string[] }

/**
 * Queues a check of all batches of a month; a scheduled run also checks the batches left from earlier ones.
 */
export async function startRun(
  work: Work,
  jobs: Jobs,
  { withinCode, period }: NewRun,
  earlier?: string[]
): Promise<Operation & { version: number }> {
  const { tx, actor, today } = work
  await placeOf(tx, actor, 'fund', withinCode, '/withinCode')
  checkBegun(`${period}-01`, today, '/period')
  await mustBeAtHand(tx, `${period}-01`)
  const asked: Asked = { id: uuid(), withinCode, period, ...(earlier && { earlier }) }
  const operation = await startOperation(work, jobs, {
    kind: RUN,
    input: { ...asked },
    subject: { kind: 'funds-of-unit', id: withinCode }
  })
  const details = { period, operationId: operation.id }
  work.record('fund-run.started', { id: asked.id, unitCode: withinCode }, details)
  return operation
}

/** Checks a month as an operation. At its end a scheduled run is noted in the schedule. */
export async function performRun(
  work: Work,
  { id, withinCode, period, earlier }: Asked,
  progress: Progress
): Promise<object> {
  const { tx, actor, today } = work
  await keepTreeStill(work, withinCode)
  const tree = await placeOf(tx, actor, 'fund', withinCode)
  const { path } = present(await unitPlace(tx, withinCode))
  await sql`set local work_mem = ${sql.lit(WORK_MEM)}`.execute(tx)
  for (const month of earlier ?? []) {
    const rest = { tree, period: `${month}-01`, today, isRest: true }
    await checkMonth(work, { id: uuid(), path }, rest, progress)
    await clear(tx)
  }
  const whole = { tree, period: `${period}-01`, today, isRest: false }
  const result = await checkMonth(work, { id, path }, whole, progress)
  if (earlier !== undefined) await store.markChecked(tx, withinCode, whole.period)
  return result
}

const STEPS = 4

/** Checks all due batches with as many statements as for one batch, and finds the missing batches. */
async function checkMonth(
  work: Work,
  { id, path }: { id: string; path: string },
  month: Month,
  progress: Progress
): Promise<object> {
  const { tx, actor } = work
  const { tree, period } = month
  await mustBeAtHand(tx, period)
  await progress(0, STEPS, 'comparing')
  const checked = await gatherDue(tx, month)
  await comparePayments(tx, period)
  await progress(1, STEPS, 'finding-other-rosters')
  const others = await doubles(work, period)
  await progress(2, STEPS, 'finding-missing-batches')
  const missing = await findMissing(tx, month)
  await progress(3, STEPS, 'recording')
  const counts = { checked, ...(await countFound(tx)), missing }
  const run = { id, unitCode: tree.code, path, period, ...counts }
  await store.insert(work, run)
  await keep(work, { kind: 'payment', scopeCode: actor.unitCode, others, runId: id })
  await keepMissing(tx, id)
  await recordChecks(work, id)
  work.record('fund-run.finished', run, { period: period.slice(0, 7), ...counts })
  return { runId: id, ...counts }
}

/** Searches other rosters for the same people, as far as the actor may see them. */
async function doubles({ tx, actor }: Work, period: string): Promise<Others> {
  const others = await gatherOthers(tx, period, await subtree(tx, actor, 'fund'))
  if (others.count > 1) await findDoubles(tx, period)
  return others
}

/** Records the result of each check, in the same way as for a check that was requested by itself. */
async function recordChecks({ tx, record }: Work, runId: string): Promise<void> {
  for (const { id, unitCode, path, ...details } of await store.checksOf(tx, runId))
    record('fund-check.made', { id, unitCode, path }, { kind: 'payment', runId, ...details })
}
