import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [city, county, township] = ['2201', '220102', '220102001']

/** Somebody who handles cases at a unit. */
export function clerk(unit: string, sub = `${unit}:clerk`, roles: Role[] = ['caseworker', 'leader']): Person {
  return { unit, roles, sub }
}

export const letter = {
  kind: 'supervise',
  grounds: 'not-accepted-in-time',
  text: '请依法按期受理并反馈结果。'
}
export const answer = { text: '已于当日受理，并书面告知信访人。' }
export const referral = { receiver: 'discipline', receiverName: '市纪委监委', text: '经办人员涉嫌优亲厚友。' }

type Options = CallOptions & { more?: object }

/** Cases, and what is written about them, the shortest way. */
export function lettersOf({ call }: TestService) {
  /** A case received at a unit; gives its id. */
  const receive = async (unitCode = county, more: object = {}): Promise<string> => {
    const body = {
      kind: 'appeal',
      channel: 'hotline',
      receivedAt: '2026-03-02T08:00:00+08:00',
      unitCode,
      category: 'low-income-allowance',
      summary: '反映低保申请长期未得到答复',
      anonymous: true,
      ...more
    }
    return ok(await call('POST', '/v1/cases', { as: clerk('22'), body })).id
  }
  const step = async (id: string, name: string, body?: object, unit = county) =>
    ok(await call('POST', `/v1/cases/${id}/${name}`, { as: clerk(unit), body }))
  const issue = (caseId: string, { more, ...options }: Options = {}) =>
    call('POST', `/v1/cases/${caseId}/letters`, { as: clerk(city), body: { ...letter, ...more }, ...options })
  const issued = async (caseId: string, options?: Options) => ok(await issue(caseId, options))
  const respond = (id: string, options: CallOptions = {}) =>
    call('POST', `/v1/letters/${id}/answer`, { as: clerk(county), body: answer, ...options })
  const refer = (caseId: string, options: CallOptions = {}) =>
    call('POST', `/v1/cases/${caseId}/referrals`, { as: clerk(city), body: referral, ...options })
  const follow = (id: string, name: 'receipt' | 'outcome', body: object, options: CallOptions = {}) =>
    call('POST', `/v1/referrals/${id}/${name}`, { as: clerk(city), body, ...options })
  const read = async (url: string, as: Person = clerk('22')) => (await call('GET', url, { as })).body
  return { receive, step, issue, issued, respond, refer, follow, read }
}
