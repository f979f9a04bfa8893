import * as reckoning from '../funds/reckoning.ts'
import type { Answer, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'
import * as county from './county-month.ts'

/** The month of a county as somebody makes it up, and what it comes to when it is reckoned by hand. */
export const [city, here, beside] = ['2208', '220822', '220821']
export const dueOn = '2026-05-10'
export const PREFIX = '通农'

const chance = county.chanceOf(20260510)
export const rural = county.rosterOfMonth(here, { prefix: PREFIX, village: [90, 200], from: 0 }, chance)
export const paid = county.paymentsOfMonth(rural, chance)
// Some of them stand on the urban roster too, and some in the county beside.
export const urban = county.rosterOfMonth(here, { prefix: 'U', village: [4, 8], from: 500_000 }, chance)
export const theirs = county.rosterOfMonth(beside, { prefix: 'N', village: [2, 4], from: 700_000 }, chance)
for (let n = 0; n < 70; n += 1) alias(urban, n * 11, n * 400)
for (let n = 0; n < 40; n += 1) alias(theirs, n * 9, n * 600)

function alias(list: county.Recipient[], at: number, of: number) {
  const [one, whose] = [list[at], rural[of]] as [county.Recipient, county.Recipient]
  for (const line of list.filter(({ no }) => no === one.no)) line.idNumber = whose.idNumber
}

const own = { unit: here, roster: urban }

/** The exceptions as the county sees them, to which rosters elsewhere are not known. */
export function ofCounty(payments: readonly reckoning.PaymentLine[]): county.Told[] {
  return sorted([...plain(payments), ...county.doublesOf(rural, [own])])
}

/** The same with the county beside: by people of the city, or by those who do not see beside themselves. */
export function ofCity(isSeen: (unit: string) => boolean): county.Told[] {
  const others = [own, { unit: beside, roster: theirs }]
  return sorted([...plain(paid), ...county.doublesOf(rural, others, isSeen)])
}

function plain(payments: readonly reckoning.PaymentLine[]): county.Told[] {
  return reckoning.reckon(rural, [...payments], dueOn).map((one) => {
    return { ...one, recordId: null, unitCode: null }
  })
}

function sorted(list: readonly county.Told[]): county.Told[] {
  const key = ({ type, recipientNo }: county.Told) => Buffer.from(`${type}\0${recipientNo}`)
  return list.toSorted((a, b) => Buffer.compare(key(a), key(b)))
}

/** What a check shows as totals. */
export function totals(roster: readonly { fen: bigint }[], payments: readonly reckoning.PaymentLine[]) {
  const lines = payments.filter(({ status }) => status === 'paid')
  const sum = (list: readonly { fen: bigint }[]) =>
    reckoning.yuan(list.reduce((all, { fen }) => all + fen, 0n))
  return {
    ...{ rosterLines: roster.length, rosterAmount: sum(roster) },
    ...{ paidLines: lines.length, paidAmount: sum(lines) }
  }
}

export const officer: Person = { unit: here, roles: ['fund-officer', 'leader'], sub: 'officer' }

/** What people do in the month. */
export function stepsOf({ call, ended }: TestService) {
  const batchOf = async (programme: string, unitCode: string, more: object = {}): Promise<string> => {
    const body = { programme, unitCode, period: '2026-05', ...more }
    const as = { ...officer, unit: unitCode, sub: unitCode }
    return `/v1/disbursements/${ok(await call('POST', '/v1/disbursements', { as, body })).id}`
  }
  const put = (at: string, raw: string | Buffer, type = 'text/csv', as = officer): Promise<Answer> =>
    call('PUT', at, { as, raw, type })
  /** Checks a batch, by an operation where it is long; gives the check. */
  const checked = async (batch: string, as = officer) => {
    const body = { kind: 'payment', disbursementId: batch.split('/').at(-1) }
    const made = ok(await call('POST', '/v1/fund-checks', { as, body }))
    if (made.kind === 'payment') return made
    const operation = (await ended(made.id)).body
    if (operation.state === 'failed') throw new Error(JSON.stringify(operation.problem))
    return ok(await call('GET', `/v1/fund-checks/${operation.result.checkId}`, { as }))
  }
  /** Every exception of a check, page by page, without the names next to codes. */
  const exceptions = async (check: string, as = officer, query = ''): Promise<county.Told[]> => {
    const items: county.Told[] = []
    for (let cursor = ''; ; ) {
      const page = ok(await call('GET', `${check}/exceptions?limit=200${query}${cursor}`, { as }))
      items.push(
        ...page.items.map(({ villageName: _, ...item }: county.Told & { villageName: string }) => item)
      )
      if (page.nextCursor === null) return items
      cursor = `&cursor=${page.nextCursor}`
    }
  }
  return { batchOf, put, checked, exceptions }
}
