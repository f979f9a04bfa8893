import { type Bench, nationalDatabase, type Row, serve } from '../support/bench.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import { atMost, compared, type Line } from '../support/result.ts'
import { type Server, until } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** All plans of the country with every draw, province by province. */
export const plans: Row = { name: 'plans', measure }

const DATABASE = 'bench_plans'
const YEAR = 2026

async function measure(bench: Bench): Promise<Line[]> {
  const { postgres, isQuick, say } = bench
  const template = await nationalDatabase(bench)
  const units = unitsIn(await nationalFile(say))
  const provinces = units.filter(({ level }) => level === 'province').map(({ code }) => code)
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    await postgres.create(DATABASE, template)
    const made = await generating(bench, provinces)
    ours.push(made.seconds)
    bare.push(await inserting(bench, made.tasks))
    const { plans, tasks, draws, wall } = made
    say(
      `${plans} plans, ${draws} draws, ${tasks} tasks: ours ${made.seconds.toFixed(1)} s (${wall.toFixed(1)} s with the queue), bare ${bare.at(-1)?.toFixed(1)} s`
    )
    await postgres.drop(DATABASE)
  }
  const beside = { other: bare, otherName: 'insert … select', unit: 's', bar: atMost(1.5) }
  return [compared({ row: plans.name, what: 'all plans of the country', ours, ...beside })]
}

interface Made {
  plans: number
  tasks: number
  draws: number
  /** From the start of each operation to its end being visible, summed. */
  seconds: number
  wall: number
}

async function generating(bench: Bench, provinces: string[]): Promise<Made> {
  const server = await serve(bench, DATABASE)
  try {
    const tokens = await Promise.all(provinces.map((code) => tokenOf(code, 'planner')))
    const sum: Made = { plans: 0, tasks: 0, draws: 0, seconds: 0, wall: 0 }
    const startedAt = Date.now()
    for (const [n, code] of provinces.entries()) {
      const one = await generate(server, code, bearer(tokens[n] as string))
      for (const name of ['plans', 'tasks', 'draws', 'seconds'] as const) sum[name] += one[name]
    }
    return { ...sum, wall: (Date.now() - startedAt) / 1000 }
  } finally {
    await server.stop()
  }
}

interface Operation {
  state: string
  startedAt: string
  result: { plans: number; tasks: number; draws: number }
}

/** Queued, and asked for until it is over. What a transaction did is over when others can see it. */
async function generate({ url }: Server, province: string, auth: { authorization: string }) {
  const body = JSON.stringify({
    withinCode: province,
    year: YEAR,
    seed: `bench ${province}`,
    seedSource: 'bench'
  })
  const headers = { ...auth, 'content-type': 'application/json' }
  const queued = await fetch(`${url}/v1/inspection-plans/generate`, { method: 'POST', headers, body })
  if (queued.status !== 202) throw new Error(`generation answered ${queued.status}: ${await queued.text()}`)
  const location = url + queued.headers.get('location')
  const ended = await until(async () => {
    const operation = (await (await fetch(location, { headers: auth })).json()) as Operation
    return ['succeeded', 'failed'].includes(operation.state) ? operation : undefined
  }, 10)
  if (ended.state === 'failed') throw new Error(`generation failed: ${JSON.stringify(ended)}`)
  return { ...ended.result, seconds: (Date.now() - Date.parse(ended.startedAt)) / 1000 }
}

/** As many rows, of the same content, by one statement into a table with the same indexes and no more. */
async function inserting({ postgres }: Bench, tasks: number): Promise<number> {
  await postgres.query(DATABASE, 'create table task_copy (like inspection_task including all)')
  await postgres.query(DATABASE, 'analyze inspection_task')
  const startedAt = performance.now()
  await postgres.query(DATABASE, 'insert into task_copy select * from inspection_task')
  const seconds = (performance.now() - startedAt) / 1000
  const [found] = await postgres.query<{ count: number }>(DATABASE, 'select count(*)::int from task_copy')
  if (found?.count !== tasks) throw new Error(`${found?.count} of ${tasks} tasks were copied`)
  return seconds
}
