import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Test } from 'tap'

/** A way to PostgreSQL that can fall silent: connections stay open, and nothing comes through any more. */
export interface Proxy {
  /** The same database, by way of the proxy. */
  url: string
  /** Connections that are open now carry nothing more; later ones do. */
  silence(): void
  /** The same for those that are opened later, until `resume`. */
  silenceAll(): void
  /** New connections carry again. */
  resume(): void
  /** How many connections have been opened. */
  opened(): number
}

/** Each message of PostgreSQL arrives alone, as over a slow network. */
function apart(): Transform {
  let rest = Buffer.alloc(0)
  return new Transform({
    async transform(chunk: Buffer, _, done) {
      rest = Buffer.concat([rest, chunk])
      // A letter, and the length of all that follows it.
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const length = rest.readInt32BE(1) + 1
        this.push(rest.subarray(0, length))
        rest = rest.subarray(length)
        await wait(1)
      }
      done()
    }
  })
}

export async function proxyTo(t: Test, url: string, { isSlow = false } = {}): Promise<Proxy> {
  const target = new URL(url)
  const pairs = new Set<[Socket, Socket]>()
  let isSilent = false
  let opened = 0
  const server = createServer((near) => {
    opened += 1
    const far = connect(Number(target.port), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('error', () => {})
    far.on('error', () => near.destroy())
    if (isSilent) near.pause()
    else {
      near.pipe(far)
      near.setNoDelay()
      if (isSlow) far.pipe(apart()).pipe(near)
      else far.pipe(near)
    }
    near.on('close', () => {
      far.destroy()
      pairs.delete(pair)
    })
    far.on('close', () => {
      if (!silent.has(near)) near.destroy()
    })
  })
  const silent = new WeakSet<Socket>()
  const silence = () => {
    for (const [near, far] of pairs) {
      silent.add(near)
      near.unpipe(far)
      far.unpipe(near)
      near.resume()
      far.resume()
    }
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
    server.close()
  })
  const { port } = server.address() as { port: number }
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    silence,
    silenceAll() {
      isSilent = true
      silence()
    },
    resume() {
      isSilent = false
    },
    opened: () => opened
  }
}
