import { watchProposals } from '../../src/proposals/index.ts'
import type { Answer, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'
import { paymentsOf, rosterOf } from './batch.ts'

/** The county that pays, one of its villages, and its city. */
export const [county, village, city] = ['220182', '220182001001', '2201']
export const programme = 'low-income-rural'

/** So many recipients that some late ones are no twentieth. */
const RECIPIENTS = 300

export function reader(unit: string, roles: Person['roles'] = ['leader']): Person {
  return { unit, roles, sub: `${unit}:leader` }
}

/** What a test does with months of payments, and with proposals. */
export function proposalsOf(service: TestService) {
  const { call, clock } = service
  const officer: Person = { unit: county, roles: ['fund-officer'], sub: 'officer' }
  const batches = new Map<string, string>()

  const batchOf = async (period: string): Promise<string> => {
    const known = batches.get(period)
    if (known !== undefined) return known
    const body = { programme, unitCode: county, period }
    const { id } = ok(await call('POST', '/v1/disbursements', { as: officer, body }))
    const lines = Array.from({ length: RECIPIENTS }, (_, n) => `R${n},${village},100,,`)
    const roster = { as: officer, raw: rosterOf(...lines), type: 'text/csv' }
    ok(await call('PUT', `/v1/disbursements/${id}/roster`, roster))
    batches.set(period, id)
    return id
  }

  /** A month in which so many were paid a day late, checked on the 11th or later; null: without payments. */
  const month = async (period: string, late: number | null, on = `${period}-11`): Promise<void> => {
    clock.now = new Date(`${on}T02:00:00Z`)
    const id = await batchOf(period)
    if (late !== null) {
      const day = (n: number) => `${period}-${n < late ? '11' : '09'}`
      const lines = Array.from({ length: RECIPIENTS }, (_, n) => `R${n},100,${day(n)},62284800${n},paid`)
      const payments = { as: officer, raw: paymentsOf(...lines), type: 'text/csv' }
      ok(await call('PUT', `/v1/disbursements/${id}/payments`, payments))
    }
    const body = { kind: 'payment', disbursementId: id }
    ok(await call('POST', '/v1/fund-checks', { as: officer, body }))
    await service.react()
  }
  /** Computes all proposals on a later day; returns how many changed. */
  const watch = (day: string): Promise<number> => {
    clock.now = new Date(`${day}T02:00:00Z`)
    return watchProposals(service.context)
  }
  const list = async (query = '', as = reader(city)) =>
    ok(await call('GET', `/v1/proposals?${query}`, { as })).items
  const read = async (id: string, as = reader(city)) => ok(await call('GET', `/v1/proposals/${id}`, { as }))
  const step = (
    id: string,
    name: 'accept' | 'dismiss',
    body: object = {},
    as = reader(city)
  ): Promise<Answer> => call('POST', `/v1/proposals/${id}/${name}`, { as, body })
  return { month, watch, list, read, step }
}
