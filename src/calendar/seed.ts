import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { type Static, Type } from 'typebox'
import type { Db } from '../platform/database/connect.ts'
import { inProject } from '../platform/project.ts'
import { oneAtATime } from '../platform/work/work.ts'
import { CALENDAR } from './actions.ts'
import * as rules from './rules.ts'
import { NewCalendar } from './schema.ts'
import * as store from './store.ts'

const folder = inProject('data/calendar/')
const { source, days } = NewCalendar.properties
const Announced = Type.Object({ year: Type.Integer(), source, days }, { additionalProperties: false })
type Announced = Static<typeof Announced>

/** The announced years, the first one first. */
export function announced(): Announced[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const check = ajv.compile<Announced>(Announced)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => {
    const content: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    if (!check(content)) throw new Error(`data/calendar/${name}: ${ajv.errorsText(check.errors)}`)
    return content
  })
}

/** Inserts the announced years. Years that exist stay as they are: somebody may have corrected them. */
export async function seedCalendar(db: Db, say: (line: string) => void): Promise<void> {
  const there = new Set(await store.years(db))
  if (announced().every(({ year }) => there.has(year))) return
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, CALENDAR)
    const known = new Set(await store.years(tx))
    const missing = announced().filter(({ year }) => !known.has(year))
    for (const { year, source, days } of missing) {
      const decided = rules.publish(year, undefined, { state: 'official', days })
      await store.put(tx, year, { state: 'official', source })
      await store.replaceDays(tx, year, decided)
    }
    if (missing.length > 0) say(`loaded the calendar, years: ${missing.length}`)
  })
}
