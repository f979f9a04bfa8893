import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { sql } from 'kysely'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { openTraces } from '../../src/platform/observability/traces/index.ts'
import { statementName, withoutValues } from '../../src/platform/observability/traces/statements.ts'
import { testDatabase } from '../support/database.ts'
import { serviceOn } from './service-on.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const traceparent = `00-${TRACE}-${SPAN}-01`

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}

/** A collector that keeps what it gets. */
async function collector() {
  const spans: Span[] = []
  const headers: unknown[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
    headers.push(request.headers.authorization)
    spans.push(...body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans)))
    response.setHeader('content-type', 'application/json').end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, spans, headers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const attribute = ({ attributes }: Span, key: string) => {
  const value = attributes.find((one) => one.key === key)?.value
  return value?.stringValue ?? value?.intValue
}

const { url, db } = await testDatabase(t)

t.test('ids of the caller are in the answer, the problem, the log and the audit trail', async (t) => {
  const { app, token, logged } = await serviceOn(t, url)
  const authorization = `Bearer ${await token()}`
  const ask = (headers: Record<string, string>) =>
    app.inject({ url: '/v1/units/99', headers: { authorization, ...headers } })
  const given = await ask({ 'x-request-id': 'gateway-0001', traceparent })
  t.equal(given.headers['x-request-id'], 'gateway-0001')
  t.match(given.json(), { code: 'unit-not-found', requestId: 'gateway-0001', traceId: TRACE })
  const made = await app.inject({
    method: 'PATCH',
    url: '/v1/units/220102',
    headers: { authorization, 'x-request-id': 'gateway-0002', traceparent, 'if-match': '*' },
    payload: { name: '南关新区' }
  })
  t.equal(made.statusCode, 200, made.body)
  t.match(logged.at(-1), { event: 'unit.renamed', requestId: 'gateway-0002', traceId: TRACE })
  const { rows } = await sql<{ request_id: string; trace: string }>`
    select request_id, details ->> 'traceId' as trace from audit_line order by id desc limit 1`.execute(db)
  t.match(rows[0], { request_id: 'gateway-0002', trace: TRACE })

  const malformed = [
    'short',
    'a'.repeat(65),
    'with space 1',
    'quote"quote"',
    '<script>alert',
    '-begins-with',
    '编号编号编号编号'
  ]
  for (const id of malformed) {
    const answer = await ask({ 'x-request-id': Buffer.from(id).toString('latin1') })
    t.match(answer.headers['x-request-id'], /^[0-9a-f]{8}-[0-9a-f]{4}-7/, id)
  }
  const wrong = [
    `00-${TRACE}-${SPAN}`,
    `01-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `${traceparent}-more`
  ]
  for (const header of wrong) t.equal((await ask({ traceparent: header })).json().traceId, undefined, header)
})

t.test('nothing of OpenTelemetry without a collector', async (t) => {
  t.equal(await openTraces(readConfig({})), undefined)
})

t.test('spans of requests and their statements, without values', async (t) => {
  const { server, spans, headers, url: endpoint } = await collector()
  t.teardown(() => server.close())
  const config = readConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret'
  })
  const traces = await openTraces(config)
  const { app, token } = await serviceOn(t, url, { traces })
  const authorization = `Bearer ${await token()}`
  const answer = await app.inject({ url: '/v1/units/220103', headers: { authorization, traceparent } })
  t.equal(answer.statusCode, 200)
  const own = await app.inject({ url: '/v1/units/99', headers: { authorization } })
  await app.inject({
    method: 'PATCH',
    url: '/v1/units/220103',
    headers: { authorization, traceparent, 'if-match': '*' },
    payload: { name: '秘密名称区' }
  })
  await traces?.operation('operation-1', async () => sql`select ${'secret'}::text, 'secret'`.execute(db))
  await traces?.stop()
  t.equal(headers[0], 'Bearer secret')

  const request = spans.find(({ name }) => name === 'GET /v1/units/:code')
  t.match(request, { traceId: TRACE, parentSpanId: SPAN })
  t.equal(request && attribute(request, 'http.response.status_code'), 200)
  const refused = spans.find((one) => attribute(one, 'refusal.code') === 'unit-not-found')
  t.match(own.json().traceId, /^[0-9a-f]{32}$/)
  t.equal(refused?.traceId, own.json().traceId)
  const statements = (parent: Span | undefined) => spans.filter((one) => one.parentSpanId === parent?.spanId)
  t.ok(statements(request).length > 0, 'the read has its statement')
  const change = statements(spans.find(({ name }) => name === 'PATCH /v1/units/:code'))
  t.ok(
    change.some(({ name }) => name.startsWith('update unit')),
    'the change has its statements'
  )
  t.ok(change.every((one) => one.traceId === TRACE))
  t.equal(statements(spans.find(({ name }) => name === 'operation')).length, 1)
  t.notMatch(JSON.stringify(spans), /secret|220103|秘密/)
})

t.test('names and texts of statements', async (t) => {
  t.equal(statementName('\n  select a from "petition_case" as c join x'), 'select petition_case')
  t.equal(statementName('with x as (insert into audit_line values (1)) select'), 'with audit_line')
  t.equal(statementName('begin'), 'begin')
  t.equal(withoutValues("select 'it''s', $1, $body$ text $body$"), "select '?', $1, '?'")
})
