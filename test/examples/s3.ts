import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { Test } from 'tap'
import { openStore } from '../../src/attachments/index.ts'

export const BUCKET = 'evidence'
/** The credentials that s3rver knows. */
export const known = { ATTACHMENT_STORE_KEY_ID: 'S3RVER', ATTACHMENT_STORE_SECRET: 'S3RVER' }

/** An S3 server of its own, behind a port that can be closed and that can break connections off. */
export async function s3Server(t: Test) {
  const directory = mkdtempSync(join(tmpdir(), 's3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET, configs: [] }]
  })
  const { port } = await server.run()
  const front = await gate(port)
  t.teardown(async () => {
    front.close()
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const address = (prefix = '') =>
    `s3://${BUCKET}${prefix}?endpoint=http://127.0.0.1:${front.port}&region=cn-north-1`
  /** The names and bytes of all objects in the bucket. */
  const objects = () => {
    const all = readdirSync(join(directory, BUCKET), { recursive: true, encoding: 'utf8' })
    const suffix = '._S3rver_object'
    return new Map(
      all
        .filter((path) => path.endsWith(suffix))
        .map((path) => [path.slice(0, -suffix.length), readFileSync(join(directory, BUCKET, path))])
    )
  }
  const open = (prefix?: string, credentials = known) =>
    openStore({ ATTACHMENT_STORE: address(prefix), DATA_DIR: join(directory, '..', 'none'), ...credentials })
  return { address, objects, open, front, directory }
}

/** A port before another one: closed, broken off after some bytes, or silent. */
async function gate(port: number) {
  const sockets = new Set<Socket>()
  const state = { isClosed: false, isSilent: false, after: Number.POSITIVE_INFINITY }
  const server: Server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => {}).on('close', () => sockets.delete(client))
    if (state.isClosed) return void client.destroy()
    if (state.isSilent) return void client.resume()
    const behind = connect(port, '127.0.0.1').on('error', () => client.destroy())
    let passed = 0
    const pass = (to: Socket) => (chunk: Buffer) => {
      passed += chunk.length
      if (passed > state.after) client.destroy()
      else to.write(chunk)
    }
    client.on('data', pass(behind)).on('close', () => behind.destroy())
    behind.on('data', pass(client)).on('close', () => client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  const set = (change: Partial<typeof state>) => {
    Object.assign(state, { isClosed: false, isSilent: false, after: Number.POSITIVE_INFINITY }, change)
    for (const socket of sockets) socket.destroy()
  }
  const close = () => {
    set({})
    server.close()
  }
  return { port: typeof at === 'object' && at !== null ? at.port : 0, set, close }
}
