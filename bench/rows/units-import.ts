import { type Bench, emptyDatabase, importUnits, type Row, serve } from '../support/bench.ts'
import { onServerCore } from '../support/cores.ts'
import { nationalFile, unitsIn } from '../support/national.ts'
import type { Postgres } from '../support/postgres.ts'
import { isInstalled, run } from '../support/postgres.ts'
import { alone, atLeast, atMost, compared, type Line } from '../support/result.ts'

/** The tree of the country into an empty one, checked and with its places worked out. */
export const unitsImport: Row = { name: 'units-import', measure }

const what = 'import of the national tree'

async function measure(bench: Bench): Promise<Line[]> {
  const { isQuick, say, postgres } = bench
  const file = await nationalFile(say)
  const units = unitsIn(file).length
  const empty = await emptyDatabase(bench)
  const ours: number[] = []
  const copied: number[] = []
  const memory: number[] = []
  const hasPsql = isInstalled('psql')
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    const steps = [() => importing(bench, empty, file, units), () => copying(postgres, empty, file, units)]
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const step of order) {
      if (step === 1 && !hasPsql) continue
      const found = await steps[step]?.()
      if (step === 0) memory.push((found as Imported).peak)
      ;(step === 0 ? ours : copied).push((found as Imported).seconds)
    }
    say(
      `ours ${ours.at(-1)?.toFixed(1)} s, psql ${copied.at(-1)?.toFixed(1)} s, peak ${memory.at(-1)?.toFixed(0)} MB`
    )
  }
  const row = unitsImport.name
  const speed = {
    row,
    what: `${what}, beside psql`,
    ours,
    other: copied,
    otherName: 'psql',
    unit: 's',
    isInverse: true
  }
  return [
    hasPsql
      ? compared({ ...speed, bar: atLeast(0.8) })
      : { row, what: speed.what, kind: 'left-out', reason: 'psql is not installed' },
    alone(row, `${what}, peak memory`, memory, atMost(150, 'MB'))
  ]
}

interface Imported {
  seconds: number
  peak: number
}

async function importing(bench: Bench, empty: string, file: string, units: number): Promise<Imported> {
  const { postgres } = bench
  const database = 'bench_import'
  await postgres.create(database, empty)
  const server = await serve(bench, database)
  try {
    const startedAt = performance.now()
    const { created } = await importUnits(server, file)
    const seconds = (performance.now() - startedAt) / 1000
    if (created !== units) throw new Error(`${created} of ${units} units were created`)
    return { seconds, peak: server.memory('peak') }
  } finally {
    await server.stop()
    await postgres.drop(database)
  }
}

/** A table with the same columns, indexes and foreign keys. Every unit has the path of a village, for all indexes to be filled. */
const table = `create table unit_copy (like unit including all);
  alter table unit_copy alter path set default '00.0000.000000.000000000.000000000000',
    add foreign key (parent_code) references unit_copy (code),
    add foreign key (successor_code) references unit_copy (code)`

async function copying(postgres: Postgres, empty: string, file: string, units: number): Promise<Imported> {
  const database = 'bench_copy'
  await postgres.create(database, empty)
  try {
    await postgres.query(database, table)
    const copy = `\\copy unit_copy (code, name, level, parent_code) from '${file}' with (format csv, header)`
    const args = [
      '--no-psqlrc',
      '--quiet',
      '--set',
      'ON_ERROR_STOP=1',
      '--command',
      copy,
      postgres.url(database)
    ]
    const startedAt = performance.now()
    await run(...onServerCore('psql', args))
    const seconds = (performance.now() - startedAt) / 1000
    const [found] = await postgres.query<{ count: number }>(database, 'select count(*)::int from unit_copy')
    if (found?.count !== units) throw new Error(`${found?.count} of ${units} units were copied`)
    return { seconds, peak: 0 }
  } finally {
    await postgres.drop(database)
  }
}
