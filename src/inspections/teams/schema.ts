import { type Static, Type } from 'typebox'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, listOf, nullable, oneOf, text } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import { exclusions } from './vocabulary.ts'

const Size = Type.Integer({ minimum: 1, maximum: 50, title: '抽取人数', description: 'How many go' })
const Reason = text(1000, '再次抽取的理由', 'Why it is drawn again; the draws before stay on record')
const StaffId = { ...Id, description: 'Of the staff register' }

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
    description: 'Draws the team of an inspection',
    examples: [{ size: 2, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type TeamDrawing = Static<typeof TeamDrawing>

export const TeamDraw = closed(
  {
    id: Id,
    inspectionId: { ...Id, title: '检查', description: 'The inspection that the team is for' },
    ordinal: Type.Integer({ title: '第几次抽取', description: 'From 1; the last one made the team' }),
    reason: nullable(Reason),
    size: Size,
    population: Type.Integer({ title: '总数', description: 'People in the frame' }),
    areas: Type.Array(AreaWord, { title: '监管内容', description: 'Of the inspection when it was drawn' }),
    selected: Type.Array(StaffId, { title: '抽中人员', description: 'In the order of the draw' }),
    excluded: Type.Array(
      closed({
        staffId: StaffId,
        why: oneOf(exclusions, { title: '未列入原因', description: 'Why he was not in the frame' })
      }),
      { title: '未列入人员', description: 'On the register, but not to be drawn for this inspection' }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Algorithm,
    frameHash: FrameHash,
    drawnAt: Instant,
    drawnBy: Type.String({ title: '抽取人', description: 'Subject of the token' })
  },
  {
    $id: 'TeamDraw',
    title: '检查组抽取记录',
    description: 'A recorded random choice of inspectors that can be recomputed'
  }
)
export type TeamDraw = Static<typeof TeamDraw>

export const TeamDrawPage = { ...listOf(Type.Unsafe<TeamDraw>({ $ref: 'TeamDraw#' })), $id: 'TeamDrawPage' }

export const teamDrawQuery = closed({ ...pageParameters })
export type TeamDrawQuery = Static<typeof teamDrawQuery>

export const schemas = [TeamDrawing, TeamDraw, TeamDrawPage]
