import { sql } from 'kysely'
import { programme } from '../examples/batch.ts'
import { evaluation, points, smallSet } from '../examples/evaluation.ts'
import { person } from '../support/people.ts'
import type { Person, TestService } from '../support/service.ts'
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

/** An opened evaluation with a sample of the unit that it is about. */
export async function makeSampledEvaluation(service: TestService, setId: string): Promise<string> {
  const id = await makeEvaluation(service, setId)
  await sql`
    insert into evaluation_sample (id, target_id, n, programme_id, period, size, population, seed, seed_source,
      algorithm, frame, frame_hash, selected, drawn_at, drawn_by)
    select uuid_v7(), target.id, 1, programme.id,
      '2026-01-01', 1, 1, 'seed of a sample', 'caller', 'sha256-rank-1',
      '220102001001:R-0001' || chr(10), 'hash of a frame', '{220102001001:R-0001}', '2026-03-01T00:00:00Z', 'x'
    from evaluation_target as target cross join fund_programme as programme
    where programme.code = ${programme} and target.evaluation_id = ${id}::uuid`.execute(
    service.database.owner.db
  )
  return id
}

/** A third party of the city that carries out the evaluations of each step. */
export const evaluator = (unit: string): Person => ({ unit, roles: ['evaluator'], sub: 'third party' })

export const assignment = (about: string, sub = 'third party') => ({
  ...{
    sub,
    name: '第三方人员甲',
    agreementNo: '2026-1',
    agreementFrom: '2026-01-01',
    agreementTo: '2026-12-31'
  },
  organisation: { name: '某评估咨询有限公司', registrationNo: '91220101MA0000000X' },
  ...{ items: ['policy'], targets: [about], conflicts: [] }
})

/** A roster of the unit, from which a sample can be drawn. */
async function makeRoster(service: TestService, unitCode: string, village: string) {
  const batch = await post(service, '/v1/disbursements', unitCode, { programme, unitCode, period: '2025-12' })
  const raw = `recipientNo,villageCode,amount\nR1,${village},1.00\nR2,${village},1.00\n`
  const url = `/v1/disbursements/${batch.id}/roster`
  const { status, text } = await service.call('PUT', url, { as: person(unitCode), raw, type: 'text/csv' })
  if (status !== 200) throw new Error(`no roster: ${text}`)
}

/** Evaluations with a third party and with a sample. */
async function withThirdParty(service: TestService, unit: string, about: string) {
  const items = [points('policy', '40', { by: 'third-party' }), points('work', '60')]
  const set = await post(service, '/v1/indicator-sets', unit, smallSet({ unitCode: unit, items }))
  await post(service, `/v1/indicator-sets/${set.id}/publish`, unit)
  const at = (...steps: string[]) => makeEvaluation(service, set.id, steps, [unit, about])
  await makeRoster(service, about, '220402001001')
  const assigned = async () => {
    const id = await at('open')
    await post(service, `/v1/evaluations/${id}/evaluators`, unit, assignment(about))
    return id
  }
  const sampled = await at()
  const sampling = { programme, period: '2025-12', size: 1 }
  await post(service, `/v1/evaluations/${sampled}/targets/${about}/samples`, unit, sampling)
  return {
    assignEvaluator: await at(),
    removeEvaluator: await assigned(),
    listEvaluators: await assigned(),
    getEvaluationAssignment: await assigned(),
    getAssignedTarget: await assigned(),
    drawEvaluationSample: sampled,
    listEvaluationSamples: sampled,
    getEvaluationSampleFrame: sampled
  }
}

/** For each operation on an evaluation one that is at its step. */
export async function evaluationsAtEachStep(service: TestService, unit: string, about: string) {
  const setId = await makeIndicatorSet(service, 'publish', unit)
  const at = (...steps: string[]) => makeEvaluation(service, setId, steps, [unit, about])
  const objected = await at('open', 'verify')
  const objection = { item: 'policy', text: '请复核。' }
  await post(service, `/v1/evaluations/${objected}/targets/${about}/objections`, about, objection)
  return {
    ...(await withThirdParty(service, unit, about)),
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
