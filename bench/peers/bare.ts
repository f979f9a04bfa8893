import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import pg from 'pg'
import { type NewCase, queuePage, receive } from './cases.ts'
import { findingPage } from './findings.ts'
import { inspectionPage } from './inspections.ts'
import { oneUnit } from './statement.ts'

/** A server of nothing but node:http and pg, as one writes it by hand: no framework, no check, no scope. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

interface Answer {
  status: number
  body?: unknown
}

const server = createServer(async (request, response) => {
  try {
    const { status, body } = await answer(request)
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
})

async function answer(request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://bare')
  const code = /^\/v1\/units\/([0-9A-Za-z]+)$/.exec(pathname)?.[1]
  if (code !== undefined) return unit(code)
  if (pathname === '/v1/findings') {
    return page(findingPage, searchParams, ({ dueOn, id }) => `${dueOn} ${id}`)
  }
  if (pathname === '/v1/inspections') {
    return page(inspectionPage, searchParams, ({ plannedOn, id }) => `${plannedOn} ${id}`)
  }
  if (pathname !== '/v1/cases') return { status: 404 }
  if (request.method === 'POST') return take((await json(request)) as NewCase)
  return page(queuePage, searchParams, ({ nextDueOn, id }) => `${nextDueOn} ${id}`)
}

async function unit(code: string): Promise<Answer> {
  const { rows } = await pool.query(`${oneUnit}$1`, [code])
  return rows.length === 0 ? { status: 404 } : { status: 200, body: rows[0] }
}

type Row = Record<string, unknown>

async function page(
  statement: (depth: number) => string,
  asked: URLSearchParams,
  keyOf: (row: Row) => string
): Promise<Answer> {
  const { rows } = await pool.query<Row>(statement(Number(asked.get('depth'))), [asked.get('within')])
  const items = rows.slice(0, 50)
  const last = items.at(-1)
  const nextCursor =
    rows.length > 50 && last !== undefined ? Buffer.from(keyOf(last)).toString('base64') : null
  return { status: 200, body: { items, nextCursor } }
}

async function take(wanted: NewCase): Promise<Answer> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const made = await receive(async (text, values) => (await client.query(text, values)).rows, wanted)
    await client.query('commit')
    return { status: 201, body: made }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

server.listen(0, '127.0.0.1', () => {
  console.log(`ready on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
