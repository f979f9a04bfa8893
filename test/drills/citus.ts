import pg from 'pg'
import { bundle, database, drill, prepared } from './support.ts'

/**
 * Which tables could be cut by province, as Citus would: each primary key, unique constraint or index and foreign
 * key of a cut table must carry the column by which it is cut (`within_1`). Prints those that do not.
 *
 *     node test/drills/citus.ts
 */
const keys = `
  with cut as (
    select attrelid as oid from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = 'within_1' and relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and relname <> 'unit'
  ), found as (
    select conrelid as oid, conname as name, contype::text as kind, conkey::int[] as columns, confrelid as target
    from pg_constraint where contype in ('p', 'u', 'f', 'x') and connamespace = 'public'::regnamespace
      and conparentid = 0
    union all
    select indrelid, indexrelid::regclass::text, 'i', indkey::int2[]::int[], 0 from pg_index
    where indisunique and not exists (select from pg_constraint where conindid = indexrelid)
      and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
  )
  select found.oid::regclass::text as table, found.name, found.kind, target::regclass::text as target,
    found.oid in (select oid from cut) as "hasProvince",
    exists (select from pg_attribute where attrelid = found.oid and attnum = any(columns)
      and attname in ('within_1')) as carries,
    target in (select oid from cut) as "targetHasProvince"
  from found order by 1, 3, 2`

interface Key {
  table: string
  name: string
  kind: 'p' | 'u' | 'i' | 'f' | 'x'
  target: string
  hasProvince: boolean
  carries: boolean
  targetHasProvince: boolean
}

await drill('citus', 120, async () => {
  const postgres = await database()
  await prepared(bundle(), postgres)
  const client = new pg.Client(postgres.ownerUrl)
  await client.connect()
  const { rows } = await client.query<Key>(keys)
  const { rows: tables } = await client.query<{ table: string; hasProvince: boolean }>(
    `select oid::regclass::text as table, exists (select from pg_attribute where attrelid = pg_class.oid
       and attname = 'within_1') as "hasProvince"
     from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
     order by 1`
  )
  await client.end()
  const list = (kinds: string, test: (key: Key) => boolean) => {
    const found = rows.filter((key) => kinds.includes(key.kind) && test(key))
    return { value: `${found.length}: ${found.map(({ table, name }) => `${table}.${name}`).join(', ')}` }
  }
  const named = (hasProvince: boolean) => {
    const found = tables.filter((one) => one.hasProvince === hasProvince)
    return { value: `${found.length}: ${found.map(({ table }) => table).join(', ')}` }
  }
  return {
    'tables with the province': named(true),
    'tables without it': named(false),
    'primary keys that do not carry it': list('p', ({ hasProvince, carries }) => hasProvince && !carries),
    'unique keys that do not carry it': list('uix', ({ hasProvince, carries }) => hasProvince && !carries),
    'foreign keys between tables with it': list(
      'f',
      ({ hasProvince, targetHasProvince }) => hasProvince && targetHasProvince
    ),
    'foreign keys from tables without it': list('f', (key) => !key.hasProvince && key.targetHasProvince)
  }
})
