import { sql } from 'kysely'
import type { Tx } from '../../../src/platform/work/work.ts'

/** The trail that is tampered with: three seals, and two lines that wait. */
export interface Ids {
  second: string[]
  third: string[]
  waiting: string[]
}

export interface Manipulation {
  name: string
  change: (tx: Tx, ids: Ids) => Promise<void>
  /** The trouble that verification names. */
  code: string
  /** Whether the comparison each minute notices it too, without a verification. */
  isWatched?: boolean
}

type Statement = ReturnType<typeof sql>

const forged = '019cac0f-0000-7000-8000-000000000000'
const columns = sql`at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path,
  request_id, details, mac`

const copyOf = (id: string | undefined) =>
  sql`insert into audit_line (id, ${columns}) select ${forged}::uuid, ${columns} from audit_line where id = ${id}`
const queue = (id: string | undefined) => sql`insert into audit_pending values (${id})`
const lineGone = (id: string | undefined) => sql`delete from audit_line where id = ${id}`
const placeGone = (id: string | undefined) => sql`delete from audit_sealed_line where line_id = ${id}`
const sealGone = (from: number, to = from) =>
  sql`delete from audit_seal where number between ${from} and ${to}`
const placesGone = (from: number, to = from) =>
  sql`delete from audit_sealed_line where seal_number between ${from} and ${to}`
const sealedIn = (from: number, to = from) =>
  sql`insert into audit_pending select line_id from audit_sealed_line where seal_number between ${from} and ${to}`
const keyless = sql`alter table audit_sealed_line drop constraint audit_sealed_line_pkey,
  drop constraint audit_sealed_line_position_key`

const run =
  (statements: (ids: Ids) => Statement[]): Manipulation['change'] =>
  async (tx, ids) => {
    for (const statement of statements(ids)) await statement.execute(tx)
  }

const change = (set: Statement): Manipulation['change'] =>
  run(({ second }) => [sql`update audit_line set ${set} where id = ${second[1]}`])

const swapOf = (table: string, column: string, one: unknown, other: unknown) =>
  sql`update ${sql.table(table)} set ${sql.ref(column)} = case ${sql.ref(column)} when ${one} then ${other}::uuid
    else ${one}::uuid end where ${sql.ref(column)} in (${one}, ${other})`

/** What somebody can do who owns the tables and does not know the key. */
export const byOwner: Manipulation[] = [
  { name: 'the text of a line changed', change: change(sql`details = '{}'`), code: 'line-changed' },
  { name: 'another person in a line', change: change(sql`actor_sub = 'other'`), code: 'line-changed' },
  { name: 'another time in a line', change: change(sql`at = at - interval '1 day'`), code: 'line-changed' },
  { name: 'another place in a line', change: change(sql`path = '22.2202'`), code: 'line-changed' },
  { name: 'a sealed line deleted', change: run(({ second }) => [lineGone(second[1])]), code: 'line-missing' },
  {
    name: 'a sealed line deleted with its place',
    change: run(({ second }) => [lineGone(second[1]), placeGone(second[1])]),
    code: 'line-missing'
  },
  {
    name: 'a sealed line deleted with its place, and not counted',
    change: run(({ second }) => [
      lineGone(second[1]),
      placeGone(second[1]),
      sql`update audit_seal set lines = lines - 1 where number = 2`
    ]),
    code: 'seal-changed'
  },
  {
    name: 'a line inserted',
    change: run(({ second }) => [copyOf(second[1])]),
    code: 'line-inserted'
  },
  {
    name: 'a line inserted into a seal',
    change: run(({ second }) => [
      copyOf(second[1]),
      sql`insert into audit_sealed_line values (${forged}, 2, 9)`
    ]),
    code: 'line-changed'
  },
  {
    name: 'a line inserted into the queue',
    change: run(({ third }) => [copyOf(third[0]), queue(forged)]),
    code: 'line-changed'
  },
  {
    name: 'two lines exchanged with all they hold',
    change: run(({ second }) => [
      sql`alter table audit_line drop constraint audit_line_pkey`,
      swapOf('audit_line', 'id', second[0], second[2])
    ]),
    code: 'line-changed'
  },
  {
    name: 'the order within a seal turned',
    change: run(() => [
      keyless,
      sql`update audit_sealed_line set position = 4 - position where seal_number = 2`
    ]),
    code: 'lines-reordered'
  },
  {
    name: 'lines exchanged between two seals',
    change: run(({ second, third }) => [
      keyless,
      swapOf('audit_sealed_line', 'line_id', second[0], third[0])
    ]),
    code: 'seal-changed'
  },
  {
    name: 'a line moved into another seal',
    change: run(({ second }) => [
      sql`update audit_sealed_line set seal_number = 3, position = 9 where line_id = ${second[1]}`
    ]),
    code: 'line-missing'
  },
  {
    name: 'a sealed line put back into the queue',
    change: run(({ second }) => [placeGone(second[1]), queue(second[1])]),
    code: 'line-missing'
  },
  {
    name: 'the time of a seal changed',
    change: run(() => [setSeal(sql`sealed_at = sealed_at - interval '1 hour'`)]),
    code: 'seal-changed',
    isWatched: true
  },
  {
    name: 'the reach of a seal turned back, so that older lines fit',
    change: run(() => [setSeal(sql`lines_through = '2020-01-01'`)]),
    code: 'seal-changed',
    isWatched: true
  },
  {
    name: 'the reach of a seal taken away',
    change: run(() => [setSeal(sql`lines_through = null`)]),
    code: 'seal-changed',
    isWatched: true
  },
  { name: 'a seal deleted', change: run(() => [sealGone(2)]), code: 'seal-missing' },
  {
    name: 'a seal deleted with its places',
    change: run(() => [placesGone(2), sealGone(2)]),
    code: 'seal-missing'
  },
  {
    name: 'a seal deleted with its lines, and those after it renumbered',
    change: run(({ second }) => [
      sql`delete from audit_line where id = any(${second}::uuid[])`,
      placesGone(2),
      sealGone(2),
      sql`update audit_sealed_line set seal_number = 2 where seal_number = 3`,
      sql`update audit_seal set number = 2 where number = 3`
    ]),
    code: 'seal-changed',
    isWatched: true
  },
  {
    name: 'the end cut off: the last seal with its lines, and what waits',
    change: run(({ third, waiting }) => [
      sql`delete from audit_line where id = any(${[...third, ...waiting]}::uuid[])`,
      placesGone(3),
      sealGone(3),
      sql`delete from audit_pending`
    ]),
    code: 'seal-changed',
    isWatched: true
  },
  {
    name: 'the last seal taken away, a line deleted, the others put back into the queue',
    change: run(({ third }) => [
      sealedIn(3),
      sql`delete from audit_pending where line_id = ${third[0]}`,
      placesGone(3),
      sealGone(3),
      lineGone(third[0])
    ]),
    code: 'seal-changed',
    isWatched: true
  },
  {
    name: 'all seals taken away, a line deleted, the others put back into the queue',
    change: run(({ second }) => [
      sealedIn(1, 3),
      sql`delete from audit_pending where line_id = ${second[0]}`,
      placesGone(1, 3),
      sealGone(1, 3),
      lineGone(second[0])
    ]),
    code: 'seal-missing',
    isWatched: true
  },
  {
    name: 'a seal of their own',
    change: run(() => [
      sql`insert into audit_seal select 4, sealed_at, 0, key_id, hash, hash, lines_through from audit_seal where number = 3`
    ]),
    code: 'seal-changed'
  },
  {
    name: 'a line deleted while it waits',
    change: run(({ waiting }) => [lineGone(waiting[0])]),
    code: 'sealing-refused'
  },
  {
    name: 'a line taken out of the queue',
    change: run(({ waiting }) => [sql`delete from audit_pending where line_id = ${waiting[0]}`]),
    code: 'line-inserted',
    isWatched: true
  },
  {
    name: 'all lines deleted',
    change: run(() => [sql`truncate audit_line`]),
    code: 'line-missing',
    isWatched: true
  },
  {
    name: 'all seals deleted',
    change: run(() => [sql`truncate audit_seal, audit_sealed_line`]),
    code: 'line-inserted',
    isWatched: true
  },
  {
    name: 'the order deleted',
    change: run(() => [sql`truncate audit_sealed_line`]),
    code: 'line-missing',
    isWatched: true
  },
  {
    name: 'the queue deleted',
    change: run(() => [sql`truncate audit_pending`]),
    code: 'line-inserted',
    isWatched: true
  },
  {
    name: 'everything deleted',
    change: run(() => [
      sql`truncate audit_line, audit_seal, audit_sealed_line, audit_pending, audit_refused`
    ]),
    code: 'seal-missing',
    isWatched: true
  }
]

function setSeal(set: Statement): Statement {
  return sql`update audit_seal set ${set} where number = 3`
}

/** What somebody can do with the service's own role. None of it stops the sealing of what comes after. */
export const byService: (Omit<Manipulation, 'code'> & { code: string | null })[] = [
  {
    name: 'a sealed line put into the queue again',
    change: run(({ second }) => [queue(second[1])]),
    code: null
  },
  {
    name: 'thousands of lines in the queue that do not exist',
    change: run(() => [
      sql`insert into audit_pending select gen_random_uuid() from generate_series(1, 2500)`,
      queue('00000000-0000-0000-0000-000000000000')
    ]),
    code: 'sealing-refused'
  },
  {
    name: 'a line without the key',
    change: run(({ second }) => [copyOf(second[1])]),
    code: 'line-inserted'
  },
  {
    name: 'a line without the key, in the queue, and from the far future',
    change: run(({ second }) => [
      sql`insert into audit_line (id, ${columns}) select ${forged}::uuid, '2099-01-01', actor_sub, actor_name,
        actor_unit, action, subject_kind, subject_id, unit_code, path, request_id, details, mac
        from audit_line where id = ${second[1]}`,
      queue(forged)
    ]),
    code: 'line-changed'
  },
  {
    name: 'a line that waits taken out of the queue',
    change: run(({ waiting }) => [sql`delete from audit_pending where line_id = ${waiting[0]}`]),
    code: 'line-inserted',
    isWatched: true
  },
  {
    name: 'a line that waits said to be in a seal',
    change: run(({ waiting }) => [sql`insert into audit_sealed_line values (${waiting[0]}, 2, 9)`]),
    code: 'line-inserted'
  },
  {
    name: 'a seal without the key',
    change: run(() => [sql`insert into audit_seal values (4, '2099-01-01', 0, 'x', 'x', 'x')`]),
    code: 'other-key'
  }
]
