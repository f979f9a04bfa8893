import { randomUUID } from 'node:crypto'

/** What the peers say to the database about cases, in plain SQL. */
export const queueColumns = `c.id, c.number, c.kind, c.channel, c.received_at as "receivedAt",
  c.unit_code as "unitCode", unit.name as "unitName", c.deciding_unit_code as "decidingUnitCode",
  c.accused_unit_codes as "accusedUnitCodes", c.category, c.cause, c.summary, c.anonymous, c.representatives, c.state,
  nullif(c.next_due_on, 'infinity') as "nextDueOn", c.next_due_on < current_date as overdue,
  c.handler_name as "handlerName", c.same_facts_as as "sameFactsAs", c.accepted_on as "acceptedOn",
  c.concluded_on as "concludedOn", c.closed_on as "closedOn"`

/** A page of the queue of a unit at a depth of the tree (the province 1, a village 5). */
export function queuePage(depth: number): string {
  const column = depth === 5 ? 'unit_code' : `within_${depth}`
  return `select ${queueColumns} from petition_case c join unit on unit.code = c.unit_code
    where c.${column} = $1 order by c.next_due_on, c.id limit 51`
}

/** No edition of the calendar comes after it: of an earlier one the service would count the terms again. */
export const EDITION = 1_000_000

/** What is written for one case, statement by statement. Values: see `valuesOf`. */
export const writes = {
  number: `insert into numbering (series, unit_code, year, last) values ('case', $1, $2, 1)
    on conflict (series, unit_code, year) do update set last = numbering.last + 1 returning last`,
  unit: 'select name, path from unit where code = $1',
  petition: `insert into petition_case (id, number, kind, channel, received_at, unit_code, path,
    receiving_unit_code, deciding_unit_code, category, summary, anonymous, next_due_on, created_at, created_by)
    values ($1, $2, $3, $4, $5, $6, $7, $6, $6, $8, $9, $10, $11, now(), 'peer') returning *`,
  term: `insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit,
    local_default, started_on, base_due_on, due_on, provisional, calendar_edition)
    values ($1, 'case', $2, $3, 'case.notify', 'xinfang-2022:22', 15, 'calendar', false, $4, $5, $5, false, ${EDITION})`,
  audit: `insert into audit_line (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
    unit_code, path, details, mac) values ($1, now(), 'peer', 'peer', $3, 'case.received', 'case', $2, $3, $4, '{}', '')`,
  pending: 'insert into audit_pending (line_id) values ($1)',
  event: `insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    values ($1, now(), 'case.received', 'case', $2, $3, '{}')`
}

export interface NewCase {
  kind: string
  channel: string
  receivedAt: string
  unitCode: string
  category: string
  summary: string
  anonymous: boolean
}

type Run = (text: string, values: unknown[]) => Promise<Record<string, unknown>[]>

/** Takes a case in, one statement after the other; gives its row. */
export async function receive(run: Run, wanted: NewCase): Promise<Record<string, unknown> | undefined> {
  const { kind, channel, receivedAt, unitCode, category, summary, anonymous } = wanted
  const [unit] = await run(writes.unit, [unitCode])
  const receivedOn = receivedAt.slice(0, 10)
  const dueOn = new Date(Date.parse(receivedOn) + 15 * 86_400_000).toISOString().slice(0, 10)
  const year = Number(receivedOn.slice(0, 4))
  const [counted] = await run(writes.number, [unitCode, year])
  const [id, line] = [randomUUID(), randomUUID()]
  const number = `${unitCode}-${year}-${String(counted?.last).padStart(6, '0')}`
  const path = unit?.path
  const head = [id, number, kind, channel, receivedAt, unitCode, path]
  const [made] = await run(writes.petition, [...head, category, summary, anonymous, dueOn])
  await run(writes.term, [randomUUID(), id, unitCode, receivedOn, dueOn])
  await run(writes.audit, [line, id, unitCode, path])
  await run(writes.pending, [line])
  await run(writes.event, [line, id, unitCode])
  return made
}
