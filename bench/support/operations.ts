import type { Bench } from './bench.ts'
import { type Server, until } from './server.ts'
import { bearer, tokenOf } from './tokens.ts'

/** Asks for an operation, and waits until it has ended well. */
export async function checking(
  { url }: Server,
  path: string,
  wanted: object,
  as = { unit: '22', roles: 'fund-officer' }
): Promise<() => Promise<void>> {
  const headers = { ...bearer(await tokenOf(as.unit, as.roles)), 'content-type': 'application/json' }
  const body = JSON.stringify(wanted)
  return async () => {
    const answer = await fetch(url + path, { method: 'POST', headers, body })
    if (answer.status !== 202) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    const { id } = (await answer.json()) as { id: string }
    const ended = await until(async () => {
      const operation = await (await fetch(`${url}/v1/operations/${id}`, { headers })).json()
      return (operation as { endedAt: string | null }).endedAt === null ? undefined : operation
    }, 10)
    const { state, problem } = ended as { state: string; problem: unknown }
    if (state !== 'succeeded') throw new Error(`${path} failed: ${JSON.stringify(problem)}`)
  }
}

/** Seconds of ours and of another's, turn by turn. */
export async function roundsOf({ isQuick, say }: Bench, ours: Work, other: Work) {
  const seconds = { ours: [] as number[], other: [] as number[] }
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    const turns = [['ours', ours] as const, ['other', other] as const]
    for (const [name, work] of round % 2 === 0 ? turns : turns.reverse()) {
      const startedAt = performance.now()
      await work()
      seconds[name].push((performance.now() - startedAt) / 1000)
    }
    say(`ours ${seconds.ours.at(-1)?.toFixed(1)} s, other ${seconds.other.at(-1)?.toFixed(1)} s`)
  }
  return seconds
}

type Work = () => Promise<unknown>
