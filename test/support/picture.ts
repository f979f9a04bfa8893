import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startEmbedded } from '../../src/embedded/index.ts'
import type { Db } from '../../src/platform/database/connect.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migration/migrate.ts'

export const pictureFile = new URL('../../migrations/schema.sql', import.meta.url)

const heading = `-- A picture of the schema, drawn from the catalogs after all migrations; it is never run.
-- Drawn again by: node test/support/picture.ts --write
`

/** The schema as it stands, as text: the same for the same schema, whatever the version of PostgreSQL. */
export async function picture(db: Db): Promise<string> {
  const parts = [await extensions(db), await types(db), await functions(db), await sequences(db)]
  for (const table of await relations(db, 'r', 'p')) parts.push([await tableText(db, table)])
  parts.push(await views(db))
  return [heading.trimEnd(), ...parts.flat()].join('\n\n').concat('\n')
}

// What belongs to an extension, or to the migrator itself, is not ours.
const ours = (catalog: string, oid: string) => sql`
  not exists (select from pg_depend where classid = ${sql.lit(catalog)}::regclass
    and objid = ${sql.ref(oid)} and deptype = 'e')`

async function texts(db: Db, query: ReturnType<typeof sql<{ text: string }>>): Promise<string[]> {
  const { rows } = await query.execute(db)
  return rows.map(({ text }) => text)
}

function extensions(db: Db) {
  return texts(
    db,
    sql`select 'create extension ' || extname || ';' as text from pg_extension where extname <> 'plpgsql'
      order by extname collate "C"`
  )
}

function types(db: Db) {
  return texts(
    db,
    sql`select case typtype
        when 'd' then 'create domain ' || typname || ' as ' || format_type(typbasetype, typtypmod) || coalesce((
          select string_agg(format(e'\n  constraint %s %s', conname, pg_get_constraintdef(oid, true)), '' order by conname)
          from pg_constraint where contypid = pg_type.oid), '')
        else 'create type ' || typname || ' as enum (' || (
          select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
          from pg_enum where enumtypid = pg_type.oid
        ) || ')' end || ';' as text
      from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')
        and ${ours('pg_type', 'pg_type.oid')}
      order by typname collate "C"`
  )
}

/** The body of uuid_v7 depends on what the version of PostgreSQL brings with it. */
function functions(db: Db) {
  return texts(
    db,
    sql`select case when prokind = 'a'
        then format(E'create aggregate %s(%s) (sfunc = %s, stype = %s);', proname,
          pg_get_function_arguments(pg_proc.oid), aggtransfn, format_type(aggtranstype, null))
        else format(E'create function %s(%s) returns %s language %s %s as %s;', proname,
          pg_get_function_arguments(pg_proc.oid), pg_get_function_result(pg_proc.oid), lanname,
          case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
          case proname when 'uuid_v7' then '…' else '$$' || prosrc || '$$' end) end as text
      from pg_proc join pg_language on pg_language.oid = prolang
      left join pg_aggregate on aggfnoid = pg_proc.oid
      where pronamespace = 'public'::regnamespace and ${ours('pg_proc', 'pg_proc.oid')}
      order by proname collate "C", pg_get_function_arguments(pg_proc.oid) collate "C"`
  )
}

async function sequences(db: Db) {
  return (await relations(db, 'S')).map((name) => `create sequence ${name};`)
}

async function views(db: Db): Promise<string[]> {
  return texts(
    db,
    sql`select format(E'create %s %s as\n%s',
        case relkind when 'm' then 'materialized view' else 'view' end, relname,
        pg_get_viewdef(pg_class.oid, true)) as text
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and ${ours('pg_class', 'pg_class.oid')}
      order by relname collate "C"`
  )
}

function relations(db: Db, ...kinds: string[]) {
  return texts(
    db,
    sql`select relname as text from pg_class where relnamespace = 'public'::regnamespace
        and relkind::text = any(${kinds}::text[]) and relname not like 'kysely\_%'
        and ${ours('pg_class', 'pg_class.oid')}
      order by relname collate "C"`
  )
}

async function tableText(db: Db, table: string): Promise<string> {
  const body = [...(await columns(db, table)), ...(await constraints(db, table))]
  const beside = [...(await indexes(db, table)), ...(await triggers(db, table))]
  return [`create table ${table} (\n${body.map((line) => `  ${line}`).join(',\n')}\n);`, ...beside].join('\n')
}

function columns(db: Db, table: string) {
  return texts(
    db,
    sql`select concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
        case when attcollation <> typcollation then 'collate "' || collname || '"' end,
        case when attgenerated <> '' then 'generated always as (' || pg_get_expr(adbin, adrelid) || ') '
          || case attgenerated when 's' then 'stored' else 'virtual' end
          when adbin is not null then 'default ' || pg_get_expr(adbin, adrelid) end,
        case attidentity when 'a' then 'generated always as identity'
          when 'd' then 'generated by default as identity' end,
        case when attnotnull then 'not null' end) as text
      from pg_attribute
      join pg_type on pg_type.oid = atttypid
      left join pg_collation on pg_collation.oid = attcollation
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      order by attnum`
  )
}

/** Without "not null", which is a constraint of its own since PostgreSQL 18. */
function constraints(db: Db, table: string) {
  return texts(
    db,
    sql`select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid, true) as text
      from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u', 'f', 'c', 'x')
      order by array_position(array['p', 'u', 'x', 'f', 'c'], contype::text), conname collate "C"`
  )
}

function indexes(db: Db, table: string) {
  return texts(
    db,
    sql`select pg_get_indexdef(indexrelid) || ';' as text
      from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = ${table}::regclass
        and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
      order by relname collate "C"`
  )
}

function triggers(db: Db, table: string) {
  return texts(
    db,
    sql`select pg_get_triggerdef(oid, true)
        || case tgenabled when 'O' then '' else ' -- ' || tgenabled::text end || ';' as text
      from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal order by tgname collate "C"`
  )
}

/** On a PostgreSQL of its own, so that it works while nothing else runs. */
async function draw(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'picture-'))
  const embedded = await startEmbedded({ dataDir, say: () => {} })
  const url = embedded.ownerUrl
  const { db } = connect({ url, max: 2, statementTimeoutMs: 0, name: 'picture', onError: () => {} })
  try {
    await migrate(db)
    writeFileSync(pictureFile, await picture(db))
  } finally {
    await db.destroy()
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main && process.argv.includes('--write')) await draw()
