import { type Static, Type } from 'typebox'
import { closed, Id, Instant, oneOf, UnitCode } from '../../platform/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { Count, Seed, SeedSource } from '../schema.ts'

export const Draw = closed(
  {
    id: Id,
    targetLevel: UnitLevel,
    population: Count('总数', 'Codes in the frame'),
    ratioPercent: Type.Integer({ title: '比例', description: 'Per cent' }),
    required: Count('应抽数', 'How many are selected'),
    selected: Type.Array(UnitCode, { title: '抽中对象', description: 'In the order of the draw' }),
    replaced: Type.Array(
      closed({
        code: { ...UnitCode, description: 'Drawn, and replaced' },
        by: { ...UnitCode, description: 'The substitute' },
        reason: Type.String({ title: '理由', description: 'Why' }),
        approvedBy: Type.String({ title: '批准人', description: 'Subject of the token' }),
        at: Instant
      }),
      { title: '替换记录', description: 'Drawn targets that gave way to substitutes' }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Type.String({ title: '算法', description: 'How the order follows from seed and code' }),
    frameHash: Type.String({ title: '抽样框散列值', description: 'SHA-256 of the frame, hex' }),
    drawnAt: Instant
  },
  { $id: 'Draw', title: '抽签', description: 'A recorded random choice that anyone can recompute' }
)
export type Draw = Static<typeof Draw>

export const Draws = closed(
  { items: Type.Array(Type.Unsafe<Draw>({ $ref: 'Draw#' })) },
  { $id: 'Draws', title: '计划的抽签', description: 'All draws of a plan' }
)

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否成立', description: 'Recomputing gives what is on record' }),
    frameHash: Type.String({ title: '记录的散列值', description: 'As it is on record' }),
    recomputedHash: Type.String({ title: '重算的散列值', description: 'Of the frame as it is stored' }),
    differences: Type.Array(
      closed({
        what: oneOf(['frame', 'population', 'selection', 'tasks', 'audit'], {
          title: '事项',
          description: 'Which part does not agree'
        }),
        recorded: Type.String({ title: '记录值', description: 'What is on record' }),
        recomputed: Type.String({ title: '重算值', description: 'What it should be' })
      }),
      { title: '差异', description: 'What does not agree' }
    )
  },
  { $id: 'DrawVerification', title: '抽签核验', description: 'The draw, recomputed from frame and seed' }
)
export type Verification = Static<typeof Verification>
