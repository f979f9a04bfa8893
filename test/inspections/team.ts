import { sql } from 'kysely'
import type { Person, TestService } from '../support/service.ts'

export interface TeamDraw {
  id: string
  ordinal: number
  reason: string | null
  size: number
  population: number
  areas: string[]
  selected: string[]
  excluded: { staffId: string; why: string }[]
  seed: string
  seedSource: string
  frameHash: string
  drawnAt: string
  drawnBy: string
}

/** Who draws. */
export const drawer: Person = { unit: '2201', roles: ['planner'], sub: 'd1' }

/** Puts people on the register, plans inspections and draws teams for them, the shortest way. */
export function teamsOf(service: TestService) {
  const { call, database } = service
  const register = async (unitCode: string, more: object = {}): Promise<string> => {
    const body = { unitCode, name: '王芳', post: '科员', ...more }
    return (await call('POST', '/v1/staff', { body })).body.id
  }
  const inspection = async (targetCode: string, { unitCode = '2201', areas = ['funds'] } = {}) => {
    const { rows } = await sql<{ id: string }>`
      with made as (
        insert into inspection (id, unit_code, path, target_code, target_path, method, planned_on, created_at,
          created_by)
        values (uuid_v7(), ${unitCode}, unit_path(${unitCode}), ${targetCode}, unit_path(${targetCode}),
          'unannounced-visit', '2026-06-03', now(), 'p1')
        returning id
      ), looked as (
        insert into inspection_area (inspection_id, area) select id, unnest(${areas}::text[]) from made
      )
      select id from made`.execute(database.owner.db)
    return String(rows[0]?.id)
  }
  const draw = (id: string, body: object, as = drawer) =>
    call('POST', `/v1/inspections/${id}/draw-team`, { as, body })
  const frame = async (id: string): Promise<string> => (await call('GET', `/v1/team-draws/${id}/frame`)).text
  return { register, inspection, draw, frame }
}
