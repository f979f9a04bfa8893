import { sql } from 'kysely'
import type { Db } from '../../src/platform/database/connect.ts'
import { folded, readable } from './schema-text.ts'

/** What the catalogs of PostgreSQL say of a schema: each thing by its name, as the text that would make it. */
export interface Part {
  name: string
  text: string
}

export interface Trigger {
  name: string
  table: string
  function: string
  text: string
}

// What belongs to an extension, or to the migrator itself, is left out.
const ours = (catalog: string, oid: string) => sql`
  not exists (select from pg_depend where classid = ${sql.lit(catalog)}::regclass
    and objid = ${sql.ref(oid)} and deptype = 'e')`

async function rows<Row>(db: Db, query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(db)).rows
}

export async function extensions(db: Db): Promise<string[]> {
  const found = await rows(
    db,
    sql<Part>`select extname as name from pg_extension where extname <> 'plpgsql' order by extname collate "C"`
  )
  return found.map(({ name }) => `create extension ${name};`)
}

export async function sequences(db: Db): Promise<Part[]> {
  return (await relations(db, 'S')).map((name) => ({ name, text: `create sequence ${name};` }))
}

export async function types(db: Db): Promise<Part[]> {
  const found = await rows(
    db,
    sql<Part & { checks: string[] }>`select typname as name, case typtype
        when 'd' then 'create domain ' || typname || ' as ' || format_type(typbasetype, typtypmod)
        else 'create type ' || typname || ' as enum (' || (
          select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
          from pg_enum where enumtypid = pg_type.oid
        ) || ')' end as text,
        array(select format('constraint %s %s', conname, pg_get_constraintdef(oid, true))
          from pg_constraint where contypid = pg_type.oid order by conname) as checks
      from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')
        and ${ours('pg_type', 'pg_type.oid')}
      order by typname collate "C"`
  )
  return found.map(({ name, text, checks }) => ({
    name,
    text: [readable(text), ...checks.map((check) => folded(readable(check), '  '))].join('\n').concat(';')
  }))
}

/** The body of uuid_v7 depends on what the version of PostgreSQL brings with it. */
export async function functions(db: Db): Promise<Part[]> {
  const found = await rows(
    db,
    sql<Part & { subject: string; comment: string | null }>`select proname as name,
        format('%s %s(%s)', case prokind when 'a' then 'aggregate' else 'function' end, proname,
          pg_get_function_identity_arguments(pg_proc.oid)) as subject,
        obj_description(pg_proc.oid, 'pg_proc') as comment,
        case when prokind = 'a'
        then format('create aggregate %s(%s) (sfunc = %s, stype = %s);', proname,
          pg_get_function_arguments(pg_proc.oid), aggtransfn, format_type(aggtranstype, null))
        else format(E'create function %s(%s)\n  returns %s language %s %s%s;', proname,
          pg_get_function_arguments(pg_proc.oid), pg_get_function_result(pg_proc.oid), lanname,
          case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
          case when proname = 'uuid_v7' then ' as …'
            when prosqlbody is not null then E'\n  ' || pg_get_function_sqlbody(pg_proc.oid)
            else ' as $$' || prosrc || '$$' end) end as text
      from pg_proc join pg_language on pg_language.oid = prolang
      left join pg_aggregate on aggfnoid = pg_proc.oid
      where pronamespace = 'public'::regnamespace and ${ours('pg_proc', 'pg_proc.oid')}
      order by proname collate "C", pg_get_function_arguments(pg_proc.oid) collate "C"`
  )
  return found.map(({ name, text, subject, comment }) => ({
    name,
    text: `${text}${commentText(subject, comment)}`
  }))
}

export async function views(db: Db): Promise<Part[]> {
  const found = await rows(
    db,
    sql<Part & { kind: string; comment: string | null }>`select relname as name,
        case relkind when 'm' then 'materialized view' else 'view' end as kind,
        pg_get_viewdef(pg_class.oid, true) as text, obj_description(pg_class.oid, 'pg_class') as comment
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and ${ours('pg_class', 'pg_class.oid')}
      order by relname collate "C"`
  )
  return found.map(({ name, kind, text, comment }) => ({
    name,
    text: `create ${kind} ${name} as\n${folded(readable(text), '  ')}${commentText(`${kind} ${name}`, comment)}`
  }))
}

async function relations(db: Db, ...kinds: string[]): Promise<string[]> {
  const found = await rows(
    db,
    sql<Part>`select relname as name from pg_class where relnamespace = 'public'::regnamespace
        and relkind::text = any(${kinds}::text[]) and relname not like 'kysely\_%'
        and ${ours('pg_class', 'pg_class.oid')}
      order by relname collate "C"`
  )
  return found.map(({ name }) => name)
}

export async function tables(db: Db, triggers: readonly Trigger[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const name of await relations(db, 'r', 'p')) {
    const columns = await columnsOf(db, name)
    const body = [...columns.map(({ text }) => text), ...(await constraintsOf(db, name))]
    const after = [
      ...(await indexesOf(db, name)),
      ...triggers.filter(({ table }) => table === name).map(({ text }) => text)
    ]
    const comments = columns.map((one) => commentText(`column ${name}.${one.name}`, one.comment))
    const [table] = await rows(
      db,
      sql<{ comment: string | null }>`select obj_description(${name}::regclass, 'pg_class') as comment`
    )
    parts.push({
      name,
      text: [
        `create table ${name} (\n${body.map((line) => folded(readable(line), '  ')).join(',\n')}\n);`,
        ...after.map((line) => folded(readable(line)))
      ]
        .join('\n')
        .concat(commentText(`table ${name}`, table?.comment ?? null), ...comments)
    })
  }
  return parts
}

function commentText(subject: string, comment: string | null): string {
  if (comment === null) return ''
  const lines = folded(comment, '  ').split('\n')
  const quoted = lines.map((line, n) => {
    const blank = n < lines.length - 1 ? ' ' : ''
    return `  '${line.trim().replaceAll("'", "''")}${blank}'`
  })
  return `\ncomment on ${subject} is\n${quoted.join('\n')};`
}

function columnsOf(db: Db, table: string) {
  return rows(
    db,
    sql<Part & { comment: string | null }>`select attname as name,
        col_description(attrelid, attnum) as comment,
        concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
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
async function constraintsOf(db: Db, table: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<Part>`select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid, true) as text
      from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u', 'f', 'c', 'x')
      order by array_position(array['p', 'u', 'x', 'f', 'c'], contype::text), conname collate "C"`
  )
  return found.map(({ text }) => text)
}

async function indexesOf(db: Db, table: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<Part>`select pg_get_indexdef(indexrelid) || ';' as text
      from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = ${table}::regclass
        and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
      order by relname collate "C"`
  )
  return found.map(({ text }) => text)
}

export function triggers(db: Db): Promise<Trigger[]> {
  return rows(
    db,
    sql<Trigger>`select tgname as name, pg_class.relname as table, proname as function,
        pg_get_triggerdef(pg_trigger.oid, true)
        || case tgenabled when 'O' then '' else ' -- ' || tgenabled::text end || ';' as text
      from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
      where relnamespace = 'public'::regnamespace and not tgisinternal
      order by tgname collate "C"`
  )
}
