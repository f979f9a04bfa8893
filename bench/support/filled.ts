import { hash } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { auditKey } from '../../src/platform/audit/key.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { seedUnits } from '../../src/units/index.ts'
import { type Bench, emptyDatabase } from './bench.ts'
import { project } from './places.ts'

/** Name of a database with the units of Jilin and what `recipe` puts there, made at first use. */
export async function filledDatabase(bench: Bench, kind: string, recipe: readonly string[]): Promise<string> {
  const { postgres, say } = bench
  const empty = await emptyDatabase(bench)
  const name = `${empty.replace('empty', kind)}_${hash('sha256', recipe.join('\0'), 'hex').slice(0, 8)}`
  if (await postgres.has(name)) return name
  say(`preparing a database of ${kind}`)
  const draft = `${name}_draft`
  await postgres.create(draft, empty)
  await seed(postgres.url(draft))
  for (const statement of recipe) await postgres.query(draft, statement)
  await postgres.query(draft, 'vacuum analyze')
  await postgres.query('postgres', `alter database "${draft}" rename to "${name}"`)
  return name
}

async function seed(url: string): Promise<void> {
  const { db } = connect({ url, max: 2, statementTimeoutMs: 600_000, name: 'bench', onError: () => {} })
  const log = pino({ level: 'silent' })
  const context = {
    db,
    auditKey: auditKey('a key of the bench, used for nothing else'),
    clock: () => new Date(),
    log
  }
  await seedUnits(context, join(project, 'data', 'jilin-units.csv'))
  await db.destroy()
}
