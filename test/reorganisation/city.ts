import { ok, type Person, type TestService } from '../support/service.ts'

/** A small city `AA` that is reorganised, and another one `BB`; with their counties, townships and villages. */
export const tree: [code: string, level: string, parent: string][] = [
  ['AA', 'city', '22'],
  ['BB', 'city', '22'],
  ['AAx', 'county', 'AA'],
  ['AAy', 'county', 'AA'],
  ['AAz', 'county', 'AA'],
  ['AAx1', 'township', 'AAx'],
  ['AAx2', 'township', 'AAx'],
  ['AAy1', 'township', 'AAy'],
  ['AAz1', 'township', 'AAz'],
  ['AAz2', 'township', 'AAz'],
  ['AAx1v', 'village', 'AAx1'],
  ['AAx1w', 'village', 'AAx1']
]
export const everyUnit = ['22', ...tree.map(([code]) => code)]

/** Somebody with every role that acts in matters, at a unit. */
export const of = (unit: string): Person => ({
  unit,
  roles: ['viewer', 'planner', 'inspector', 'caseworker', 'fund-officer', 'leader'],
  sub: `somebody of ${unit}`
})
const operator: Person = { unit: '*', roles: ['admin'], sub: 'operator' }

/** What happens to units, the shortest way; and how each of them sees a record. */
export function cityOf(service: TestService) {
  const { call, clock } = service
  const on = (day: string) => {
    clock.now = new Date(`${day}T09:00:00+08:00`)
  }
  const add = async (code: string, level: string, parentCode: string, more: object = {}) =>
    ok(await call('POST', '/v1/units', { body: { code, name: `试验${code}`, level, parentCode, ...more } }))
  const retire = async (code: string, day: string, successorCode?: string) =>
    ok(await call('POST', `/v1/units/${code}/retire`, { body: { on: day, successorCode } }))
  const reinstate = async (code: string) =>
    ok(await call('POST', `/v1/units/${code}/reinstate`, { as: operator }))
  const move = async (code: string, parentCode: string) => {
    const { headers } = await call('GET', `/v1/units/${code}`)
    const options = { body: { parentCode }, headers: { 'if-match': headers.etag as string } }
    ok(await call('PATCH', `/v1/units/${code}`, options))
  }
  const post = async (unit: string, url: string, body?: object) =>
    ok(await call('POST', url, { as: of(unit), ...(body && { body }) }))
  const read = async (unit: string, url: string) => (await call('GET', url, { as: of(unit) })).body
  /** The units that read a record, and those in whose list it stands. */
  const eyes = async (list: string, id: string, units: readonly string[]) => {
    const readers: string[] = []
    const listers: string[] = []
    for (const unit of units) {
      const { status } = await call('GET', `${list}/${id}`, { as: of(unit) })
      if (status === 200) readers.push(unit)
      const { items = [] } = await read(unit, `${list}?limit=200`)
      if (items.some((item: { id: string }) => item.id === id)) listers.push(unit)
    }
    return { readers, listers }
  }
  return { on, add, retire, reinstate, move, post, read, eyes }
}
