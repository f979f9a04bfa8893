import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { programmeOf, recipientsWithin, refuseFunds } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord } from '../../platform/database/records.ts'
import { ALGORITHM, frameText, ranking, sha256 } from '../../platform/draw/draw.ts'
import { lotOf, seedOf } from '../../platform/draw/lot.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { refuse as refuseEvaluator } from '../evaluators/vocabulary.ts'
import * as rules from '../rules.ts'
import * as evaluations from '../store.ts'
import { refuse } from '../vocabulary.ts'
import type { EvaluationSample, EvaluationSampling } from './schema.ts'
import * as store from './store.ts'

/** Draws recipients of an evaluated unit from the rosters of a month. */
export function drawSample(
  work: Work,
  asked: store.Asked,
  wanted: EvaluationSampling
): Promise<EvaluationSample> {
  const { tx, now, actor } = work
  const made = { targetId: '', n: 0 }
  return takeStep(kindOf(made), work, asked.evaluationId, 'draw', async () => {
    const target = await store.sampled(tx, actor, asked, work.today)
    if (target === undefined) throw refuse('evaluation-target-not-found', { pointer: '{unitCode}' })
    const { codes, programmeId } = await candidates(work, asked, wanted)
    const { size, period, ...seeded } = wanted
    const lot = lotOf(seeded)
    const [seed, frame] = [seedOf(lot), frameText(codes)]
    made.targetId = target.id
    made.n = await nextNumber(work, target.id)
    const { n, targetId } = made
    const draw = { n, size, population: codes.length, seed, frameHash: sha256(frame) }
    await insertRecord(tx, 'evaluation_sample', {
      ...{ ...draw, targetId, programmeId, frame, algorithm: ALGORITHM, seedSource: lot.seedSource },
      id: uuid({ msecs: now.getTime() }),
      period: `${period}-01`,
      selected: ranking(codes, seed).slice(0, size),
      drawnAt: now.toISOString(),
      drawnBy: actor.sub
    })
    return { event: newEvent('evaluation.sample-drawn', { targetCode: asked.unitCode, ...draw }) }
  })
}

/** The frame: each recipient as `village:number`. A name is on no roster that the service keeps. */
async function candidates({ tx, actor }: Work, { unitCode }: store.Asked, wanted: EvaluationSampling) {
  const { programme, period, size } = wanted
  const tree = await placeOf(tx, actor, 'fund', unitCode, '{unitCode}')
  const found = await programmeOf(tx, unitCode, programme)
  if (found === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  const all = await recipientsWithin(tx, { tree, programmeId: found.id, period })
  if (all.length === 0) throw refuseEvaluator('evaluation-sample-none', { pointer: '/period' })
  if (size > all.length) {
    const values = { population: all.length }
    throw refuseEvaluator('evaluation-sample-size', { pointer: '/size', values })
  }
  return {
    programmeId: found.id,
    codes: all.map(({ villageCode, recipientNo }) => `${villageCode}:${recipientNo}`)
  }
}

/** The evaluation is locked: no other sample takes the number. */
async function nextNumber({ tx }: Work, targetId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int + 1 as n from evaluation_sample where target_id = ${targetId}::uuid`.execute(tx)
  return present(rows[0]).n
}

/** A step of an evaluation that answers with the sample. */
function kindOf(made: {
  targetId: string
  n: number
}): StepKind<evaluations.Locked, rules.StepName, EvaluationSample> {
  return {
    ...rules,
    missing: () => refuse('evaluation-not-found'),
    lock: ({ tx, actor, today }, id) => evaluations.lock(tx, actor, id, today),
    read: async ({ tx, actor, today }) => {
      return (await store.samplesOf(tx, actor, made.targetId, { n: made.n, today }))[0]
    }
  }
}
