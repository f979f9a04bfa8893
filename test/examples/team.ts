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
  const { call } = service
  const register = async (unitCode: string, more: object = {}): Promise<string> => {
    const body = { unitCode, name: '王芳', post: '科员', ...more }
    return (await call('POST', '/v1/staff', { body })).body.id
  }
  const inspection = async (targetCode: string, { unitCode = '2201', areas = ['funds'] } = {}) => {
    const visit = { unitCode, targetCode, method: 'unannounced-visit', plannedOn: '2026-06-03', areas }
    const { status, body, text } = await call('POST', '/v1/inspections', { body: visit })
    if (status !== 201) throw new Error(`no inspection was planned: ${text}`)
    return String(body.id)
  }
  const draw = (id: string, body: object, as = drawer) =>
    call('POST', `/v1/inspections/${id}/draw-team`, { as, body })
  const frame = async (id: string): Promise<string> => (await call('GET', `/v1/team-draws/${id}/frame`)).text
  return { register, inspection, draw, frame }
}
