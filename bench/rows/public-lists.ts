import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { type Bench, nationalDatabase, type Row, serve } from '../support/bench.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import { folder } from '../support/places.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'
import type { Server } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A list of 200,000 names that is rendered, and the same that is scanned, beside a bare reader of CSV. */
export const publicLists: Row = { name: 'public-lists', measure }

const LINES = 200_000
const PERIOD = '2026-05'
const row = publicLists.name

async function measure(bench: Bench): Promise<Line[]> {
  const { isQuick, say } = bench
  const county = unitsIn(await nationalFile(say)).find(({ level }) => level === 'county')?.code as string
  const file = namesFile()
  const national = await nationalDatabase(bench)
  const [rendered, scanned, parsed, memory]: number[][] = [[], [], [], []]
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    const found = await once(bench, national, county, file)
    rendered?.push(found.render)
    scanned?.push(found.scan)
    memory?.push(found.peak)
    parsed?.push(await bare(file))
    say(
      `render ${found.render.toFixed(1)} s, scan ${found.scan.toFixed(1)} s, peak ${found.peak.toFixed(0)} MB`
    )
  }
  const beside = { row, other: parsed ?? [], otherName: 'csv-parse', unit: 's', isInverse: true }
  return [
    compared({ ...beside, what: 'render, 200,000 lines', ours: rendered ?? [], bar: atLeast(0.05) }),
    compared({ ...beside, what: 'scan, 200,000 lines', ours: scanned ?? [], bar: atLeast(0.06) }),
    alone(row, 'render, 200,000 lines, seconds', rendered ?? [], atMost(10, 's')),
    alone(row, 'scan, 200,000 lines, seconds', scanned ?? [], atMost(10, 's')),
    alone(row, 'render and scan, peak memory', memory ?? [], atMost(250, 'MB'))
  ]
}

/** Names with identity numbers, as a county sends them. */
function namesFile(): string {
  const file = join(folder('lists'), 'names.csv')
  if (existsSync(file)) return file
  const lines = Array.from({ length: LINES }, (_, n) => `R${n},张三丰,${idNumber(n)},2`)
  writeFileSync(file, ['recipientNo,name,idNumber,people', ...lines, ''].join('\n'))
  return file
}

function idNumber(n: number): string {
  const first = `2201021970${String(1 + (n % 12)).padStart(2, '0')}15${String(n % 1000).padStart(3, '0')}`
  const sum = [...first].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0)
  return first + '10X98765432'[sum % 11]
}

const roster = (county: string) => `
  insert into fund_programme (id, unit_code, path, code, name)
    values (gen_random_uuid(), '${county.slice(0, 2)}', '${county.slice(0, 2)}', 'bench', 'bench');
  select fund_month('${PERIOD}-01');
  insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
    select uuid_v7(), fund_programme.id, unit.code, unit.path, '${PERIOD}-01', '${PERIOD}-10', now(), 'bench'
    from fund_programme, unit where unit.code = '${county}' and fund_programme.code = 'bench';
  insert into fund_upload (id, disbursement_id, kind, number, period, lines, amount, file_hash, format,
      uploaded_at, uploaded_by)
    select uuid_v7(), id, 'roster', 1, period, ${LINES}, ${LINES}, 'bench', 'utf-8', now(), 'bench'
    from disbursement;
  update disbursement set roster_upload_id = fund_upload.id from fund_upload;
  insert into roster_line (period, upload_id, line, recipient_no, village_code, amount)
    select '${PERIOD}-01', fund_upload.id, n + 2, 'R' || n, village.code, 30000
    from fund_upload, (select min(code) as code from unit where level = 'village' and path like
      '%.${county}.%') as village, generate_series(0, ${LINES - 1}) as n;
  analyze roster_line`

async function once({ postgres, ...bench }: Bench, national: string, county: string, file: string) {
  const database = 'bench_lists'
  await postgres.create(database, national)
  await postgres.query(database, roster(county))
  const server = await serve({ postgres, ...bench }, database)
  try {
    const token = await tokenOf(county, 'fund-officer,leader')
    const id = await listOf(server, county, token)
    const render = await sent(server, `/v1/disclosure-lists/${id}/render`, file, token)
    const query = `targetCode=${county}&programme=bench&period=${PERIOD}`
    const scan = await sent(server, `/v1/disclosure-scans?${query}`, file, token)
    return { render, scan, peak: server.memory('peak') }
  } finally {
    await server.stop()
    await postgres.drop(database)
  }
}

async function listOf({ url }: Server, county: string, token: string): Promise<string> {
  const headers = { ...bearer(token), 'content-type': 'application/json' }
  const wanted = { unitCode: county, programme: 'bench', period: PERIOD, content: 'recipients' }
  const body = JSON.stringify({ ...wanted, channel: 'website' })
  const answer = await fetch(`${url}/v1/disclosure-lists`, { method: 'POST', headers, body })
  if (answer.status !== 201) throw new Error(`no list: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Seconds until the whole answer is there. */
async function sent({ url }: Server, path: string, file: string, token: string): Promise<number> {
  const headers = { ...bearer(token), 'content-type': 'text/csv', accept: 'text/csv, application/json;q=0.5' }
  const body = readFileSync(file)
  const startedAt = performance.now()
  const answer = await fetch(url + path, { method: 'POST', headers, body })
  const text = await answer.text()
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
  return (performance.now() - startedAt) / 1000
}

/** The same file, read by csv-parse and by nobody else. */
async function bare(file: string): Promise<number> {
  const startedAt = performance.now()
  let lines = 0
  for await (const _ of createReadStream(file).pipe(parse())) lines += 1
  if (lines !== LINES + 1) throw new Error(`${lines} lines were read`)
  return (performance.now() - startedAt) / 1000
}
