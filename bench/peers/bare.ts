import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { oneUnit } from './statement.ts'

/** A server of nothing but node:http and pg, as one writes it by hand: no framework, no check, no scope. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const server = createServer(async (request, response) => {
  const code = /^\/v1\/units\/([0-9A-Za-z]+)$/.exec(request.url ?? '')?.[1]
  if (code === undefined) return response.writeHead(404).end()
  try {
    const { rows } = await pool.query(`${oneUnit}$1`, [code])
    if (rows.length === 0) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    return response.end(JSON.stringify(rows[0]))
  } catch (error) {
    console.error(error)
    return response.writeHead(500).end()
  }
})

server.listen(0, '127.0.0.1', () => {
  console.log(`ready on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
