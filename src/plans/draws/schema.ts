import { type Static, Type } from 'typebox'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, Id, Instant, LocalDate, UnitCode } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { Count, DropReason } from '../fields.ts'

export const Draw = closed(
  {
    id: Id,
    targetLevel: UnitLevel,
    population: Count('总数', 'Number of unit codes in the frame'),
    ratioPercent: Type.Integer({ title: '比例', description: 'Ratio in per cent' }),
    required: Count('应抽数', 'Number of units selected'),
    selected: Type.Array(UnitCode, {
      title: '抽中对象',
      description: 'Drawn units, in the order of the draw'
    }),
    replaced: Type.Array(
      closed({
        code: { ...UnitCode, description: 'Unit that was drawn and then replaced' },
        by: { ...UnitCode, description: 'Unit that substitutes for it' },
        reason: Type.String({ title: '理由', description: 'Reason' }),
        approvedBy: Type.String({ title: '批准人', description: 'Subject of the token' }),
        at: Instant
      }),
      { title: '替换记录', description: 'Drawn targets that were replaced by substitutes' }
    ),
    passedOver: Type.Array(
      closed({
        code: { ...UnitCode, description: 'Unit that was next in the order and was not inspected' },
        rank: Count('抽签位次', 'Position in the order of the draw, from 1'),
        reason: DropReason,
        on: LocalDate
      }),
      {
        title: '越过记录',
        description:
          'Units that were next in the order when a substitute was needed, but had been retired or had ' +
          'moved away'
      }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Algorithm,
    frameHash: FrameHash,
    drawnAt: Instant
  },
  { $id: 'Draw', title: '抽签', description: 'Draw: a recorded random choice that anyone can recompute' }
)
export type Draw = Static<typeof Draw>

export const Draws = closed(
  { items: Type.Array(Type.Unsafe<Draw>({ $ref: 'Draw#' })) },
  { $id: 'Draws', title: '计划的抽签', description: 'Draws of a plan' }
)
