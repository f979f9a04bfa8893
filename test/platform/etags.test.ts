import { sql } from 'kysely'
import t from 'tap'
import { withRoutes } from '../across/routes.ts'
import { makeWorld, named, owner } from '../across/world.ts'
import { person } from '../support/people.ts'
import { testService } from '../support/service.ts'

const service = await withRoutes(() => testService(t, { jobs: true }))
const { call, database, routes } = service
const world = await makeWorld(service)
const as = person(owner)

interface Single {
  url: string
  etag: string
  text: string
}

/** Every single record that the owner's people read, with its ETag. */
async function singles(): Promise<Single[]> {
  const found: Single[] = []
  for (const { url } of routes.filter(({ method, url }) => method === 'GET' && url.includes(':'))) {
    for (const id of new Set(Object.values(world).map(String))) {
      const answer = await call('GET', named(url, id), { as })
      // The frame of a draw is frozen, and sent as it is.
      const isFrame = url.endsWith('/frame')
      if (isFrame || answer.status !== 200 || answer.headers.etag === undefined) continue
      found.push({ url: named(url, id), etag: String(answer.headers.etag), text: answer.text })
    }
  }
  return found
}

const before = await singles()
const kinds = new Set(before.map(({ url }) => url.split('/')[2]))

t.test('one of each kind of record is looked at', async (t) => {
  t.ok(kinds.size >= 18, [...kinds].join(' '))
})

t.test('an answer that is the same is not sent again', async (t) => {
  for (const { url, etag } of before) {
    t.equal((await call('GET', url, { as, headers: { 'if-none-match': etag } })).status, 304, url)
  }
})

t.test('an answer is sent whenever it differs, although no version has gone up', async (t) => {
  await sql`update unit set name = name || '（新）'`.execute(database.owner.db)
  const changed: string[] = []
  for (const { url, etag, text } of before) {
    const now = await call('GET', url, { as, headers: { 'if-none-match': etag } })
    const plain = await call('GET', url, { as })
    t.equal(now.status, plain.text === text ? 304 : 200, url)
    if (plain.text !== text) changed.push(String(url.split('/')[2]))
  }
  t.ok(new Set(changed).size >= 12, [...new Set(changed)].join(' '))
})

t.test('the ETag of an answer to a write counts for what it shows, and for the next write', async (t) => {
  const body = { code: '2201zz', name: '新区', level: 'county', parentCode: owner }
  const made = await call('POST', '/v1/units', { as, body })
  const headers = { 'if-none-match': String(made.headers.etag) }
  t.equal((await call('GET', '/v1/units/2201zz', { as, headers })).status, 304)
  await sql`update unit set name = '新区二' where code = '2201zz'`.execute(database.owner.db)
  t.equal((await call('GET', '/v1/units/2201zz', { as, headers })).status, 200)
  const change = { as, body: { principal: '主任' }, headers: { 'if-match': String(made.headers.etag) } }
  t.equal((await call('PATCH', '/v1/units/2201zz', change)).status, 200, 'If-Match goes by the version')
})
