import { v7 as uuid } from 'uuid'
import { placeOf, type Subtree } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../units/index.ts'
import { figuresOf } from './figures/compose.ts'
import { count } from './figures/measure.ts'
import type { Sources } from './parts.ts'
import * as rules from './rules.ts'
import type { NewComplianceReport } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** The steps of a report, with what its figures are counted from. */
export function actionsWith(sources: Sources) {
  return {
    draft: (work: Work, wanted: NewComplianceReport) => draftReport(work, wanted, sources),
    refresh: (work: Work, id: string) => refreshReport(work, id, sources),
    publish: publishReport,
    withdraw: withdrawReport
  }
}

/** Counts the figures of a unit for a year and keeps them as a draft. */
async function draftReport(work: Work, { unitCode, year }: NewComplianceReport, sources: Sources) {
  const { tx, actor, now, today } = work
  // Only within the scope of compliance: people of units below see reports, and make none.
  const tree = await placeOf(tx, actor, 'compliance', unitCode, '/unitCode')
  const { path, level, ...unit } = present(await unitPlace(tx, unitCode))
  mustBeInOffice(unit, today, '/unitCode')
  if (level === 'village') throw refuse('compliance-report-level', { pointer: '/unitCode' })
  const id = uuid({ msecs: now.getTime() })
  const place = { id, unitCode, path }
  const counted = await compute(work, tree, year, sources)
  const drafted = { draftedAt: now.toISOString(), draftedBy: actor.sub }
  await insertRecord(tx, 'compliance_report', { ...place, year, ...drafted, ...counted })
  work.record('compliance-report.drafted', place, { year, asOf: counted.asOf })
  return present(await store.find(tx, actor, id, today))
}

/** Counts the figures of a draft again. */
function refreshReport(work: Work, id: string, sources: Sources): Promise<store.Shown> {
  return takeStep(reportSteps, work, id, 'refresh', async ({ unitCode, year }) => {
    const tree = await placeOf(work.tx, work.actor, 'compliance', unitCode)
    const counted = await compute(work, tree, year, sources)
    await updateRecord(work, 'compliance_report', id, counted)
    return { event: newEvent('compliance-report.refreshed', { year, asOf: counted.asOf }) }
  })
}

/** Publishes a draft: its figures no longer change. */
function publishReport(work: Work, id: string): Promise<store.Shown> {
  return takeStep(reportSteps, work, id, 'publish', async ({ year }) => {
    const published = { publishedAt: work.now.toISOString(), publishedBy: work.actor.sub }
    await updateRecord(work, 'compliance_report', id, { state: rules.steps.publish.to, ...published })
    return { event: newEvent('compliance-report.published', { year }) }
  })
}

function withdrawReport(work: Work, id: string, withdrawReason: string): Promise<store.Shown> {
  return takeStep(reportSteps, work, id, 'withdraw', async ({ year }) => {
    const withdrawn = { withdrawnAt: work.now.toISOString(), withdrawnBy: work.actor.sub, withdrawReason }
    await updateRecord(work, 'compliance_report', id, { state: rules.steps.withdraw.to, ...withdrawn })
    return { event: newEvent('compliance-report.withdrawn', { year, reason: withdrawReason }) }
  })
}

const reportSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('compliance-report-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/** The figures of a year in both readings. */
async function compute({ tx, today }: Work, tree: Subtree, year: number, sources: Sources) {
  const periods = rules.periodsOf(year, today)
  const counts = await count({ db: tx, tree, today, year, periods }, sources)
  const unit = { code: tree.code, name: present(await unitPlace(tx, tree.code)).name }
  const units = await store.subordinates(tx, tree.code, periods.now.to)
  const before = await store.ratesOf(tx, tree.code, year - 1)
  const of = (reading: 'full' | 'open') =>
    figuresOf(counts, {
      reading,
      periods,
      unit,
      units,
      names: sources.names,
      rateBefore: before?.[reading] ?? null
    })
  return { asOf: periods.asOf, figures: of('full'), openFigures: of('open') }
}
