import { programme } from '../examples/batch.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'
import { payer } from './world-funds.ts'

/** What a county renders for the world's roster. */
export const renderTable = 'recipientNo,name,idNumber,people\nR1,张三,220102196203141230,2\n'
export const scanTable = '序号,村（社区）,姓名,保障人数,月补助金额（元）\n1,永安社区,张三,2,685.50\n'
export const protectionTable = `programme,recipientNo,idNumber,until\n${programme},R2,,2026-05-20\n`

/** A county of the owner that makes lists, and one of its people. */
export const renderer = payer.unit

export const newList = {
  ...{ unitCode: renderer, programme, period: '2026-01', content: 'recipients', channel: 'board' }
}

/** A list of a county of the owner, and a scan that the owner made of the target's list. */
export async function makePublicLists({ call }: TestService) {
  const list = await call('POST', '/v1/disclosure-lists', { as: person(renderer), body: newList })
  const url = `/v1/disclosure-scans?targetCode=${target}`
  const scan = await call('POST', url, { as: person(owner), raw: scanTable, type: 'text/csv' })
  if (list.status !== 201 || scan.status !== 201) throw new Error(`no lists: ${list.text} ${scan.text}`)
  return { disclosureList: String(list.body.id), disclosureScan: String(scan.body.id) }
}
