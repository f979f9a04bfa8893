import { evaluation, smallSet } from '../examples/evaluation.ts'
import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

async function post({ call }: TestService, url: string, unit: string, body?: object) {
  const answer = await call('POST', url, { as: person(unit), body })
  if (answer.status >= 300) throw new Error(`the evaluation did not come so far: ${url} ${answer.text}`)
  return answer.body
}

/** An indicator set of a unit, as a draft, or taken further; gives its id. */
export async function makeIndicatorSet(
  service: TestService,
  step?: 'publish',
  unitCode = owner
): Promise<string> {
  const { id } = await post(service, '/v1/indicator-sets', unitCode, smallSet({ unitCode }))
  if (step !== undefined) await post(service, `/v1/indicator-sets/${id}/${step}`, unitCode)
  return id
}

/** An evaluation of the target by the owner, by a published set, taken as far as `steps` say; gives its id. */
export async function makeEvaluation(
  service: TestService,
  setId: string,
  steps: readonly string[] = ['open'],
  [unitCode, about]: readonly [string, string] = [owner, target]
): Promise<string> {
  const targets = { unitCodes: [about] }
  const { id } = await post(service, '/v1/evaluations', unitCode, evaluation(setId, { unitCode, targets }))
  for (const step of steps) await post(service, `/v1/evaluations/${id}/${step}`, unitCode)
  return id
}

/** For each operation on an evaluation one that is at its step. */
export async function evaluationsAtEachStep(service: TestService, unit: string, about: string) {
  const setId = await makeIndicatorSet(service, 'publish', unit)
  const at = (...steps: string[]) => makeEvaluation(service, setId, steps, [unit, about])
  const objected = await at('open', 'verify')
  const objection = { item: 'policy', text: '请复核。' }
  await post(service, `/v1/evaluations/${objected}/targets/${about}/objections`, about, objection)
  return {
    publishIndicatorSet: await makeIndicatorSet(service),
    retireIndicatorSet: await makeIndicatorSet(service),
    openEvaluation: await at(),
    verifyEvaluation: await at('open'),
    computeEvaluation: await at('open'),
    scoreEvaluation: await at('open', 'verify'),
    publishEvaluation: await at('open', 'verify', 'score'),
    closeEvaluation: await at('open'),
    getEvaluationTarget: await at('open'),
    getSelfAssessment: await at('open'),
    putEvaluationValue: await at('open', 'verify'),
    objectToEvaluation: await at('open', 'verify'),
    decideEvaluationObjection: objected,
    vetoEvaluationTarget: await at('open', 'verify', 'score')
  }
}

/** What makes an evaluation of a unit by another one. */
export const newEvaluation = (setId: string, unitCode: string, about: string) =>
  evaluation(setId, { unitCode, targets: { unitCodes: [about] } })
