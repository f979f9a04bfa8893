import { finished, item } from '../examples/deployment.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

/** What one unit deploys to another one below it. */
export function deploymentTo(unitCode: string, ...unitCodes: string[]) {
  const items = [{ ...item, dueOn: '2026-06-30' }]
  return { unitCode, title: '年度复核', issuedOn: '2026-03-01', addressees: { unitCodes }, items }
}

/** A deployment of the owner, issued to the target, and the report of the target. */
export async function makeDeployment(service: TestService) {
  return deployedTo(service, owner, target, true)
}

/** A deployment of one unit to another one below it, issued, and reported on. */
export async function deployedTo({ call }: TestService, unit: string, to: string, isReported = false) {
  const post = async (url: string, as: string, body?: object) => {
    const answer = await call('POST', `/v1/deployments${url}`, { as: person(as), body })
    if (answer.status >= 300) throw new Error(`the deployment did not come so far: ${url} ${answer.text}`)
    return answer.body
  }
  const { id } = await post('', unit, deploymentTo(unit, to))
  await post(`/${id}/issue`, unit)
  if (!isReported) return { deployment: id as string, deploymentReport: '' }
  const report = await post(`/${id}/reports`, to, finished)
  return { deployment: id as string, deploymentReport: report.id as string }
}

/** Deployments for the operations that move one on. */
export async function deploymentsAtEachStep(service: TestService, issuing: string, answering: string) {
  const drafted = async (): Promise<string> => {
    const body = deploymentTo(issuing, answering)
    return (await service.call('POST', '/v1/deployments', { as: person(issuing), body })).body.id
  }
  const overdue = async (): Promise<string> => {
    const { items, ...body } = deploymentTo(issuing, answering)
    const late = items.map((one) => ({ ...one, dueOn: '2026-03-01' }))
    const as = person(issuing)
    const { id } = (await service.call('POST', '/v1/deployments', { as, body: { ...body, items: late } }))
      .body
    await service.call('POST', `/v1/deployments/${id}/issue`, { as })
    return id
  }
  const issued = async () => (await deployedTo(service, issuing, answering)).deployment
  const reported = async () => (await deployedTo(service, issuing, answering, true)).deploymentReport
  return {
    issueDeployment: await drafted(),
    amendDeployment: await issued(),
    closeDeployment: await issued(),
    draftDeploymentNotice: await overdue(),
    reportDeployment: await issued(),
    confirmDeploymentReport: await reported(),
    returnDeploymentReport: await reported()
  }
}

export const deploymentBodies = {
  amendDeployment: { reason: '扩大范围', items: [{ ...item, dueOn: '2026-09-30' }] },
  reportDeployment: { ...finished, responsible: '张某', studiedOn: '2026-03-02' },
  draftDeploymentNotice: {},
  returnDeploymentReport: { reason: '未附台账' }
}
