import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type Bench, nationalDatabase, type Row, send, serve } from '../support/bench.ts'
import { onServerCore } from '../support/cores.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import { folder } from '../support/places.ts'
import { isInstalled, type Postgres, run } from '../support/postgres.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import type { Server } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A roster of a million lines into its month, checked line by line. */
export const fundsUpload: Row = { name: 'funds-upload', measure }

export const LINES = 1_000_000
const PERIOD = '2026-05'
const what = 'roster upload, 1 M lines'
const row = fundsUpload.name

async function measure(bench: Bench): Promise<Line[]> {
  const { isQuick, say } = bench
  const hasPsql = isInstalled('psql')
  const { file, county } = await rosterFile(say)
  const national = await nationalDatabase(bench)
  const ours: number[] = []
  const copied: number[] = []
  const memory: number[] = []
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    const upload = async () => {
      const { seconds, peak } = await uploading(bench, national, file, county)
      ours.push(seconds)
      memory.push(peak)
    }
    const copy = async () => {
      if (hasPsql) copied.push(await copying(bench.postgres, national, file))
    }
    const steps = round % 2 === 0 ? [upload, copy] : [copy, upload]
    for (const step of steps) await step()
    say(`ours ${last(ours)} s, psql ${last(copied)} s, peak ${last(memory)} MB`)
  }
  const speed = { row, what: `${what}, beside psql`, ours, other: copied, otherName: 'psql', unit: 's' }
  return [
    hasPsql
      ? compared({ ...speed, isInverse: true, bar: atLeast(0.7) })
      : { row, what: speed.what, kind: 'left-out', reason: 'psql is not installed' },
    alone(row, `${what}, peak memory`, memory, atMost(150, 'MB'))
  ]
}

function last(list: readonly number[]): string | undefined {
  return list.at(-1)?.toFixed(1)
}

/** A roster for the villages of one county; one line in five has an identity number. */
export async function rosterFile(say: (line: string) => void): Promise<{ file: string; county: string }> {
  const units = unitsIn(await nationalFile(say))
  const county = units.find(({ level }) => level === 'county')?.code as string
  const villages = units.filter(({ code, level }) => level === 'village' && code.startsWith(county))
  const file = join(folder('funds'), 'roster.csv')
  if (existsSync(file)) return { file, county }
  const draft = createWriteStream(`${file}.new`)
  draft.write('recipientNo,villageCode,amount,account,idNumber\n')
  for (let n = 0; n < LINES; n += 1) {
    const village = villages[n % villages.length]?.code
    const number = n % 5 === 0 ? idNumber(n) : ''
    const line = `R${String(n).padStart(8, '0')},${village},${300 + (n % 900)}.${10 + (n % 90)},62284800${n},${number}\n`
    if (!draft.write(line)) await once(draft, 'drain')
  }
  draft.end()
  await finished(draft)
  renameSync(`${file}.new`, file)
  return { file, county }
}

function idNumber(n: number): string {
  const first = `2201021970${String(1 + (n % 12)).padStart(2, '0')}15${String(n % 1000).padStart(3, '0')}`
  const sum = [...first].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0)
  return first + '10X98765432'[sum % 11]
}

/** Uploads a roster on a fresh copy of the country. */
export async function uploading(bench: Bench, national: string, file: string, county: string) {
  const { postgres, say } = bench
  const database = 'bench_upload'
  await postgres.create(database, national)
  const province = county.slice(0, 2)
  await postgres.query(
    database,
    `insert into fund_programme (id, unit_code, path, code, name)
      values (gen_random_uuid(), '${province}', '${province}', 'bench', 'bench')`
  )
  const server = await serve(bench, database)
  try {
    const id = await batchOf(server, county)
    say(`before the upload ${server.memory('peak').toFixed(0)} MB`)
    const startedAt = performance.now()
    await put(server, county, id, file)
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, peak: server.memory('peak') }
  } finally {
    await server.stop()
    await postgres.drop(database)
  }
}

async function batchOf({ url }: Server, county: string): Promise<string> {
  const headers = { ...bearer(await tokenOf(county, 'fund-officer')), 'content-type': 'application/json' }
  const body = JSON.stringify({ programme: 'bench', unitCode: county, period: PERIOD })
  const answer = await fetch(`${url}/v1/disbursements`, { method: 'POST', headers, body })
  if (answer.status !== 201) throw new Error(`no batch: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

async function put(server: Server, county: string, id: string, file: string): Promise<void> {
  const token = await tokenOf(county, 'fund-officer')
  const { lines } = await send<{ lines: number }>(
    server,
    'PUT',
    `/v1/disbursements/${id}/roster`,
    file,
    token
  )
  if (lines !== LINES) throw new Error(`the upload took ${lines} lines`)
}

/**
 * The table of the lines with its indexes, into which the file goes as it is: PostgreSQL takes amounts for
 * numbers there, and keeps identity numbers, which the service must not.
 */
const table = `
  select fund_month('${PERIOD}-01');
  create table roster_copy (like roster_line including all);
  alter table roster_copy alter amount type numeric(15, 2), add identity_number text,
    alter period set default '${PERIOD}-01', alter upload_id set default '019cac0f-2680-7000-8000-000000000001',
    alter line set default 1;
  create index on roster_copy (sha256(identity_number::bytea)) where identity_number is not null`

async function copying(postgres: Postgres, national: string, file: string): Promise<number> {
  const database = 'bench_copy'
  await postgres.create(database, national)
  try {
    await postgres.query(database, table)
    const columns = 'recipient_no, village_code, amount, account, identity_number'
    const copy = `\\copy roster_copy (${columns}) from '${file}' with (format csv, header)`
    const args = ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--command', copy]
    const startedAt = performance.now()
    await run(...onServerCore('psql', [...args, postgres.url(database)]))
    return (performance.now() - startedAt) / 1000
  } finally {
    await postgres.drop(database)
  }
}
