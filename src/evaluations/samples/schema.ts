import { type Static, Type } from 'typebox'
import { ProgrammeCode } from '../../funds/index.ts'
import { Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, Id, ref, UnitCode } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'

export const sampleParams = closed({ id: Id, unitCode: UnitCode, n: fields.N })

export const EvaluationSampling = closed(
  {
    programme: ProgrammeCode,
    period: fields.SamplePeriod,
    size: fields.Size,
    seed: Type.Optional(Seed),
    seedSource: Type.Optional(SeedSource)
  },
  {
    $id: 'EvaluationSampling',
    title: '抽取核查样本',
    description: 'Draw of recipients from the rosters of a month',
    examples: [{ programme: 'urban-low-income', period: '2026-01', size: 20 }]
  }
)
export type EvaluationSampling = Static<typeof EvaluationSampling>

export const EvaluationSample = closed(fields.item.properties, {
  $id: 'EvaluationSample',
  title: '核查样本',
  description: 'Recipients of a unit that were drawn by lot, as numbers and villages'
})
export type EvaluationSample = Static<typeof EvaluationSample>

export const EvaluationSamples = closed(
  { items: Type.Array(ref(EvaluationSample)) },
  { $id: 'EvaluationSamples', title: '核查样本列表', description: 'Samples of an evaluated unit' }
)

export const sampleSchemas = [EvaluationSampling, EvaluationSample, EvaluationSamples]
