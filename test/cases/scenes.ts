import type { Test } from 'tap'
import { at, bodies, casesOf, clerk, states, township } from '../examples/case.ts'
import { nowhere, type Refused, refused } from '../support/assertions.ts'
import type { Person, TestService } from '../support/service.ts'

interface Scene {
  /** The step, and the states that it is refused in: all but these. */
  step: string
  from: readonly string[]
  /** What the case is like, where the kind matters. */
  more?: object
  /** Who may take it. */
  as?: Person
  /** Roles of which none suffices. */
  wrongRoles?: Person['roles']
  /** Bodies that are refused, with the place of the fault. */
  malformed?: Record<string, [body: unknown, pointer?: string]>
}

/** What every step has in common: refused, with nothing written, in the wrong state, by the wrong people. */
export async function refusedScenes(t: Test, service: TestService, scene: Scene): Promise<void> {
  const { step, from, more, as = clerk(), wrongRoles = ['viewer', 'auditor', 'planner', 'inspector'] } = scene
  const { standing } = casesOf(service)
  const cases: Record<string, Refused> = {}
  const province: Person = { unit: '22', roles: ['leader'], sub: 'l22' }
  for (const state of states.filter((state) => !from.includes(state))) {
    const id = await standing(state, more)
    const { decidingUnitCode } = (await service.call('GET', `/v1/cases/${id}`, { as: province })).body
    // The province may take every step but one that is the deciding unit's own.
    cases[`when ${state}`] = {
      url: at(id, step),
      as: step === 'object' ? { ...province, unit: decidingUnitCode, sub: 'own' } : province,
      is: [409, 'case-step']
    }
  }
  const url = at(await standing(from[0] as string, more), step)
  const there = { is: [404, 'case-not-found'] as [number, string] }
  const roles = as.roles
  await refused(
    t,
    service,
    { method: 'POST', url, as, body: bodies[step] },
    {
      ...cases,
      'by nobody': { as: null, is: [401, 'token-missing'] },
      'by the wrong role': { as: { ...as, roles: wrongRoles, sub: 'r' }, is: [403, 'role-missing'] },
      'by a unit beside': { as: { unit: '220103', roles }, ...there },
      'by a unit below': { as: { unit: township, roles }, ...there },
      'by the operator': { as: { unit: '*', roles }, ...there },
      'of a case that is not there': { url: at(nowhere, step), ...there },
      'of an old version': { headers: { 'if-match': '"99"' }, is: [412, 'version-stale'] },
      'without an identifier': { url: at('1', step), is: [400, 'validation-failed', '{id}'] },
      'with a field too many': {
        body: { ...bodies[step], state: 'closed' },
        is: [400, 'validation-failed', ...(bodies[step] === undefined ? [] : ['/state'])] as Refused['is']
      },
      'no JSON': { raw: 'yes', is: [400, 'malformed-json'] },
      ...Object.fromEntries(
        Object.entries(scene.malformed ?? {}).map(([name, [body, pointer]]): [string, Refused] => [
          name,
          { body, is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as Refused['is'] }
        ])
      )
    }
  )
}
