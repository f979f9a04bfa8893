import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner } from './world.ts'

/** A yearly report of a unit, as a draft: of a year that is over. Gives its id. */
export async function makeComplianceReport(
  { call }: TestService,
  unitCode = owner,
  year = 2025
): Promise<string> {
  const answer = await call('POST', '/v1/compliance-reports', {
    as: person(unitCode),
    body: { unitCode, year }
  })
  if (answer.status >= 300) throw new Error(`no report was made: ${answer.text}`)
  return answer.body.id
}

/** A published report, which people of units below can list. */
export async function publishComplianceReport(service: TestService): Promise<void> {
  const id = await makeComplianceReport(service, owner, 2021)
  const as = person(owner)
  const { status, text } = await service.call('POST', `/v1/compliance-reports/${id}/publish`, { as })
  if (status >= 300) throw new Error(`no report was published: ${text}`)
}

/** Reports for the operations that use them up. */
export async function complianceReportsAtEachStep(service: TestService, unit: string) {
  return {
    refreshComplianceReport: await makeComplianceReport(service, unit, 2024),
    publishComplianceReport: await makeComplianceReport(service, unit, 2023),
    withdrawComplianceReport: await makeComplianceReport(service, unit, 2022)
  }
}
