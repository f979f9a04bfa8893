import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Role } from '../../src/platform/access/permissions.ts'
import type { Answer, CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

/** The city inspects the township, which lies below the county between the two. */
export const [city, county, township] = ['2201', '220102', '220102001']

/** Somebody who finds, mends and judges at a unit. */
export function person(
  unit: string,
  sub = `${unit}:person`,
  roles: Role[] = ['inspector', 'leader']
): Person {
  return { unit, roles, sub }
}

export const wanted = {
  unitCode: city,
  targetCode: township,
  area: 'funds',
  itemId: 'funds-paid-in-time',
  severity: 'serious',
  text: '低保资金未按月足额发放。',
  evidence: [{ text: '2月发放明细', on: '2026-02-28' }, { text: '现场照片' }]
}

/** Bodies that fit each step. */
export const bodies: Record<string, object | undefined> = {
  rectify: { text: '已于3月5日全部补发。' },
  accept: undefined,
  'send-back': { reason: '未附补发凭证。' },
  waive: { reason: '情况已消除。' }
}

/** Whose step each one is. */
export const doers: Record<string, string> = {
  rectify: township,
  accept: city,
  'send-back': city,
  waive: city
}

/** How a finding comes to each state. */
export const ways: Record<string, readonly string[]> = {
  open: [],
  rectified: ['rectify'],
  accepted: ['rectify', 'accept'],
  'sent-back': ['rectify', 'send-back'],
  waived: ['waive']
}

/** Findings, made and taken through their steps the shortest way. */
export function findingsOf({ call, clock, database }: TestService) {
  const make = (more: object = {}, options: CallOptions = {}): Promise<Answer> =>
    call('POST', '/v1/findings', { as: person(city), body: { ...wanted, ...more }, ...options })
  const made = async (more: object = {}) => ok(await make(more))
  const step = (id: string, name: string, options: CallOptions = {}): Promise<Answer> =>
    call('POST', at(id, name), { as: person(doers[name] as string), body: bodies[name], ...options })
  const taken = async (id: string, name: string, options: CallOptions = {}) =>
    ok(await step(id, name, options))
  /** A finding that has come to a state; gives its id. */
  const standing = async (state: string, more: object = {}): Promise<string> => {
    const { id } = await made(more)
    for (const name of ways[state] ?? []) await taken(id, name)
    return id
  }
  const read = async (id: string, as = person('22')) => (await call('GET', `/v1/findings/${id}`, { as })).body
  /** Sets the clock to ten in the morning in Shanghai. */
  const on = (day: string): void => {
    clock.now = new Date(`${day}T10:00:00+08:00`)
  }
  /** Puts an event of another room into the outbox, as it would lie there. */
  const happened = async (type: string, data: object): Promise<void> => {
    await sql`
      insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
      values (${uuid()}, ${clock.now.toISOString()}, ${type}, ${type.split('.')[0]}, ${uuid()}, null,
        ${JSON.stringify(data)}::jsonb)`.execute(database.owner.db)
  }
  return { make, made, step, taken, standing, read, on, happened }
}

export function at(id: string, step: string): string {
  return `/v1/findings/${id}/${step}`
}
