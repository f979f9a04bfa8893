import { sql } from 'kysely'
import type { TestDatabase } from '../support/database.ts'
import type { Answer, TestService } from '../support/service.ts'

/** For each table a mark that changes with every row that is added, changed or deleted. */
export type Marks = Record<string, string>

/**
 * Counts from now on, table by table, the statements that changed rows of it and were not rolled back. Left out:
 * the queue of audit seals; names of contents, which are noted before each upload and taken back when it is
 * refused; and of the job queue all but the number of jobs, since it keeps its own books.
 */
export async function marksOf({ owner }: TestDatabase): Promise<() => Promise<Marks>> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename not in ('audit_pending', 'attachment_unused', 'noted_write')`.execute(
    owner.db
  )
  await sql.raw(counting + rows.map(({ name }) => noting(name)).join('')).execute(owner.db)
  const query = sql.raw<{ name: string; mark: string }>(`
    select name, count(*)::text as mark from noted_write group by name
    union all select 'job', count(*)::text from pgboss.job`)
  return async () =>
    Object.fromEntries((await query.execute(owner.db)).rows.map(({ name, mark }) => [name, mark]))
}

const counting = `
  create table if not exists noted_write (name text not null);
  create or replace function note_write() returns trigger language plpgsql security definer as $$
  begin
    if exists (select from changed) then
      insert into public.noted_write values (tg_table_name);
    end if;
    return null;
  end $$;`

function noting(table: string): string {
  const changes = { insert: 'new', update: 'new', delete: 'old' }
  const each = Object.entries(changes).map(
    ([change, rows]) => `
    create or replace trigger note_${change} after ${change} on ${table}
      referencing ${rows} table as changed for each statement execute function note_write();`
  )
  return each.join('')
}

/** The tables of which one mark differs from the other. */
export function written(before: Marks, after: Marks): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name])
}

/** Codes that refusals may carry, with the status that belongs to each; and codes of single faults. */
export interface Codes {
  refusals: ReadonlyMap<string, number>
  faults: ReadonlySet<string>
}

export async function codesOf({ call }: TestService): Promise<Codes> {
  const { body } = await call('GET', '/v1/dictionaries')
  const refusals = new Map<string, number>(
    body.errors.map((one: { code: string; status: number }) => [one.code, one.status])
  )
  return {
    refusals,
    faults: new Set([...refusals.keys(), ...body.faults.map((one: { code: string }) => one.code)])
  }
}

/** What is wrong with a refusal, apart from what the document says about its shape. */
export function flaws({ status, headers, body }: Answer, path: string, codes: Codes): string[] {
  if (status < 400) return []
  const known = codes.refusals.get(body.code)
  const strange = (body.errors ?? []).filter(({ code }: { code: string }) => !codes.faults.has(code))
  const told = { type: headers['content-type'], length: JSON.stringify(body).length }
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(told.type?.startsWith('application/problem+json') ? [] : [`content type ${told.type}`]),
    ...(known === status && body.status === status ? [] : [`code ${body.code} does not go with ${status}`]),
    ...strange.map(({ code }: { code: string }) => `fault ${code} is not in the dictionaries`),
    ...(body.instance === path ? [] : [`instance ${body.instance}`]),
    ...(body.code !== 'validation-failed' || body.errors?.length > 0 ? [] : ['no place is named']),
    ...(headers['x-request-id'] === body.requestId ? [] : ['the request has two names']),
    ...(told.length < 100_000 ? [] : [`a refusal of ${told.length} characters`])
  ]
}
