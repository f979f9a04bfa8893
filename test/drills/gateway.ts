import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../support/ports.ts'
import { atEnd, folder, root, until } from './support.ts'

interface Gateway {
  url: string
  /** Requests that failed, by who refused them and why, such as `503 by haproxy (SC) 2`. */
  failures(): string
}

/** haproxy with `docker/haproxy.cfg`, on loopback: without TLS, and with these instances in place of names. */
export async function gatewayOver(ports: readonly number[]): Promise<Gateway> {
  const [port, health] = [await freePort(), await freePort()]
  const servers = ports.map((one, n) => `  server api${n} 127.0.0.1:${one}`).join('\n')
  const settings = readFileSync(join(root, 'docker', 'haproxy.cfg'), 'utf8')
    .replace(/ {2}bind :8443 .*/, `  bind 127.0.0.1:${port}`)
    .replace('bind :8404', `bind 127.0.0.1:${health}`)
    .replace(/ {2}server-template .*/, servers)
    .replace(/^resolvers(\n.+)+/m, '')
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, settings)
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  atEnd(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await until(() =>
    fetch(`http://127.0.0.1:${health}/health`).then(
      ({ ok }) => ok || undefined,
      () => undefined
    )
  )
  return { url: `http://127.0.0.1:${port}`, failures: () => failuresIn(said) }
}

/** From the log, which has a line for each request that went wrong. */
function failuresIn(log: string): string {
  const counts = new Map<string, number>()
  for (const line of log.split('\n').filter((line) => line.includes('"gateway.request"'))) {
    const { status, ended } = JSON.parse(line.slice(line.indexOf('{')))
    if (status >= 200 && status < 500) continue
    // Two dashes: the answer is that of the service.
    const who = `${status} by ${ended === '--' ? 'the service' : `haproxy (${ended})`}`
    counts.set(who, (counts.get(who) ?? 0) + 1)
  }
  return [...counts].map(([who, count]) => `${who} ${count}`).join(', ') || 'none'
}
