import { type Static, Type } from 'typebox'
import { closed, listOf } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'

export const NewChannelTest = closed(
  {
    unitCode: fields.Tester,
    targetCode: fields.Target,
    channel: fields.Channel,
    number: fields.Tried,
    triedAt: fields.TriedAt,
    result: fields.Result,
    waitedSeconds: Type.Optional(fields.Waited)
  },
  {
    $id: 'NewChannelTest',
    title: '登记拨测',
    description: 'New test of whether somebody answers',
    examples: [
      {
        unitCode: '2202',
        targetCode: '220202',
        channel: 'hotline',
        number: '0432-62049999',
        triedAt: '2026-03-02T08:40:00+08:00',
        result: 'no-answer',
        waitedSeconds: 60
      }
    ]
  }
)
export type NewChannelTest = Static<typeof NewChannelTest>

export const ChannelTest = closed(fields.item.properties, {
  $id: 'ChannelTest',
  title: '渠道拨测',
  description: 'Test of whether a channel of a unit is answered'
})
export type ChannelTest = Static<typeof ChannelTest>

export const ChannelTestPage = {
  ...listOf(Type.Unsafe<ChannelTest>({ $ref: 'ChannelTest#' })),
  $id: 'ChannelTestPage'
}

export const schemas = [NewChannelTest, ChannelTest, ChannelTestPage]
