import type { Person, TestService } from '../support/service.ts'

export interface Plan {
  id: string
  unitCode: string
  unitName: string
  year: number
  state: string
  seed: string
  seedSource: string
  totals: { full: number; sample: number; inspected: number; overdue: number }
}

export interface Task {
  id: string
  targetCode: string
  targetName: string
  targetLevel: string
  coverage: string
  state: string
  drawRank: number | null
  version: number
}

export interface Draw {
  id: string
  targetLevel: string
  population: number
  required: number
  selected: string[]
  replaced: { code: string; by: string; reason: string; approvedBy: string; at: string }[]
  passedOver: { code: string; rank: number; reason: string; on: string }[]
  seed: string
  seedSource: string
  frameHash: string
}

/** A leader who has submitted nothing. */
export const approver: Person = { unit: '22', roles: ['leader'], sub: 'l2' }

/** Makes plans and looks at them, the shortest way. */
export function plansOf({ call }: TestService) {
  const create = async (unitCode: string, more: object = {}): Promise<Plan> =>
    (await call('POST', '/v1/inspection-plans', { body: { unitCode, year: 2026, ...more } })).body
  const read = async (id: string): Promise<Plan> => (await call('GET', `/v1/inspection-plans/${id}`)).body
  const tasks = async (id: string, query = ''): Promise<Task[]> =>
    (await call('GET', `/v1/inspection-plans/${id}/tasks?limit=200${query}`)).body.items
  const draws = async (id: string): Promise<Draw[]> =>
    (await call('GET', `/v1/inspection-plans/${id}/draws`)).body.items
  const frame = async (drawId: string): Promise<string> =>
    (await call('GET', `/v1/draws/${drawId}/frame`)).text
  const step = (id: string, name: string, options: Parameters<typeof call>[2] = {}) =>
    call('POST', `/v1/inspection-plans/${id}/${name}`, options)
  /** A plan that has come as far as `state`. */
  const standing = async (state: string, unitCode: string, year = 2026): Promise<string> => {
    const { id } = await create(unitCode, { year })
    const way = ['submit', 'approve', 'close'].slice(
      0,
      ['draft', 'submitted', 'approved', 'closed'].indexOf(state)
    )
    for (const name of way) await step(id, name, name === 'submit' ? {} : { as: approver })
    return id
  }
  return { create, read, tasks, draws, frame, step, standing }
}
