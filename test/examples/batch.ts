import { randomUUID } from 'node:crypto'
import type { Answer, CallOptions, Person, TestService } from '../support/service.ts'

/** A county that pays, and one of its villages. */
export const county = '220102'
export const village = '220102001001'
export const otherVillage = '220103002001'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const officer: Person = { unit: county, roles: ['fund-officer'], sub: 'officer' }

export const programme = 'urban-low-income'

/** A programme of the province; gives its id. */
export async function makeProgramme(
  { database }: TestService,
  code = programme,
  unit = '22'
): Promise<string> {
  const id = randomUUID()
  await database.owner.pool.query(
    'insert into fund_programme (id, unit_code, path, code, name) values ($1, $2, $2, $3, $3)',
    [id, unit, code]
  )
  return id
}

/** When the months of all batches have passed: what was paid was not paid in the future. */
export const later = new Date('2040-03-02T01:00:00Z')

/** What a test does with batches. */
export function batchesOf(service: TestService) {
  const { call } = service
  let month = 0
  /** A batch of the county in a month of its own, long past; gives its id. */
  const batch = async (more: object = {}): Promise<string> => {
    month += 1
    const period = `20${String(10 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`
    const body = { programme, unitCode: county, period, ...more }
    const made = await call('POST', '/v1/disbursements', { as: officer, body })
    if (made.status !== 201) throw new Error(`the batch was not made: ${made.text}`)
    return made.body.id
  }
  const put =
    (kind: 'roster' | 'payments') =>
    (id: string, raw: string | Buffer, options: CallOptions = {}): Promise<Answer> =>
      call('PUT', `/v1/disbursements/${id}/${kind}`, { as: officer, raw, type: 'text/csv', ...options })
  const read = (id: string) => call('GET', `/v1/disbursements/${id}`, { as: officer })
  return { batch, read, roster: put('roster'), payments: put('payments') }
}

export const rosterHead = 'recipientNo,villageCode,amount,account,idNumber'
export const paymentsHead = 'recipientNo,amount,paidOn,account,status'

export function rosterOf(...lines: string[]): string {
  return [rosterHead, ...lines, ''].join('\n')
}

export function paymentsOf(...lines: string[]): string {
  return [paymentsHead, ...lines, ''].join('\n')
}
