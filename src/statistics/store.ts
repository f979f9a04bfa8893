import { type RawBuilder, sql } from 'kysely'
import type { Counted, Figure, Statistic, StatisticQuestion, Trait } from '../platform/access/statistics.ts'
import type { Column } from '../platform/csv/write.ts'
import { PLANNED_AGAIN } from '../platform/database/connect.ts'
import { yuanOf } from '../platform/database/yuan.ts'
import type { Language } from '../platform/errors/refusal.ts'
import { after } from '../platform/http/lists/paging.ts'
import { levelLabels } from '../units/index.ts'

/** What is counted, and by which trait it is grouped. */
export interface Grouping {
  statistic: Statistic
  groupBy: string
  asked: StatisticQuestion
  language: Language
}

/** A line as PostgreSQL gives it: the group, and a column for each figure. */
export type Line = { key: string; name: string; asOf: string } & Record<string, string | number>

/**
 * Groups of records with their figures, by key. Known groups are there even with nothing to count. How many
 * records a period has decides on the plan.
 */
export async function lines(wanted: Grouping, cursor?: string) {
  const { statistic, asked } = wanted
  const counted = await statistic.counted(asked)
  const order = [['key', 'text']] as const
  const columns = sql`${sql.raw(PLANNED_AGAIN)} ${sql.join([
    ...['key', 'name'].map((name) => sql.ref(name)),
    ...Object.keys(statistic.figures).map((name) => sql.ref(name)),
    sql`${asked.to}::date as "asOf"`
  ])}`
  return asked.db
    .selectFrom(grouped(wanted, counted).as<'line'>('line'))
    .select(sql<Line>`${columns}` as never)
    .where(after(cursor, order))
    .orderBy('key') as unknown as Statement
}

interface Statement {
  limit(rows: RawBuilder<number>): Statement
  execute(): Promise<Line[]>
  compile(): { sql: string; parameters: readonly unknown[] } & never
}

function grouped({ statistic, groupBy, asked, language }: Grouping, counted: Counted) {
  const { figures, traits } = statistic
  const { key, name } = keyOf(groupBy, traits[groupBy], asked, counted)
  const known = knownOf(groupBy, traits[groupBy], asked, language)
  const counts = Object.entries(figures).map(
    ([one, figure]) => sql`${shown(figure, asked.today)} as ${sql.ref(one)}`
  )
  const filled = Object.entries(figures).map(
    ([one, { isMoney }]) =>
      sql`coalesce(part.${sql.ref(one)}, ${isMoney ? sql`'0.00'` : sql`0`}) as ${sql.ref(one)}`
  )
  return sql<{ key: string }>`(
    select coalesce(part.key, known.key) collate "C" as key,
      coalesce(known.name, unit.name, part.name, part.key) as name, ${sql.join(filled)}
    from (
      select ${key} as key, ${name} as name, ${sql.join(counts)} ${counted.source} group by 1
    ) as part full join (${known}) as known on known.key = part.key
    left join unit on unit.code = part.key and ${groupBy === 'unit'}
  )`
}

function shown({ count, isMoney }: Figure, today: string): RawBuilder<unknown> {
  return isMoney ? yuanOf(count(today)) : sql`(${count(today)})::int`
}

function keyOf(
  groupBy: string,
  trait: Trait | undefined,
  { tree }: StatisticQuestion,
  counted: Counted
): { key: RawBuilder<unknown>; name: RawBuilder<unknown> } {
  const nothing = sql`null::text`
  if (trait !== undefined) return { key: trait.value, name: trait.name ?? nothing }
  if (groupBy === 'total') return { key: sql`'total'`, name: nothing }
  if (groupBy === 'level') return { key: counted.level, name: nothing }
  if (groupBy === 'month') return { key: sql`to_char(${counted.day}, 'YYYY-MM')`, name: nothing }
  const part = sql`split_part(${counted.path}, '.', ${sql.lit(tree.depth + 1)})`
  return { key: sql`coalesce(nullif(${part}, ''), ${tree.code})`, name: nothing }
}

/** The groups that have a line in any case. */
function knownOf(
  groupBy: string,
  trait: Trait | undefined,
  { tree, from, to }: StatisticQuestion,
  language: Language
): RawBuilder<unknown> {
  if (groupBy === 'unit')
    return sql`select code as key, name from unit
      where code = ${tree.code} or parent_code = ${tree.code} and is_valid(valid_from, valid_to, ${to}::date)`
  if (groupBy === 'month')
    return sql`select to_char(day, 'YYYY-MM') as key, to_char(day, 'YYYY-MM') as name
      from generate_series(
        date_trunc('month', ${from}::timestamp), ${to}::timestamp, interval '1 month') as day`
  if (groupBy === 'total')
    return sql`select 'total' as key, ${{ zh: '合计', en: 'total' }[language]}::text as name`
  const labels = groupBy === 'level' ? levelLabels : (trait?.labels ?? {})
  const list = Object.entries(labels).map(([code, label]) => sql`(${code}, ${label[language]})`)
  if (list.length === 0) return sql`select null::text as key, null::text as name where false`
  return sql`select key, name from (values ${sql.join(list)}) as listed (key, name)`
}

/** The columns of a download. */
export function columnsOf({ figures }: Statistic): Column[] {
  const plain = [...Object.keys(figures), 'asOf'].map((name) => ({ name, isPlain: true }))
  return [{ name: 'key', isPlain: true }, { name: 'name', isPlain: false }, ...plain]
}

export async function count(wanted: Grouping): Promise<{ total: number }> {
  const counted = await wanted.statistic.counted(wanted.asked)
  return wanted.asked.db
    .selectFrom(grouped(wanted, counted).as<'line'>('line'))
    .select(sql<number>`${sql.raw(PLANNED_AGAIN)} count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

/** The figures of a grouping that has one line. */
export async function total(wanted: Grouping): Promise<Record<string, string | number>> {
  const [line] = await (await lines(wanted)).execute()
  const { key: _, name: __, asOf: ___, ...figures } = line ?? { key: '', name: '', asOf: '' }
  return figures
}
