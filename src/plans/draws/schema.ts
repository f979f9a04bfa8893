import { type Static, Type } from 'typebox'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, Id, Instant, LocalDate, UnitCode } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { Count, DropReason } from '../schema.ts'

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
    passedOver: Type.Array(
      closed({
        code: { ...UnitCode, description: 'Next in the order, and not inspected' },
        rank: Count('抽签位次', 'Place in the order of the draw, from 1'),
        reason: DropReason,
        on: LocalDate
      }),
      {
        title: '越过记录',
        description:
          'Units that were next in the order when a substitute was needed, and had ended or moved away'
      }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Algorithm,
    frameHash: FrameHash,
    drawnAt: Instant
  },
  { $id: 'Draw', title: '抽签', description: 'A recorded random choice that anyone can recompute' }
)
export type Draw = Static<typeof Draw>

export const Draws = closed(
  { items: Type.Array(Type.Unsafe<Draw>({ $ref: 'Draw#' })) },
  { $id: 'Draws', title: '计划的抽签', description: 'All draws of a plan' }
)
