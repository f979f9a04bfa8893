import { v7 as uuid } from 'uuid'
import { attach } from '../../attachments/index.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import * as deployments from '../rules.ts'
import * as deploymentStore from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { NewDeploymentReport } from './schema.ts'
import * as store from './store.ts'

const KIND = 'deployment-report'

/** An addressed unit reports how an item stands. Earlier reports stay on record. */
export function reportProgress(work: Work, deploymentId: string, wanted: NewDeploymentReport) {
  const { tx, actor, now, today } = work
  const id = uuid({ msecs: now.getTime() })
  const steps: StepKind<deploymentStore.Locked, deployments.StepName, store.Shown> = {
    ...deployments,
    missing: () => refuse('deployment-not-found'),
    lock: () => deploymentStore.lock(tx, actor, deploymentId),
    read: () => store.find(tx, actor, id, today)
  }
  return takeStep(steps, work, deploymentId, 'report', async ({ issuedOn }) => {
    const { unitCode = actor.unitCode, attachmentIds = [], over: _, ...content } = wanted
    const { itemNo, state } = content
    const { path, number, ...line } = await lineOf(work, { id: deploymentId, unitCode, itemNo })
    rules.checkReport(wanted, { ...line, issuedOn }, today)
    const made = { reportedOn: today, reportedAt: now.toISOString(), reportedBy: actor.sub }
    const place = { id, deploymentId, unitCode, path, number }
    await insertRecord(tx, 'deployment_report', { ...content, ...made, ...place })
    for (const [n, file] of attachmentIds.entries()) {
      await attach(work, file, { kind: KIND, id, unitCode, path }, `/attachmentIds/${n}`)
    }
    return { event: newEvent('deployment.reported', { reportId: id, unitCode, itemNo, state }) }
  })
}

/** The addressee for which the caller reports, and the item. */
async function lineOf({ tx, actor }: Work, wanted: { id: string; unitCode: string; itemNo: number }) {
  const found = await store.reportable(tx, wanted)
  if (found === undefined) {
    throw refuse('deployment-item-not-found', { pointer: '/itemNo', values: { no: wanted.itemNo } })
  }
  if (found.acting !== actor.unitCode) throw refuse('deployment-of-addressee', { pointer: '/unitCode' })
  return found
}

export function confirmReport(work: Work, id: string): Promise<store.Shown> {
  return takeStep(reportSteps, work, id, 'confirm', async ({ deploymentId, itemNo }) => {
    await updateRecord(work, 'deployment_report', id, { review: rules.steps.confirm.to, ...reviewed(work) })
    return { event: newEvent('deployment-report.confirmed', { deploymentId, itemNo }) }
  })
}

/** Returns a report: it counts for nothing, and the unit reports again. */
export function returnReport(work: Work, id: string, reason: string): Promise<store.Shown> {
  return takeStep(reportSteps, work, id, 'return', async ({ deploymentId, itemNo }) => {
    const change = { review: rules.steps.return.to, returnReason: reason, ...reviewed(work) }
    await updateRecord(work, 'deployment_report', id, change)
    return { event: newEvent('deployment-report.returned', { deploymentId, itemNo, reason }) }
  })
}

const reportSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('deployment-report-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

function reviewed({ today, actor }: Work) {
  return { reviewedOn: today, reviewedBy: actor.sub }
}
