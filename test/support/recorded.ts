import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { sql } from 'kysely'
import type { Db } from '../../src/platform/database/connect.ts'
import { schemasOf } from '../../src/platform/openapi/events-page.ts'
import { catalogues } from '../../src/rooms.ts'

const schemas = schemasOf(catalogues)
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const validators = new Map<string, ValidateFunction>()

/** Says what is wrong with a payload, by the catalogue of events; undefined where it fits. */
export function misfit(name: string, payload: unknown): string | undefined {
  const schema = schemas.get(name)
  if (schema === undefined) return `${name} is not in the catalogue of events`
  const fits = validators.get(name) ?? ajv.compile(schema)
  validators.set(name, fits)
  return fits(payload) ? undefined : `${name} ${JSON.stringify(payload)}: ${ajv.errorsText(fits.errors)}`
}

/** What a database recorded that is not as its events.ts says. Each name and payload is looked at once. */
export async function misfits(db: Db): Promise<string[]> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('audit_line') is not null as "isThere"`.execute(db)
  if (!rows[0]?.isThere) return []
  const recorded = await sql<{ name: string; payload: unknown }>`
    select action as name, details::jsonb as payload from audit_line
    union select type, data from outbox_event`.execute(db)
  return recorded.rows.flatMap(({ name, payload }) => misfit(name, payload) ?? [])
}
