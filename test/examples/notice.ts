import type { Role } from '../../src/platform/access/permissions.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { ok } from '../support/service.ts'

/** The city that issues notices, and the line of units below it. */
export const [city, county, township, village] = ['2201', '220102', '220102001', '220102001001']
export const clause = { id: 'jilin-2019-12:3.5' }

/** Somebody of a unit who may do all that there is to do with notices. */
export function clerk(unit: string, sub = `${unit}:clerk`, roles: Role[] = ['leader']): Person {
  return { unit, roles, sub }
}

export const draft = {
  unitCode: city,
  title: '关于社会救助资金发放不及时的通报',
  text: '经查，你单位未按时足额发放低保金，予以通报。\n请立即整改。',
  addressees: { unitCodes: [county, '220103'] },
  causes: [] as { kind: string; id: string }[]
}
export const answer = { text: '已于3月10日补发到位。' }

/** Notices, the shortest way. */
export function noticesOf({ call, clock }: TestService) {
  const make = (more: object = {}, options: CallOptions = {}) =>
    call('POST', '/v1/notices', { as: clerk(city), body: { ...draft, ...more }, ...options })
  const made = async (more?: object, as = clerk(city)): Promise<string> => ok(await make(more, { as })).id
  const step = (id: string, name: string, body?: object, options: CallOptions = {}) =>
    call('POST', `/v1/notices/${id}/${name}`, { as: clerk(city), body, ...options })
  const issued = async (more?: object, as = clerk(city)): Promise<string> => {
    const id = await made(more, as)
    ok(await step(id, 'issue', undefined, { as }))
    return id
  }
  const give = (id: string, options: CallOptions = {}) =>
    call('POST', `/v1/notices/${id}/answers`, { as: clerk(county), body: answer, ...options })
  const judge = (id: string, name: string, body?: object, options: CallOptions = {}) =>
    step(id, `answers/${county}/${name}`, body, options)
  const read = async (url: string, as: Person = clerk(city)) => ok(await call('GET', url, { as }))
  /** Sets the clock to ten in the morning in Shanghai. */
  const on = (day: string): void => {
    clock.now = new Date(`${day}T10:00:00+08:00`)
  }
  return { make, made, step, issued, give, judge, read, on }
}
