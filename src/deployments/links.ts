import { Type } from 'typebox'
import { Id, nullable } from '../platform/http/schema.ts'
import type { Work } from '../platform/work/work.ts'
import { ItemNo } from './progress/item-fields.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

export const DeploymentId = {
  ...Id,
  title: '部署任务',
  description: 'Deployment whose progress is supervised'
}
const numbers = { title: '任务事项', description: 'Numbers of items of the deployment' }

/** For bodies of campaigns and findings about a deployment. */
export const deploymentLink = {
  deploymentId: Type.Optional(DeploymentId),
  itemNos: Type.Optional(Type.Array(ItemNo, { minItems: 1, maxItems: 100, uniqueItems: true, ...numbers }))
}

/** The same in answers. */
export const deploymentLinkShown = {
  deploymentId: nullable({ ...DeploymentId, description: 'Deployment; null if it is about none' }),
  itemNos: nullable(Type.Array(ItemNo, numbers))
}

interface Link {
  deploymentId?: string
  itemNos?: readonly number[]
}

/**
 * Checks that a campaign or a finding names a deployment that is issued and visible to the actor, and items
 * that it has.
 *
 * @throws deployment-link-unknown
 */
export async function checkDeploymentLink(
  { tx, actor }: Work,
  { deploymentId, itemNos = [] }: Link,
  pointer: string
): Promise<void> {
  if (deploymentId === undefined && itemNos.length === 0) return
  const known = deploymentId && (await store.itemsAmong(tx, actor, deploymentId, itemNos))
  if (known === itemNos.length) return
  const field = typeof known === 'number' ? 'itemNos' : 'deploymentId'
  throw refuse('deployment-link-unknown', { pointer: `${pointer}/${field}` })
}

/**
 * The same for a finding: only one of the area `deployment` is about a deployment.
 *
 * @throws deployment-link-unknown, deployment-link-area
 */
export async function checkDeploymentOfFinding(
  work: Work,
  finding: Link & { area: string },
  pointer: string
): Promise<void> {
  if (finding.deploymentId !== undefined && finding.area !== 'deployment') {
    throw refuse('deployment-link-area', { pointer: `${pointer}/deploymentId` })
  }
  await checkDeploymentLink(work, finding, pointer)
}
