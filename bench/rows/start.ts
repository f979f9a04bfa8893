import type { Bench, Row } from '../support/bench.ts'
import { load } from '../support/load.ts'
import { folder } from '../support/places.ts'
import { alone, atMost, type Line } from '../support/result.ts'
import { startService } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** The service with its own database, as at every start after the first, and its memory after work. */
export const start: Row = { name: 'start', measure }

const LISTS = [
  '/v1/units?limit=200',
  '/v1/units?within=2201',
  '/v1/units/2202',
  '/v1/inspection-plans',
  '/v1/me'
]

async function measure({ isQuick, say }: Bench): Promise<Line[]> {
  const dataDir = folder('start')
  const embedded = { DATA_DIR: dataDir }
  const first = await startService(embedded)
  await first.stop()
  const seconds: number[] = []
  const memory: number[] = []
  const token = await tokenOf('22', 'inspector', dataDir)
  const calls = LISTS.map((path) => ({ path, headers: bearer(token) }))
  for (let round = 0; round < (isQuick ? 2 : 5); round++) {
    const server = await startService(embedded)
    try {
      seconds.push(server.readyAfter / 1000)
      await load(server.url, calls, isQuick ? 3 : 10)
      memory.push(server.memory('now'))
    } finally {
      await server.stop()
    }
    say(`ready after ${seconds.at(-1)?.toFixed(2)} s, ${memory.at(-1)?.toFixed(0)} MB after load`)
  }
  return [
    alone(start.name, 'start to ready, existing database', seconds, atMost(2, 's')),
    alone(start.name, 'memory after load', memory, atMost(180, 'MB'))
  ]
}
