import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [city, county, township] = ['2201', '220102', '220102001']

/** Somebody of a unit who leads it. */
export function leader(unit: string, sub = `${unit}:leader`, roles: Role[] = ['leader']): Person {
  return { unit, roles, sub }
}

/** What the city decides about its county; the causes are still to be named. */
export const decided = {
  unitCode: city,
  subjectUnitCode: county,
  subject: 'department',
  person: 'leader',
  personName: '王五',
  share: 'primary',
  nature: 'dereliction',
  outcome: { kind: 'demerit', decidedOn: '2026-03-01' },
  referral: { receiver: 'discipline', receiverName: '市纪委监委', referredOn: '2026-03-02' },
  facts: '约谈后逾期未落实承诺，资金仍未足额发放。'
}

/** Records of accountability, the shortest way. */
export function recordsOf({ call }: TestService) {
  /** An interview that may be a cause. */
  const cause = async (unitCode = city, intervieweeUnitCode = county) => {
    const reason = '社会救助资金发放超期'
    const body = { unitCode, intervieweeUnitCode, reason, causes: [], calledFor: '2026-12-10' }
    return {
      kind: 'interview',
      id: ok(await call('POST', '/v1/interviews', { as: leader(unitCode), body })).id
    }
  }
  const decide = async (
    more: { causes?: object[]; [field: string]: unknown } = {},
    options: CallOptions = {}
  ) =>
    call('POST', '/v1/accountability-records', {
      as: leader(city),
      body: { ...decided, ...more, causes: more.causes ?? [await cause()] },
      ...options
    })
  const made = async (more: Parameters<typeof decide>[0] = {}): Promise<string> => ok(await decide(more)).id
  const lift = (id: string, body: object, options: CallOptions = {}) =>
    call('POST', `/v1/accountability-records/${id}/lift`, { as: leader(city), body, ...options })
  const read = async (id: string, as: Person = leader(city)) =>
    (await call('GET', `/v1/accountability-records/${id}`, { as })).body
  return { cause, decide, made, lift, read }
}
