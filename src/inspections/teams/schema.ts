import { type Static, Type } from 'typebox'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, listOf, nullable, oneOf, person, text } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import { exclusions } from './vocabulary.ts'

const Size = Type.Integer({
  minimum: 1,
  maximum: 50,
  title: '抽取人数',
  description: 'Number of people to draw'
})
const Reason = text(1000, '再次抽取的理由', 'Reason for drawing again; earlier draws stay on record')
const StaffId = { ...Id, title: '检查人员', description: 'Identifier of the staff register' }

export const TeamDrawing = closed(
  {
    size: Size,
    seed: Type.Optional(Seed),
    seedSource: Type.Optional(SeedSource),
    reason: Type.Optional(Reason)
  },
  {
    $id: 'TeamDrawing',
    title: '抽取检查组',
    description: 'Draw of the team of an inspection',
    examples: [{ size: 2, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type TeamDrawing = Static<typeof TeamDrawing>

export const TeamDraw = closed(
  {
    id: Id,
    inspectionId: { ...Id, title: '检查', description: 'Inspection for which the team was drawn' },
    ordinal: Type.Integer({
      title: '第几次抽取',
      description: 'Serial number of the draw, from 1; the last draw decided the team'
    }),
    reason: nullable(Reason),
    size: Size,
    population: Type.Integer({ title: '总数', description: 'Number of people in the frame' }),
    areas: Type.Array(AreaWord, {
      title: '监管内容',
      description: 'Areas of the inspection at the time of the draw'
    }),
    selected: Type.Array(StaffId, {
      title: '抽中人员',
      description: 'People drawn, in the order of the draw'
    }),
    excluded: Type.Array(
      closed({
        staffId: StaffId,
        why: oneOf(exclusions, {
          title: '未列入原因',
          description: 'Reason for leaving the person out of the frame'
        })
      }),
      {
        title: '未列入人员',
        description: 'People on the register who could not be drawn for this inspection'
      }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Algorithm,
    frameHash: FrameHash,
    drawnAt: Instant,
    drawnBy: person('抽取人', 'Person who drew the team')
  },
  {
    $id: 'TeamDraw',
    title: '检查组抽取记录',
    description: 'Recorded random choice of inspectors, which can be recomputed'
  }
)
export type TeamDraw = Static<typeof TeamDraw>

export const TeamDrawPage = { ...listOf(Type.Unsafe<TeamDraw>({ $ref: 'TeamDraw#' })), $id: 'TeamDrawPage' }

export const teamDrawQuery = closed({ ...pageParameters })
export type TeamDrawQuery = Static<typeof teamDrawQuery>

export const schemas = [TeamDrawing, TeamDraw, TeamDrawPage]
