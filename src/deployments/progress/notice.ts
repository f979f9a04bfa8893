import type { Cause } from '../../causes/index.ts'
import { present } from '../../platform/database/present.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { bulletinInWords } from '../documents.ts'
import * as deployments from '../rules.ts'
import * as deploymentStore from '../store.ts'
import { refuse } from '../vocabulary.ts'
import type { DeploymentNotice, DraftedDeploymentNotice } from './schema.ts'
import * as store from './store.ts'

/** Drafts a notice, as the room of notices does, which stands above this one. */
export type DraftNotice = (
  work: Work,
  wanted: {
    unitCode: string
    title: string
    text: string
    addressees: { unitCodes: string[] }
    causes: Cause[]
    answerBy?: string
  }
) => Promise<{ id: string }>

/** 推进情况通报 as a draft of a notice to the units where an item is overdue today. */
export async function draftNoticeOf(
  work: Work,
  draftNotice: DraftNotice,
  id: string,
  wanted: DeploymentNotice | null
): Promise<DraftedDeploymentNotice> {
  const { tx, actor, today } = work
  const drafted: DraftedDeploymentNotice = { noticeId: '', unitCodes: [] }
  const steps: StepKind<deploymentStore.Locked, deployments.StepName, DraftedDeploymentNotice> = {
    ...deployments,
    missing: () => refuse('deployment-not-found'),
    lock: () => deploymentStore.lock(tx, actor, id),
    read: async () => drafted
  }
  return takeStep(steps, work, id, 'notice', async ({ unitCode }) => {
    const overdue = await store.overdueInOffice(tx, id, today)
    if (overdue.length === 0) throw refuse('deployment-nothing-overdue', { clause: deployments.CLAUSE })
    drafted.unitCodes = [...new Set(overdue.map((line) => line.unitCode))]
    const one = present(await deploymentStore.find(tx, actor, id, today))
    const body = { ...bulletinInWords(one, overdue, today), ...wanted, unitCode }
    const causes: Cause[] = [{ kind: 'deployment', id }]
    const addressees = { unitCodes: drafted.unitCodes }
    drafted.noticeId = (await draftNotice(work, { ...body, addressees, causes })).id
    const told = { noticeId: drafted.noticeId, addressees: drafted.unitCodes.length }
    return { event: newEvent('deployment.notice-drafted', told) }
  })
}
