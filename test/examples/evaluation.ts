import { ok, type Person, type TestService } from '../support/service.ts'

/** Somebody of a unit, a leader unless a test says otherwise. */
export const of = (unit: string, roles: Person['roles'] = ['leader']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})

/** The grades of 民发〔2016〕242号. */
export const grades = [
  { code: 'excellent', from: 90 },
  { code: 'good', from: 80 },
  { code: 'qualified', from: 60 },
  { code: 'unqualified', from: 0 }
] as const

/** An entered indicator of the evaluated unit, which gives its own points. */
export const points = (code: string, weight: string, more: object = {}) => ({
  ...{ code, name: `指标${code}`, dimension: '工作管理', weight, mode: 'entered', unitOfMeasure: 'points' },
  ...{ direction: 'up', method: 'linear', full: weight, zero: '0', by: 'self' },
  ...more
})

/** A set of two indicators for counties. */
export const smallSet = (more: object = {}) => ({
  unitCode: '2202',
  year: 2026,
  name: '2026年绩效评价指标',
  levels: ['county'],
  grades,
  items: [points('policy', '40'), points('work', '60')],
  ...more
})

/** Makes indicator sets. */
export function setsOf({ call }: TestService) {
  const as = (unit: string) => of(unit)
  return {
    /** A draft of a unit. */
    draft: async (more: object = {}) => {
      const body = smallSet(more)
      return ok(await call('POST', '/v1/indicator-sets', { as: as(body.unitCode), body }))
    },
    /** A published set of a unit; gives its id. */
    published: async (more: object = {}): Promise<string> => {
      const body = smallSet(more)
      const { id } = ok(await call('POST', '/v1/indicator-sets', { as: as(body.unitCode), body }))
      ok(await call('POST', `/v1/indicator-sets/${id}/publish`, { as: as(body.unitCode) }))
      return id
    }
  }
}

/** The counties of the city 2202 that the examples evaluate. */
export const counties = ['220202', '220203', '220204'] as const

/** An evaluation of counties by their city; further fields as wanted. */
export const evaluation = (setId: string, more: object = {}) => ({
  ...{ unitCode: '2202', setId, year: 2026, from: '2026-01-01', to: '2026-02-28' },
  ...{ targets: { unitCodes: counties }, selfBy: '2026-03-20', verifyBy: '2026-04-20' },
  ...more
})

/** Makes evaluations, and takes their steps. */
export function evaluationsOf(service: TestService) {
  const { call } = service
  const sets = setsOf(service)
  const step = async (id: string, name: string, unit = '2202') =>
    ok(await call('POST', `/v1/evaluations/${id}/${name}`, { as: of(unit) }))
  return {
    ...sets,
    step,
    /** A draft of the city by a set of its own, or of the set that is given. */
    made: async (more: { setId?: string; [name: string]: unknown } = {}): Promise<string> => {
      const body = evaluation(more.setId ?? (await sets.published()), more)
      return ok(await call('POST', '/v1/evaluations', { as: of(body.unitCode), body })).id
    },
    /** Enters a value, as the unit itself or as the evaluating one. */
    enter: (id: string, unit: string, item: string, body: object, as = of(unit)) =>
      call('PUT', `/v1/evaluations/${id}/targets/${unit}/values/${item}`, {
        as,
        body,
        headers: { 'if-match': '*' }
      }),
    /** One evaluated unit as somebody reads it. */
    target: async (id: string, unit: string, as = of(unit)) =>
      ok(await call('GET', `/v1/evaluations/${id}/targets/${unit}`, { as }))
  }
}
