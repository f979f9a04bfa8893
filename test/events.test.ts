import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { system } from '../src/platform/auth/actor.ts'
import { UnitCode } from '../src/platform/http/schema.ts'
import { eventsPage, schemasOf } from '../src/platform/openapi/events-page.ts'
import { event, eventsOf, field, newEvent } from '../src/platform/work/catalogue.ts'
import { type Work, work } from '../src/platform/work/work.ts'
import { catalogues, reactionsOf } from '../src/rooms.ts'
import { root, sources } from './across/source.ts'
import { misfit, misfits } from './support/recorded.ts'
import { testService } from './support/service.ts'

const kinds = Object.entries(catalogues).flatMap(([room, catalogue]) =>
  Object.entries(catalogue).map(([name, kind]) => ({ room, name, kind }))
)

t.test('every room with an events.ts is in the catalogue', async (t) => {
  const rooms = readdirSync(join(root, 'src')).filter((room) =>
    existsSync(join(root, 'src', room, 'events.ts'))
  )
  // The events of terms are listed by the rooms whose terms they are.
  t.same(Object.keys(catalogues).sort(), rooms.filter((room) => room !== 'terms').sort())
  t.ok(kinds.length > 100, `${kinds.length} events`)
  t.equal(new Set(kinds.map(({ name }) => name)).size, kinds.length, 'each name stands once')
})

t.test('an event is recorded by the room that lists it', async (t) => {
  const roomOf = new Map(kinds.map(({ name, room }) => [name, room]))
  for (const { file, text } of sources('src')) {
    const room = file.split('/')[0] ?? ''
    // The demo writes rounds of visits itself: docs/decisions/059-demo.md.
    if (room === 'demo') continue
    for (const [, name = ''] of text.matchAll(/\b(?:record|recordInStatement|newEvent)\('([\w.-]+)'/g)) {
      t.equal(roomOf.get(name), room, `${file}: ${name}`)
    }
  }
})

interface Field {
  title?: string
  description?: string
  anyOf?: Field[]
  type?: string | string[]
  enum?: unknown[]
  'x-audit-only'?: boolean
}

/** Each field of a schema, with where it stands. */
function fields(schema: object, at: string): [string, Field][] {
  const { properties = {}, items, anyOf = [] } = schema as Record<string, never>
  const own = Object.entries<object>(properties).flatMap(([name, one]) => [
    [`${at}.${name}`, one] as [string, object],
    ...fields(one, `${at}.${name}`)
  ])
  const inner = [...(items === undefined ? [] : [items]), ...(anyOf as object[])]
  return [...own, ...inner.flatMap((one) => fields(one, at))]
}

t.test('every event and every field says in both languages what it is', async (t) => {
  for (const { name, kind } of kinds) {
    t.match(name, /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    t.match(kind.label.zh, /^[\p{sc=Han}“”（）]+$/u, `${name} in Chinese`)
    t.match(kind.label.en, /^[A-Z][\w\s"-]*$/, `${name} in English`)
    t.match(kind.description, /^[A-Z].*\.$/, `${name} is described`)
    for (const [place, one] of fields(kind.payload, name)) {
      const { title, description } = one.title === undefined ? (one.anyOf?.[0] ?? one) : one
      t.match(title ?? '', /\p{sc=Han}/u, `${place} has a Chinese title`)
      t.ok(description, `${place} has a description`)
    }
    t.notMatch(JSON.stringify(kind.payload), /\$ref|\$id/, `${name} needs no other schema`)
  }
})

/** Names of fields that would hold who somebody is. */
const personal =
  /^(name|personName|phone|idNumber|address|accountNo|reporter|representatives|attendees|minutes|text|facts)$/

t.test('payloads hold no personal data, and what people wrote is for the audit trail alone', async (t) => {
  const allowed = ['unit.added.name', 'fund-programme.changed.name', 'calendar.']
  for (const { name, kind } of kinds) {
    for (const [key, one] of Object.entries(kind.payload.properties)) {
      const schema: Field = one
      const place = `${name}.${key}`
      if (schema['x-audit-only'] || schema.enum !== undefined || schema.type === 'null') continue
      if (allowed.some((one) => place.startsWith(one))) continue
      t.notMatch(key, personal, place)
      t.notMatch(key, /^(sub|\w+By|note|\w*[rR]eason)$/, `${place} is marked with auditOnly`)
    }
  }
})

t.test('the page is the one that the catalogue gives', async (t) => {
  const committed = readFileSync(new URL('../docs/events.md', import.meta.url), 'utf8')
  t.equal(committed, eventsPage(catalogues, reactionsOf), 'npm run events brings it up to date')
  t.match(committed, /`notice-answer\.given` .* `findings` \|/, 'and says who reacts')
})

t.test('the dictionaries publish it', async (t) => {
  const { call } = await testService(t)
  const { body } = await call('GET', '/v1/dictionaries')
  t.equal(body.events.length, kinds.length)
  const found = body.events.find(({ name }: { name: string }) => name === 'finding.made')
  t.match(found, { zh: '登记问题', en: 'Finding made', room: 'findings' })
  t.match(found.payload, {
    type: 'object',
    additionalProperties: false,
    required: ['targetCode', 'area', 'itemId', 'severity', 'dueOn', 'repeats'],
    properties: { targetCode: { title: '被检查单位' }, traceId: { type: 'string' } }
  })
})

t.test('what does not fit the catalogue is found', async (t) => {
  t.equal(misfit('campaign.closed', {}), undefined)
  t.equal(misfit('campaign.closed', { traceId: 'x' }), undefined)
  t.match(misfit('campaign.opened', {}), /not in the catalogue/)
  t.match(misfit('campaign.closed', { by: 'clerk' }), /additional properties/)
  t.match(misfit('unit.ended', {}), /required property 'actsFor'/)
  const { context, database } = await testService(t)
  t.same(await misfits(database.owner.db), [], 'what the load of the units recorded fits')
  const subject = { code: '2201' }
  await work(context, { actor: system }, async ({ record }) =>
    record('unit.ended', subject, { actsFor: '!' })
  )
  t.match(await misfits(database.owner.db), [/^unit.ended .*pattern/])
  // The service is looked at once more when it closes.
  await sql`alter table audit_line disable trigger all`.execute(database.owner.db)
  await sql`delete from audit_line where action = 'unit.ended'`.execute(database.owner.db)
  await sql`delete from outbox_event where type = 'unit.ended'`.execute(database.owner.db)
})

/** Never called: the compiler looks at it, and says so where one of these lines compiles. */
export function refusedByTheCompiler(
  { record, recordInStatement }: Work,
  change: { actsFor: string; more: string }
) {
  const subject = { code: '2201' }
  // @ts-expect-error a name that no room lists
  record('unit.vanished', subject, {})
  // @ts-expect-error a name that may be anything
  record(`unit.${change.more}`, subject, {})
  // @ts-expect-error a payload without a field
  record('unit.ended', subject, {})
  // @ts-expect-error no payload
  record('unit.ended', subject)
  // @ts-expect-error a field of another type
  record('unit.ended', subject, { actsFor: 2201 })
  // @ts-expect-error a field too many, spread into the payload
  record('unit.ended', subject, { ...change })
  // @ts-expect-error several names, and a payload that does not fit all of them
  record(`unit.${change.more === '' ? 'ended' : 'begun-again'}`, subject, {})
  // @ts-expect-error the same for a single statement
  recordInStatement('unit.ended', subject, { actsFor: 2201 })
  // @ts-expect-error and for an event that is made beforehand
  return newEvent('unit.ended', { ...change })
}

t.test('a field keeps its schema under another title, without name and example', async (t) => {
  const events = eventsOf({
    'x.made': event({ zh: '某', en: 'Made' }, 'Made.', {
      unit: field({ ...UnitCode, $id: 'Y' }, '单位', 'Unit')
    })
  })
  const { unit } = events['x.made'].payload.properties
  t.match(JSON.parse(JSON.stringify(unit)), { title: '单位', description: 'Unit', maxLength: 20 })
  t.equal(JSON.stringify(unit).includes('$id'), false)
  t.equal(schemasOf({ x: events }).size, 1)
})
