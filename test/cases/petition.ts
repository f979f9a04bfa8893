import type { Answer, CallOptions, Person, TestService } from '../support/service.ts'

export const clerk = (unit: string, sub = `clerk ${unit}`): Person => ({
  unit,
  roles: ['caseworker', 'leader'],
  sub
})
export const reader = (unit: string, sub = `reader ${unit}`): Person => ({
  unit,
  roles: ['identity-reader'],
  sub
})
export const auditor = (unit: string, sub = `auditor ${unit}`): Person => ({ unit, roles: ['auditor'], sub })

/** An appeal by telephone, of somebody who gave his name. */
export const appeal = {
  kind: 'appeal',
  channel: 'hotline',
  receivedAt: '2026-03-02T08:30:00+08:00',
  unitCode: '220102',
  category: 'low-income-allowance',
  summary: '反映低保申请长期未得到答复',
  anonymous: false,
  reporter: { name: '王秀兰', phone: '13844012345', idNumber: '220102196203150022', address: '南岭街道8号' }
}

/** A report on the city 2201 that nobody put his name to. */
export const report = {
  kind: 'report',
  channel: 'letter',
  receivedAt: '2026-03-02T08:30:00+08:00',
  unitCode: '22',
  accusedUnitCode: '2201',
  category: 'fund-management',
  summary: '检举截留低保资金',
  reporter: undefined,
  anonymous: true
}

/** Takes in cases and moves them on, the shortest way. */
export function casesOf({ call }: TestService) {
  const receive = (fields: object = {}, options: CallOptions = {}): Promise<Answer> =>
    call('POST', '/v1/cases', { as: clerk('22'), body: { ...appeal, ...fields }, ...options })
  const step = (id: string, name: string, body: object = {}, as: Person = clerk('22')): Promise<Answer> =>
    call('POST', `/v1/cases/${id}/${name}`, { as, body })
  const open = (id: string, as: Person, options: CallOptions = {}): Promise<Answer> =>
    call('POST', `/v1/cases/${id}/reporter-access`, { as, body: { reason: '电话核实情况' }, ...options })
  return { receive, step, open }
}
