import { type Static, Type } from 'typebox'
import { Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, listOf } from '../../platform/http/schema.ts'
import { item, Reason, Size } from './fields.ts'

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

export const TeamDraw = closed(item.properties, {
  $id: 'TeamDraw',
  title: '检查组抽取记录',
  description: 'Recorded random choice of inspectors, which can be recomputed'
})
export type TeamDraw = Static<typeof TeamDraw>

export const TeamDrawPage = { ...listOf(Type.Unsafe<TeamDraw>({ $ref: 'TeamDraw#' })), $id: 'TeamDrawPage' }

export const schemas = [TeamDrawing, TeamDraw, TeamDrawPage]
