import type { Answer, CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'
import { batchesOf, county, makeProgramme, rosterOf, village } from './batch.ts'

export const programme = 'rural-low-income'
export const keeper: Person = { unit: county, roles: ['caseworker', 'fund-officer', 'viewer'], sub: 'lists' }
export const guardian: Person = { unit: county, roles: ['identity-reader'], sub: 'guardian' }

const weights = Array.from({ length: 17 }, (_, n) => 2 ** (17 - n) % 11)

/** An identity number of somebody born on a day, with its check digit. */
export function idOf(birthday: string, serial = 1): string {
  const digits = `220102${birthday.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, n) => total + weight * Number(digits[n]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}

/** A recipient of the roster of the worked example, with the line that a render file has for it. */
export interface Recipient {
  no: string
  amount: string
  name: string
  idNumber: string
}

const one = (no: string, amount: string, name: string, idNumber: string): Recipient => ({
  ...{ no, amount, name, idNumber }
})

/** The roster of the worked example: six lines, 2,940.00 yuan. */
export const recipients: readonly Recipient[] = [
  one('D001', '500.00', '张三', '220102196203141230'),
  one('D002', '480.00', '李四', '220102200805200014'),
  one('D003', '510.00', '王五', '220102200802290026'),
  one('D004', '450.00', '赵六', idOf('1970-01-01')),
  one('D005', '500.00', '孙七', idOf('1971-02-03')),
  one('D006', '500.00', '周八', idOf('1972-03-04'))
]

export const renderHead = 'recipientNo,name,idNumber,people'

export function renderOf(...lines: string[]): string {
  return [renderHead, ...lines, ''].join('\n')
}

/** The line of a recipient in a file that is to be rendered. */
export function lineOf(no: string, more: Partial<Recipient> = {}): string {
  const { name, idNumber } = { ...recipients.find((one) => one.no === no), ...more }
  return `${no},${name},${idNumber},2`
}

/** The register of the worked example: a minor until the 18th birthday, and an adult without a day. */
export const register = `programme,recipientNo,idNumber,until\n${programme},D002,,2026-05-20\n${programme},D004,,\n`

/** What a test does with lists for the public. */
export function listsOf(service: TestService) {
  const { call } = service
  const { batch, roster } = batchesOf(service)
  /** The roster of a month. */
  const rostered = async (
    lines: readonly Pick<Recipient, 'no' | 'amount'>[] = recipients,
    period = '2026-05'
  ) => {
    const id = await batch({ programme, period })
    await put(id, lines)
    return id
  }
  const put = async (
    id: string,
    lines:
      | readonly Pick<Recipient, 'no' | 'amount' | 'idNumber'>[]
      | readonly Pick<Recipient, 'no' | 'amount'>[]
  ) => ok(await roster(id, rosterOf(...lines.map(({ no, amount }) => `${no},${village},${amount},,`))))
  const protect = (text = register, options: CallOptions = {}) =>
    call('PUT', `/v1/units/${county}/protected-recipients`, {
      ...{ as: guardian, raw: text, type: 'text/csv' },
      ...options
    })
  const body = (more: object = {}) => ({
    ...{ unitCode: county, programme, period: '2026-05', content: 'recipients', channel: 'board' },
    ...more
  })
  const made = async (more: object = {}): Promise<{ id: string }> =>
    ok(await call('POST', '/v1/disclosure-lists', { as: keeper, body: body(more) }))
  const render = (id: string, raw: string | Buffer, options: CallOptions = {}): Promise<Answer> =>
    call('POST', `/v1/disclosure-lists/${id}/render`, { as: keeper, raw, type: 'text/csv', ...options })
  const scan = (raw: string | Buffer, query = `targetCode=${county}`, options: CallOptions = {}) =>
    call('POST', `/v1/disclosure-scans?${query}`, { as: keeper, raw, type: 'text/csv', ...options })
  const read = (id: string, as: Person = keeper) => call('GET', `/v1/disclosure-lists/${id}`, { as })
  return { rostered, put, protect, body, made, render, scan, read }
}

/** The programme of the lists, at the province. */
export function listProgramme(service: TestService): Promise<string> {
  return makeProgramme(service, programme)
}
