import { makeProgramme, programme } from '../examples/batch.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'

/** A county of the owner that pays, beside the one that must not see it; and one of its villages. */
export const payer = { unit: '220103', village: '220103002001' }

export const rosterTable = `recipientNo,villageCode,amount\nR1,${payer.village},685.50\n`
export const paymentsTable = 'recipientNo,amount,paidOn,account,status\nR1,685.50,2026-01-09,62284800,paid\n'

/** What a county of the owner pays in a month, with its roster. */
export async function makeDisbursement(service: TestService) {
  await makeProgramme(service)
  const as = person('2201')
  const body = { programme, unitCode: payer.unit, period: '2026-01' }
  const made = await service.call('POST', '/v1/disbursements', { as, body })
  const url = `/v1/disbursements/${made.body.id}/roster`
  const taken = await service.call('PUT', url, { as, raw: rosterTable, type: 'text/csv' })
  if (taken.status !== 200) throw new Error(`the disbursement was not made: ${made.text} ${taken.text}`)
  return { disbursement: String(made.body.id), fundUpload: String(taken.body.id) }
}

/** A check of that payer's batch, and all of the month at once. */
export async function makeFundCheck({ call, ended }: TestService) {
  const as = person('2201')
  const { items } = (await call('GET', '/v1/disbursements', { as })).body
  const body = { kind: 'payment', disbursementId: items[0].id }
  const check = await call('POST', '/v1/fund-checks', { as, body })
  const month = { withinCode: '2201', period: '2026-01' }
  const run = await call('POST', '/v1/fund-checks/run', { as, body: month })
  if (check.status !== 201 || run.status !== 202) throw new Error(`not checked: ${check.text} ${run.text}`)
  const { result } = (await ended(run.body.id)).body
  return { fundCheck: String(check.body.id), fundRun: String(result.runId) }
}
