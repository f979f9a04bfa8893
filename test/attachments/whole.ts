import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { start } from '../../src/start.ts'
import { named } from '../examples/files.ts'
import { person } from '../support/people.ts'

const units =
  'code,name,level,parentCode\n22,吉林省,province,\n2201,长春市,city,22\n220102,南关区,county,2201\n'

type Sent = { body?: Buffer | string; type?: string; headers?: Record<string, string> }

/** The whole service on a data folder of its own, called over HTTP by somebody with every role at the province. */
export async function wholeService(t: Test, dataDir: string, env: Record<string, string> = {}) {
  const file = `${dataDir}.csv`
  if (!existsSync(dataDir)) mkdirSync(dataDir)
  writeFileSync(file, units)
  const logged: string[] = []
  const write = (line: string) => logged.push(line)
  const quiet = { PORT: '0', LOG_LEVEL: 'trace', RATE_LIMIT: '0', OVERLOAD_MS: '0' }
  const config = readConfig({ DATA_DIR: dataDir, SEED_UNITS: file, ...quiet, ...env })
  const running = await start(config, createLog(config, { write }), write)
  let stopping: Promise<string[]> | undefined
  const stop = () => {
    stopping ??= running.stop()
    return stopping
  }
  t.teardown(stop)
  const { roles } = person('22')
  const bearer = await issueToken(dataDir, { sub: 'x', name: 'x', unitCode: '22', roles }, 3600)
  const call = async (
    method: string,
    url: string,
    { body, type = 'application/json', headers }: Sent = {}
  ) => {
    const answer = await fetch(running.address + url, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { 'content-type': type }),
        ...headers
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) })
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = String(answer.headers.get('content-type')).includes('json')
    const { status } = answer
    return { status, headers: answer.headers, bytes, body: isJson ? JSON.parse(bytes.toString()) : undefined }
  }
  const upload = (query: string, name: string, body: Buffer | string, headers: Record<string, string> = {}) =>
    call('POST', `/v1/attachments${query}`, {
      body,
      type: 'application/octet-stream',
      headers: { ...named(name), ...headers }
    })
  return { address: running.address, bearer, logged, call, upload, stop }
}
