import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Person, TestService } from '../support/service.ts'
import { lineOf } from './jilin.ts'

export const bulletins = '/v1/case-bulletins'

/** A case as the tests put it into the database, past the service. */
export interface Planted {
  unitCode: string
  kind: string
  category: string
  cause: string | null
  state: string
  outcome: string | null
  receivedAt: string
  concludedOn: string | null
  accusedUnitCode: string | null
  /** Without a unit: of the one that handles the case. */
  terms: { rule: string; dueOn: string; metOn: string | null; unitCode?: string }[]
}

export const plain: Planted = {
  unitCode: '220102',
  kind: 'appeal',
  category: 'other',
  cause: null,
  state: 'accepted',
  outcome: null,
  receivedAt: '2026-01-15T09:00:00+08:00',
  concludedOn: null,
  accusedUnitCode: null,
  terms: []
}

export const missed = { rule: 'case.notify', dueOn: '2026-01-30', metOn: null }

/** Puts cases into the database in three statements, with their terms and replies. */
export async function plant({ database }: TestService, cases: readonly Planted[]): Promise<string[]> {
  const { db } = database.owner
  const rows = cases.map((one) => ({ ...one, id: uuid(), path: lineOf(one.unitCode).join('.') }))
  const terms = rows.flatMap(({ id, unitCode, terms }) =>
    terms.map((term) => ({ unitCode, ...term, id: uuid(), caseId: id }))
  )
  await sql`
    insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
      deciding_unit_code, accused_unit_codes, hidden_from, category, cause, summary, anonymous, state, concluded_on,
      created_at, created_by)
    select id, 'T-' || id, kind, 'letter', "receivedAt", "unitCode", path, "unitCode", "unitCode",
      accused, accused, category, cause, '摘要', true, state, "concludedOn", "receivedAt", 'tests'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (id uuid, kind text,
      "receivedAt" timestamptz, "unitCode" text, path text, "accusedUnitCode" text, category text, cause text,
      state text, "concludedOn" date)
    cross join lateral (values (nullif(array["accusedUnitCode"], array[null::text]))) as set (accused)`.execute(
    db
  )
  await sql`
    insert into case_decision (case_id, stage, unit_code, outcome, text, decided_on, decided_by)
    select id, 'reply', "unitCode", outcome, '答复', "concludedOn", 'tests'
    from jsonb_to_recordset(${JSON.stringify(rows.filter(({ outcome }) => outcome !== null))}::jsonb) as one
      (id uuid, "unitCode" text, outcome text, "concludedOn" date)`.execute(db)
  await sql`
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, local_default,
      started_on, base_due_on, due_on, provisional, calendar_edition, met_on)
    select id, 'case', "caseId", "unitCode", rule, 'clause', 15, 'calendar', false, "dueOn" - 15, "dueOn",
      "dueOn", false, 1, "metOn"
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as one
      (id uuid, "caseId" uuid, "unitCode" text, rule text, "dueOn" date, "metOn" date)`.execute(db)
  return rows.map(({ id }) => id)
}

export const leader = (unit: string): Person => ({ unit, roles: ['leader'] })
export const reader = (unit: string): Person => ({ unit, roles: ['viewer'] })

/** Drafts and publishes, the shortest way. */
export function bulletinsOf({ call }: TestService) {
  const draft = async (withinCode: string, from = '2026-01-01', to = '2026-01-31', as = leader('22')) =>
    (await call('POST', bulletins, { as, body: { withinCode, from, to } })).body
  const step = (id: string, name: string, options: Parameters<typeof call>[2] = {}) =>
    call('POST', `${bulletins}/${id}/${name}`, { as: leader('22'), ...options })
  const published = async (withinCode: string) => {
    const { id } = await draft(withinCode)
    return (await step(id, 'publish')).body
  }
  const read = async (id: string, as: Person) => (await call('GET', `${bulletins}/${id}`, { as })).body
  return { draft, step, published, read }
}
