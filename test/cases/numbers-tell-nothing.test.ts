import t from 'tap'
import { casesOf, officer, report } from '../examples/case.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, take } = casesOf(service)

/** The accused city, a county in it, a county that came from it, and a city beside: each with all roles. */
const boss = (unit: string): Person => ({
  ...officer(unit, `${unit} boss`),
  roles: ['viewer', 'caseworker', 'leader', 'auditor', 'identity-reader']
})
const letter = { kind: 'urge', grounds: 'other', text: '请按期办结。' }
const referral = { receiver: 'discipline', receiverName: '纪检监察组', text: '移交线索。' }
const period = { from: '2026-03-01', to: '2026-03-02' }

/** Everything a unit can count by: it brings, writes, counts and reads, and is written to from above. */
async function probe(unit: string): Promise<unknown> {
  const as = boss(unit)
  const post = async (url: string, body: object, who = as) => ok(await call('POST', url, { as: who, body }))
  const own = ok(await submit({ unitCode: unit }, { as }))
  const dummy = ok(await submit({ ...report, unitCode: unit, accusedUnitCode: unit }, { as }))
  const [from, handed] = [ok(await submit({ unitCode: unit })), ok(await submit({ unitCode: '22' }))]
  const forwarded = ok(await take(handed.id, 'forward', { toUnitCode: unit, note: '交办' }))
  const supervise = { ...letter, kind: 'supervise' }
  const letters = [
    await post(`/v1/cases/${own.id}/letters`, letter, officer('22')),
    await post(`/v1/cases/${from.id}/letters`, supervise, officer('22'))
  ]
  const lists = [
    '/v1/cases',
    '/v1/letters',
    '/v1/case-bulletins',
    '/v1/audit',
    `/v1/cases/${own.id}/referrals`
  ]
  const read = async (url: string) => {
    const { status, headers, body } = await call('GET', `${url}?count=true&limit=1`, { as })
    return [status, headers.etag, body.total]
  }
  return {
    ...{ own, dummy, from, forwarded, letters },
    referral: await post(`/v1/cases/${own.id}/referrals`, referral),
    bulletin: await post('/v1/case-bulletins', { withinCode: unit, ...period }),
    letter: ok(await call('GET', `/v1/letters/${letters[0].id}`, { as })),
    lists: await Promise.all(lists.map(read))
  }
}

/** What must not be noticed: reports on the city at all places, with all that can become of them. */
async function secretly(): Promise<void> {
  const on = { ...report, accusedUnitCode: '2201' }
  for (const unitCode of ['22', '2203', '220102']) {
    const { id, unitCode: at } = ok(await submit({ ...on, unitCode }, { as: officer('22') }))
    if (at !== '22') ok(await call('POST', `/v1/cases/${id}/letters`, { as: officer('22'), body: letter }))
    ok(await take(id, 'accept', {}, officer(at)))
    ok(await call('POST', `/v1/cases/${id}/referrals`, { as: officer(at), body: referral }))
    const answer = { text: '查实', outcome: 'upheld', cause: 'embezzlement' }
    ok(await take(id, 'reply', answer, officer(at)))
  }
  // One that accuses nobody at first: it came in, was forwarded and written about before the city was accused.
  const { id } = ok(await submit({ ...on, accusedUnitCode: undefined, unitCode: '22' }))
  ok(await take(id, 'forward', { toUnitCode: '2203', note: '交办' }))
  for (const kind of ['urge', 'supervise']) {
    const body = { ...letter, kind }
    ok(await call('POST', `/v1/cases/${id}/letters`, { as: officer('22'), body }))
  }
  ok(await take(id, 'accuse', { accusedUnitCodes: ['2201', '220102'], reason: '查明' }))
  const bulletin = { withinCode: '22', ...period }
  ok(await call('POST', '/v1/case-bulletins', { as: officer('22'), body: bulletin }))
}

for (const unit of ['2201', '220102']) {
  t.test(`${unit} counts the same, whatever was reported on it in between`, async (t) => {
    const [first, second] = [flat(await probe(unit)), flat(await probe(unit))]
    await secretly()
    const third = flat(await probe(unit))
    t.strictSame([...third.keys()], [...second.keys()])
    const [alone, between] = [steps(first, second), steps(second, third)]
    t.strictSame(between, alone)
    t.ok(Object.values(alone).filter((one) => /^\+[1-9]/.test(one)).length >= 6, 'there are series that move')
  })
}

/** Each value by its place. */
function flat(value: unknown, at = '', places = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return places.set(at, value)
  for (const [name, one] of Object.entries(value)) flat(one, `${at}/${name}`, places)
  return places
}

/** How each value moved from one probe to the next: numbers by how much, random marks and ids by their form. */
function steps(before: Map<string, unknown>, after: Map<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    [...after].map(([place, value]) => {
      const [was, is] = [counted(before.get(place)), counted(value)]
      if (was !== undefined && is !== undefined) return [place, `${is >= was ? '+' : ''}${is - was}`]
      return [place, form(value)]
    })
  )
}

/** The count at the end of a number, or a count. */
function counted(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const digits = typeof value === 'string' ? /^[0-9A-Za-z-]+-(\d{6})$/.exec(value)?.[1] : undefined
  return digits === undefined ? undefined : Number(digits)
}

function form(value: unknown): string {
  return String(value)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/-([RUS])-[0-9A-Z]{10}$/, '-$1-random')
    .replace(/^[0-9A-HJKMNP-TV-Z]{20}$/, 'receipt')
    .replace(/T\d\d:\d\d:\d\d\S*/, 'T')
}
