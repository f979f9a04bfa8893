import { localDate } from '../../src/platform/values/days.ts'
import { type Bench, nationalDatabase, type Row, serve } from '../support/bench.ts'
import { atMost, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** Intake and search of cases with the longest texts beside ordinary ones: long ones must not cost far more. */
export const longTexts: Row = { name: 'long-texts', measure }

const DATABASE = 'bench_long_texts'
const LONGEST = 4000
const LONGEST_QUERY = 100
const TOGETHER = 8

const receivedAt = `${localDate(new Date())}T00:00:00+08:00`

/** Text in which hardly any two characters come twice beside each other. */
function textOf(seed: number, length: number): string {
  const letters = Array.from({ length }, (_, at) => 0x4e00 + ((seed * 131 + at * 7919 + at * at * 31) % 8000))
  return String.fromCodePoint(...letters)
}

const ordinary = (seed: number) => `反映低保申请长期未得到答复，请予核查${textOf(seed, 4)}`
const long = (seed: number) => `反映低保申请长期未得到答复，请予核查${textOf(seed, LONGEST - 30)}`

async function measure(bench: Bench): Promise<Line[]> {
  const { postgres, isQuick, say } = bench
  await postgres.create(DATABASE, await nationalDatabase(bench))
  const server = await serve(bench, DATABASE)
  const [rounds, each] = isQuick ? [3, 100] : [5, 300]
  const intake = { long: [] as number[], ordinary: [] as number[] }
  const search = { long: [] as number[], ordinary: [] as number[] }
  try {
    const headers = bearer(await tokenOf('22', 'caseworker'))
    const send = async (path: string, init: RequestInit, expected: number) => {
      const answer = await fetch(`${server.url}${path}`, init)
      const text = await answer.text()
      if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}: ${text}`)
    }
    const post = (summary: string) =>
      send(
        '/v1/cases',
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ ...usual, receivedAt, summary })
        },
        201
      )
    const find = (q: string) => send(`/v1/cases?q=${encodeURIComponent(q)}`, { headers }, 200)
    for (let round = 0; round <= rounds; round += 1) {
      const seeds = Array.from({ length: each }, (_, n) => round * each + n)
      const times = {
        ordinary: await timed(seeds, (seed) => post(ordinary(seed))),
        long: await timed(seeds, (seed) => post(long(seed))),
        short: await timed(seeds.slice(0, 50), (seed) => find(textOf(seed, 4))),
        whole: await timed(seeds.slice(0, 50), (seed) => find(textOf(seed, LONGEST_QUERY)))
      }
      // The first round warms up.
      if (round === 0) continue
      intake.ordinary.push(times.ordinary)
      intake.long.push(times.long)
      search.ordinary.push(times.short)
      search.long.push(times.whole)
      say(
        Object.entries(times)
          .map(([what, ms]) => `${what} ${ms.toFixed(0)} ms`)
          .join(', ')
      )
    }
  } finally {
    await server.stop()
    await postgres.drop(DATABASE)
  }
  const line = (what: string, found: typeof intake) =>
    compared({
      row: longTexts.name,
      what,
      ours: found.long,
      other: found.ordinary,
      otherName: 'ordinary',
      unit: 'ms',
      bar: atMost(3)
    })
  return [
    line(`intake of ${each} cases of ${LONGEST} characters`, intake),
    line(`search of 50 texts of ${LONGEST_QUERY} characters`, search)
  ]
}

const usual = {
  kind: 'appeal',
  channel: 'hotline',
  unitCode: '220102',
  category: 'low-income-allowance',
  anonymous: true
}

async function timed(seeds: readonly number[], action: (seed: number) => Promise<void>): Promise<number> {
  const left = [...seeds]
  const startedAt = performance.now()
  const one = async () => {
    for (let seed = left.pop(); seed !== undefined; seed = left.pop()) await action(seed)
  }
  await Promise.all(Array.from({ length: TOGETHER }, one))
  return performance.now() - startedAt
}
