import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

export const [city, county, township] = ['2201', '220102', '220102001']

/** Somebody who keeps the money of a unit. */
export function keeper(unit = '22', roles: Role[] = ['fund-officer', 'leader', 'viewer']): Person {
  return { unit, roles, sub: `${unit}:keeper` }
}

/** Programmes, accounts and allocations, the shortest way. */
export function moneyOf({ call }: TestService) {
  let documents = 0
  const programme = async (code: string, more: object = {}) =>
    ok(await call('POST', '/v1/fund-programmes', { as: keeper(), body: { code, name: code, ...more } }))
  const body = (more: object = {}) => ({
    ...{ programme: 'p', fromUnitCode: '22', toUnitCode: city, documentNo: `${++documents}号` },
    ...{ amount: '100', receivedOn: '2026-01-05' },
    ...more
  })
  const receive = (more: object = {}, options: CallOptions = {}) =>
    call('POST', '/v1/allocations', { as: keeper(), body: body(more), ...options })
  const received = async (more: object = {}) => ok(await receive(more))
  /** A part of what a unit received. */
  const part = (parentId: string, toUnitCode: string, amount: string, more: object = {}) =>
    receive({ parentId, fromUnitCode: undefined, toUnitCode, amount, ...more })
  const read = async (url: string, as: Person = keeper()) => ok(await call('GET', url, { as }))
  return { programme, body, receive, received, part, read }
}
