import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Answer, CallOptions, Method, TestService } from './service.ts'

/** The identifier of no record. */
export const nowhere = '01900000-0000-7000-8000-000000000000'

/** An audit line, and the outbox event that was written beside it. */
export interface Noted {
  action: string
  actor: string
  unitCode: string
  path: string
  details: Record<string, unknown>
  event: string
  data: Record<string, unknown>
}

/** What was noted about a subject, oldest first; within a moment, in the order of the transactions. */
export async function noted({ database }: TestService, subjectId: string): Promise<Noted[]> {
  const { rows } = await sql<Noted>`
    select line.action, line.actor_sub as actor, line.unit_code as "unitCode", line.path, line.details,
      event.type as event, event.data
    from audit_line line left join outbox_event event on event.id = line.id
    where line.subject_id = ${subjectId} order by line.at, line.xmin::text::bigint, line.id`.execute(
    database.owner.db
  )
  return rows
}

/** Does something that must leave every table as it is. */
export async function nothingWritten(
  t: Test,
  service: TestService,
  what: () => Promise<unknown>
): Promise<void> {
  const before = await picture(service)
  await what()
  t.strictSame(await picture(service), before, 'nothing was written')
}

/** A request, and the refusal it must meet: status, code, and where in the request. */
export interface Refused extends CallOptions {
  method?: Method
  url?: string
  is: [status: number, code: string, pointer?: string]
}

/** Sends requests that must all be refused as told, and looks that none has left a trace. */
export function refused(
  t: Test,
  service: TestService,
  usual: { method: Method; url: string } & CallOptions,
  cases: Record<string, Refused>
): Promise<void> {
  return nothingWritten(t, service, async () => {
    for (const [name, { is, ...own }] of Object.entries(cases)) {
      const { method, url, ...options } = { ...usual, ...own }
      t.strictSame(inShort(await service.call(method, url, options), is), is, name)
    }
  })
}

/** Of a refusal what a case tells: with a third word, where in the request the fault lies. */
function inShort({ status, body }: Answer, is: Refused['is']) {
  const pointers: string[] = (body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer)
  const where = is[2] === undefined || pointers.includes(is[2]) ? is[2] : pointers.join(' ')
  return [status, body.code, ...(is.length > 2 ? [where] : [])]
}

async function picture({ database }: TestService): Promise<Record<string, string>> {
  const { db } = database.owner
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const tables = rows.map(async ({ name }): Promise<[string, string]> => {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum
      from ${sql.table(name)} t`.execute(db)
    return [name, rows[0]?.sum ?? '']
  })
  return Object.fromEntries(await Promise.all(tables))
}

/** The statuses of answers to requests at the same time, in ascending order. */
export function statuses(answers: readonly Pick<Answer, 'status'>[]): number[] {
  return answers.map(({ status }) => status).sort()
}
