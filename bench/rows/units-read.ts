import { oneUnit } from '../peers/statement.ts'
import { type Bench, nationalDatabase, type Row, serve } from '../support/bench.ts'
import { compete, drawn, pgbench, standings } from '../support/compete.ts'
import { type Call, CONNECTIONS, load } from '../support/load.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import { isInstalled } from '../support/postgres.ts'
import type { Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** One unit by its code, drawn from all of the country. */
export const unitsRead: Row = { name: 'units-read', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await nationalDatabase(bench)
  const codes = shuffled(unitsIn(await nationalFile(bench.say)).map(({ code }) => code))
  const env = { DATABASE_URL: bench.postgres.url(database) }
  const servers = [await serve(bench, database), await startPeer('bare', env), await startPeer('usual', env)]
  const seconds = bench.isQuick ? 2 : 5
  try {
    const [ours, bare, usual] = servers.map(({ url }) => url) as [string, string, string]
    const open = codes.slice(0, CALLS).map((code): Call => ({ path: `/v1/units/${code}`, headers: {} }))
    const own = await asOwnProvince(open, codes)
    const script = `${drawn('code', codes.slice(0, CHOICES))}\n${oneUnit.replace(/\s+/g, ' ')}:code;\n`
    const scores = await compete<string>(bench, {
      ours: () => load(ours, own, seconds),
      bare: () => load(bare, open, seconds),
      usual: () => load(usual, open, seconds),
      ...(isInstalled('pgbench') && { limit: () => pgbench(env.DATABASE_URL, [script], seconds) })
    })
    return standings(unitsRead.name, 'one unit by code', scores, { bare: 1.5, limit: 0.55 })
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
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

/** Codes that pgbench draws from. */
const CHOICES = 2048

function shuffled<T>(list: T[]): T[] {
  for (let n = list.length - 1; n > 0; n--) {
    const m = Math.floor(Math.random() * (n + 1))
    ;[list[n], list[m]] = [list[m] as T, list[n] as T]
  }
  return list
}
