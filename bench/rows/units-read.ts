import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneUnit } from '../peers/statement.ts'
import { type Bench, nationalDatabase, type Row, serve } from '../support/bench.ts'
import { type Call, CONNECTIONS, load } from '../support/load.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import { folder } from '../support/places.ts'
import { isInstalled, run } from '../support/postgres.ts'
import { atLeast, compared, type Line } from '../support/result.ts'
import { type Server, startPeer } from '../support/server.ts'
import { rotated } from '../support/statistics.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** One unit by its code, drawn from all of the country. */
export const unitsRead: Row = { name: 'units-read', measure }

type Runner = () => Promise<number>
interface Scores {
  ours: number[]
  bare: number[]
  usual: number[]
  limit: number[]
}

async function measure(bench: Bench): Promise<Line[]> {
  const database = await nationalDatabase(bench)
  const codes = shuffled(unitsIn(await nationalFile(bench.say)).map(({ code }) => code))
  const env = { DATABASE_URL: bench.postgres.url(database) }
  const servers = [await serve(bench, database), await startPeer('bare', env), await startPeer('usual', env)]
  try {
    const runners = await runnersFor(bench, database, codes, servers)
    return lines(await rounds(bench, runners), isInstalled('pgbench'))
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function runnersFor(bench: Bench, database: string, codes: string[], servers: Server[]) {
  const seconds = bench.isQuick ? 2 : 5
  const [ours, bare, usual] = servers.map(({ url }) => url) as [string, string, string]
  const open = codes.slice(0, CALLS).map((code): Call => ({ path: `/v1/units/${code}`, headers: {} }))
  const own = await asOwnProvince(open, codes)
  const runners: Partial<Record<keyof Scores, Runner>> = {
    ours: () => load(ours, own, seconds),
    bare: () => load(bare, open, seconds),
    usual: () => load(usual, open, seconds)
  }
  if (isInstalled('pgbench')) {
    const script = join(folder('pgbench'), 'one-unit.sql')
    writeFileSync(script, `${drawn(codes.slice(0, CHOICES))}\n${oneUnit.replace(/\s+/g, ' ')}:code;\n`)
    runners.limit = () => pgbench(bench.postgres.url(database), script, seconds)
  }
  return runners
}

/** Interleaved, begun with another one each round, after a warm-up. */
async function rounds(
  { isQuick, say }: Bench,
  runners: Partial<Record<keyof Scores, Runner>>
): Promise<Scores> {
  const scores: Scores = { ours: [], bare: [], usual: [], limit: [] }
  const all = Object.entries(runners) as [keyof Scores, Runner][]
  for (const [, run] of all) await run()
  for (let round = 0; round < (isQuick ? 3 : 7); round++) {
    for (const [name, run] of rotated(all, round)) scores[name].push(await run())
    say(all.map(([name]) => `${name} ${Math.round(scores[name].at(-1) as number)}/s`).join(', '))
  }
  return scores
}

function lines({ ours, bare, usual, limit }: Scores, hasPgbench: boolean): Line[] {
  const what = 'one unit by code'
  const common = { row: unitsRead.name, ours, unit: 'req/s' }
  return [
    compared({
      ...common,
      what: `${what}, beside bare pg`,
      other: bare,
      otherName: 'bare',
      bar: atLeast(1.5)
    }),
    hasPgbench
      ? compared({
          ...common,
          what: `${what}, of the limit`,
          other: limit,
          otherName: 'pgbench',
          bar: atLeast(0.55)
        })
      : {
          row: common.row,
          what: `${what}, of the limit`,
          kind: 'left-out',
          reason: 'pgbench is not installed'
        },
    compared({
      ...common,
      what: `${what}, beside the usual`,
      other: usual,
      otherName: 'usual',
      bar: atLeast(1)
    })
  ]
}

/** Calls to one server; each connection goes through its own part. */
const CALLS = CONNECTIONS * 500

/** Each province is asked for by somebody of its own: nobody sees another one. */
async function asOwnProvince(calls: readonly Call[], codes: readonly string[]): Promise<Call[]> {
  const provinces = [...new Set(codes.map((code) => code.slice(0, 2)))]
  const tokens = new Map<string, string>()
  await Promise.all(provinces.map(async (code) => tokens.set(code, await tokenOf(code, 'inspector'))))
  return calls.map((call, n) => {
    const province = codes[n]?.slice(0, 2) as string
    return { ...call, headers: bearer(tokens.get(province) as string) }
  })
}

async function pgbench(url: string, script: string, seconds: number): Promise<number> {
  const how = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(CONNECTIONS),
    '-j',
    '1',
    '-T',
    String(seconds),
    '-f',
    script
  ]
  const output = await run('pgbench', [...how, url])
  return Number(/^tps = ([\d.]+)/m.exec(output)?.[1])
}

/** Codes that pgbench draws from. */
const CHOICES = 2048

/** pgbench has no lists: one of many numbers, drawn by halving. */
function drawn(codes: readonly string[]): string {
  const halve = (from: number, to: number): string => {
    if (to - from === 1) return codes[from] as string
    const middle = (from + to) >> 1
    return `case when :n < ${middle} then ${halve(from, middle)} else ${halve(middle, to)} end`
  }
  return `\\set n random(0, ${codes.length - 1})\n\\set code ${halve(0, codes.length)}`
}

function shuffled<T>(list: T[]): T[] {
  for (let n = list.length - 1; n > 0; n--) {
    const m = Math.floor(Math.random() * (n + 1))
    ;[list[n], list[m]] = [list[m] as T, list[n] as T]
  }
  return list
}
