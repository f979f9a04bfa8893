import { addDays, localDate } from '../../src/platform/values/days.ts'
import { EDITION } from '../peers/cases.ts'
import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { compete, drawn, pgbench, standings } from '../support/compete.ts'
import { type Call, load } from '../support/load.ts'
import { isInstalled } from '../support/postgres.ts'
import type { Line } from '../support/result.ts'
import { startPeer } from '../support/server.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** A case taken in with its number, term, audit line and event, on top of a million. */
export const casesCreate: Row = { name: 'cases-create', measure }

const DATABASE = 'bench_cases'
const UNITS = 2000

/** They come in today: of older ones the service would have to tell that they are overdue, while it is measured. */
const receivedOn = localDate(new Date())
const dueOn = addDays(receivedOn, 15)
const receivedAt = `${receivedOn}T00:00:00+08:00`

async function measure(bench: Bench): Promise<Line[]> {
  const { postgres, isQuick } = bench
  await postgres.create(DATABASE, await caseDatabase(bench))
  const env = { DATABASE_URL: postgres.url(DATABASE) }
  const [ours, bare, usual] = [
    await serve(bench, DATABASE),
    await startPeer('bare', env),
    await startPeer('usual', env)
  ]
  try {
    const auth = bearer(await tokenOf('22', 'caseworker'))
    const seconds = isQuick ? 2 : 4
    const units = (
      await postgres.query<{ code: string }>(DATABASE, `select code from unit order by code limit ${UNITS}`)
    ).map(({ code }) => code)
    const calls = (headers: Record<string, string>) => units.map((code) => intake(code, headers))
    const scores = await compete<string>(bench, {
      ours: () => load(ours.url, calls(auth), seconds, 201),
      bare: () => load(bare.url, calls({}), seconds, 201),
      usual: () => load(usual.url, calls({}), seconds, 201),
      ...(isInstalled('pgbench') && { limit: () => pgbench(env.DATABASE_URL, [script(units)], seconds) })
    })
    return standings(casesCreate.name, 'case taken in', scores, { bare: 2, limit: 0.6 })
  } finally {
    await Promise.all([ours, bare, usual].map((server) => server.stop()))
    await postgres.drop(DATABASE)
  }
}

function intake(unitCode: string, headers: Record<string, string>): Call {
  const body = JSON.stringify({
    kind: 'appeal',
    channel: 'hotline',
    receivedAt,
    unitCode,
    category: 'low-income-allowance',
    summary: '反映低保申请长期未得到答复，请予核查',
    anonymous: true
  })
  return {
    path: '/v1/cases',
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/json' }
  }
}

/** The same rows by one statement, as fast as PostgreSQL takes them. */
function script(units: readonly string[]): string {
  return `${drawn('code', units)}\n${oneStatement.replace(/\s+/g, ' ')};\n`
}

const oneStatement = `
  with place as (select code, path from unit where code = :code::text),
  numbered as (
    insert into numbering (series, unit_code, year, last) values ('case', :code::text, ${receivedOn.slice(0, 4)}, 1)
    on conflict (series, unit_code, year) do update set last = numbering.last + 1 returning last),
  made as (
    insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
      deciding_unit_code, category, summary, anonymous, next_due_on, created_at, created_by)
    select uuid_v7(), code || '-${receivedOn.slice(0, 4)}-' || lpad(last::text, 6, '0'), 'appeal', 'hotline',
      '${receivedAt}', code, path, code, code, 'low-income-allowance',
      '反映低保申请长期未得到答复，请予核查', true, '${dueOn}', now(), 'peer'
    from place, numbered returning id, unit_code, path),
  termed as (
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, local_default,
      started_on, base_due_on, due_on, provisional, calendar_edition)
    select uuid_v7(), 'case', id, unit_code, 'case.notify', 'xinfang-2022:22', 15, 'calendar', false,
      '${receivedOn}', '${dueOn}', '${dueOn}', false, ${EDITION} from made),
  audited as (
    insert into audit_line (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
      unit_code, path, details, mac)
    select uuid_v7(), now(), 'peer', 'peer', unit_code, 'case.received', 'case', id, unit_code, path, '{}', ''
    from made returning id),
  queued as (insert into audit_pending (line_id) select id from audited),
  told as (
    insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    select audited.id, now(), 'case.received', 'case', made.id, unit_code, '{}' from audited, made)
  select * from made`
