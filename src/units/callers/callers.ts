import { sql } from 'kysely'
import { type Actor, OPERATOR } from '../../platform/auth/actor.ts'
import { prepared, written } from '../../platform/database/prepared.ts'
import type { Reads } from '../../platform/database/reads.ts'
import type { App } from '../../platform/http/app.ts'
import { refuse } from '../vocabulary.ts'

// What the unit of a token must be: known for every request, and in office for every request that writes.

interface CallerUnit {
  endedOn: string
  /** Who acts for the unit since it has ended; null while it is in office. */
  actingCode: string | null
  actingName: string | null
}

const unitOf = prepared(['code'], (_, { code }) =>
  written(sql<CallerUnit>`
    select unit.valid_to as "endedOn", acting.code as "actingCode", acting.name as "actingName"
    from unit left join unit as acting on acting.code = unit.acting_code
    where unit.code = ${code}`)
)

/**
 * Checks the unit of the caller before anything of the request is read. Units are never deleted, so a unit
 * that was found once needs no second look; whether it has ended is asked for each write.
 */
export function checkCallers(app: App, reads: Reads): void {
  const known = new Set<string>([OPERATOR])
  const check = async ({ unitCode }: Actor, writes: boolean) => {
    const [unit] = await unitOf(reads, { code: unitCode })
    if (unit === undefined) throw refuse('unit-unknown', { values: { unit: unitCode } })
    known.add(unitCode)
    if (!writes || unit.actingCode === null) return
    const successor = `${unit.actingName} (${unit.actingCode})`
    throw refuse('own-unit-ended', { values: { unit: unitCode, on: unit.endedOn, successor } })
  }
  app.addHook('onRequest', ({ actor, method, routeOptions, is404 }, _reply, done) => {
    if (routeOptions.config.permission === 'public' || is404) return done()
    const writes = method !== 'GET' && method !== 'HEAD' && actor.unitCode !== OPERATOR
    if (!writes && known.has(actor.unitCode)) return done()
    return check(actor, writes)
  })
}
