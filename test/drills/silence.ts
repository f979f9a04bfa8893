import { connect, createServer, type Socket } from 'node:net'
import {
  ask,
  atEnd,
  bundle,
  type Call,
  database,
  drill,
  instance,
  pause,
  petition,
  prepared,
  seconds,
  token,
  until
} from './support.ts'

/**
 * Every connection to PostgreSQL falls silent at once, as when a pooler hangs or an address moves: nothing is
 * closed, and nothing comes any more. New connections work.
 */
await drill('silence', 240, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const proxy = await silentProxy(postgres.url)
  const service = await instance(dist, { DATABASE_URL: proxy.url, DRAIN_SECONDS: '0' })
  const bearer = token(dist)
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    return { status: answer.status, body: (await answer.json()) as { id?: string } }
  }
  const write = (n: number): Call => ({ method: 'POST', path: '/v1/cases', body: petition(n) })
  // Sixteen writers, so that all connections of the pool are in use and then silent.
  const writers = async (rounds: number) => {
    for (let n = 0; n < rounds; n += 1)
      await Promise.all(Array.from({ length: 16 }, (_, m) => ask(service.url, bearer, write(16 * n + m))))
  }
  await writers(5)
  proxy.silence()
  const began = performance.now()
  const year = new Date().getFullYear()
  let writesBack: number | undefined
  const writing = Array.from({ length: 16 }, async (_, n) => {
    while (writesBack === undefined) {
      if ((await ask(service.url, bearer, write(n))) === 201) writesBack ??= seconds(began)
      else await pause(100)
    }
  })
  await Promise.all(writing)
  const operation = await until(async () => {
    const { status, body } = await post('/v1/inspection-plans/generate', { withinCode: '2201', year })
    return status === 202 ? body.id : undefined
  })
  const jobsBack = await until(async () => {
    const answer = await fetch(`${service.url}/v1/operations/${operation}`, {
      headers: { authorization: `Bearer ${bearer}` }
    })
    const { state } = (await answer.json()) as { state?: string }
    return state === 'succeeded' ? seconds(began) : undefined
  })
  const sealsBack = await until(async () => {
    const answer = await fetch(`${service.url}/v1/audit/verification`, {
      headers: { authorization: `Bearer ${bearer}` }
    })
    const { waiting } = (await answer.json()) as { waiting?: number }
    return waiting === 0 ? seconds(began) : undefined
  })
  const ready = await until(async () =>
    (await fetch(`${service.url}/readyz`)).status === 200 ? seconds(began) : undefined
  )
  return {
    'writes back after': {
      value: `${writesBack} s`,
      bar: '20 s',
      isMet: (writesBack ?? 99) <= 20,
      isTimed: true
    },
    'jobs back after': { value: `${jobsBack} s`, bar: '30 s', isMet: jobsBack <= 30, isTimed: true },
    'seals back after': { value: `${sealsBack} s`, bar: '30 s', isMet: sealsBack <= 30, isTimed: true },
    'ready after': { value: `${ready} s` }
  }
})

/** A way to PostgreSQL whose connections can be made silent. */
async function silentProxy(url: string) {
  const target = new URL(url)
  const pairs: [Socket, Socket][] = []
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    pairs.push([near, far])
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atEnd(() => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    silence() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        near.resume()
        far.resume()
      }
    }
  }
}
