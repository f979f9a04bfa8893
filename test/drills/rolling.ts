import { loadavg } from 'node:os'
import { freePort } from '../support/ports.ts'
import { gatewayOver } from './gateway.ts'
import {
  bundle,
  database,
  drill,
  type Instance,
  instance,
  isInstalled,
  load,
  mixed,
  pause,
  prepared,
  refusals,
  skip,
  stopped,
  token
} from './support.ts'

/**
 * Two instances behind haproxy are restarted one after the other, several times, under load. No request fails.
 *
 *     node test/drills/rolling.ts [times] [requests a second]
 */
const [times = 6, rate = 200] = process.argv.slice(2).map(Number)
if (!isInstalled('haproxy')) await skip('rolling', 'haproxy is not installed')

await drill('rolling', 120 + 40 * times, async () => {
  const postgres = await database()
  const dist = bundle()
  await prepared(dist, postgres)
  const ports = [await freePort(), await freePort()]
  const start = (n: number) =>
    instance(dist, { DATABASE_URL: postgres.url, PORT: String(ports[n]), DATABASE_POOL_SIZE: '10' })
  const instances: Instance[] = [await start(0), await start(1)]
  const gateway = await gatewayOver(ports)
  const running = load(gateway.url, token(dist), rate, mixed)
  await pause(3000)
  const [before] = loadavg()
  const codes: (number | null)[] = []
  for (let n = 0; n < times; n += 1) {
    for (const which of [0, 1]) {
      codes.push(await stopped(instances[which] as Instance))
      instances[which] = await start(which)
      // A gateway wants to have seen the new one before the other goes.
      await pause(2500)
    }
  }
  await running.stop()
  return {
    'load of the machine before, and now': { value: `${before?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}` },
    'requests sent': { value: running.sent() },
    'requests failed': { value: running.failed(), bar: '0', isMet: running.failed() === 0 },
    refusals: { value: String(refusals) },
    'failures as the gateway saw them': { value: gateway.failures() },
    'answers by status': { value: JSON.stringify(Object.fromEntries(running.statuses)) },
    'instances that ended with 0': {
      value: codes.filter((code) => code === 0).length,
      bar: String(codes.length),
      isMet: codes.every((code) => code === 0)
    }
  }
})
