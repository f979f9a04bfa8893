import { type Static, Type } from 'typebox'
import { actions, closed, listOf, nullable } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewNoticeBoard = closed(
  {
    unitCode: fields.Unit,
    place: fields.Place,
    since: fields.Since,
    until: Type.Optional(fields.Until),
    photoAttachmentId: Type.Optional(fields.PhotoId)
  },
  {
    $id: 'NewNoticeBoard',
    title: '登记公示板',
    description: 'New notice board',
    examples: [{ unitCode: '220102001001', place: '居民委员会门口', since: '2020-05-01' }]
  }
)
export type NewNoticeBoard = Static<typeof NewNoticeBoard>

export const NoticeBoardChange = closed(
  {
    place: Type.Optional(fields.Place),
    since: Type.Optional(fields.Since),
    until: Type.Optional(nullable(fields.Until)),
    photoAttachmentId: Type.Optional(nullable(fields.PhotoId))
  },
  {
    $id: 'NoticeBoardChange',
    title: '变更公示板',
    description: 'Change of a notice board, or its end',
    minProperties: 1,
    examples: [{ place: '村委会院内' }]
  }
)
export type NoticeBoardChange = Static<typeof NoticeBoardChange>

export const NoticeBoardItem = closed(fields.item.properties, {
  $id: 'NoticeBoardItem',
  title: '公示板（列表项）',
  description: 'Notice board in a list'
})
export type NoticeBoardItem = Static<typeof NoticeBoardItem>

export const NoticeBoard = closed(
  { ...fields.item.properties, actions: actions(stepNames) },
  { $id: 'NoticeBoard', title: '公示板', description: 'Notice board of a unit' }
)
export type NoticeBoard = Static<typeof NoticeBoard>

export const NoticeBoardPage = {
  ...listOf(Type.Unsafe<NoticeBoardItem>({ $ref: 'NoticeBoardItem#' })),
  $id: 'NoticeBoardPage'
}

export const boardSchemas = [NewNoticeBoard, NoticeBoardChange, NoticeBoardItem, NoticeBoard, NoticeBoardPage]
