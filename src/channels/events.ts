import { Type } from 'typebox'
import { UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { ChannelTest } from './tests/schema.ts'

const count = (title: string, description: string) => Type.Integer({ title, description })

export const events = eventsOf({
  'unit.channels-changed': event(
    { zh: '变更监督举报渠道', en: 'Channels changed' },
    'The telephones, online channels or the postal address of a unit changed.',
    {
      phones: count('电话数', 'Number of telephones'),
      online: count('网络渠道数', 'Number of online channels'),
      letters: Type.Boolean({ title: '是否有通信地址', description: 'Whether there is a postal address' })
    }
  ),
  'unit.channels-confirmed': event(
    { zh: '确认监督举报渠道', en: 'Channels confirmed' },
    'The unit stated that its channels are still right.',
    {}
  ),
  'channel-test.made': event(
    { zh: '拨测监督举报渠道', en: 'Channel tested' },
    'Somebody tried a channel of a unit below. The unit that was tried does not see it.',
    {
      targetCode: field(UnitCode, '被拨测单位', 'Unit whose channel was tried'),
      channel: ChannelTest.properties.channel,
      result: ChannelTest.properties.result
    }
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
