import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, Instant, nullable, oneOf, person, text, UnitCode } from '../../platform/http/schema.ts'
import '../tables.ts'
import { requiredChannels, results } from '../vocabulary.ts'

export const Tester = { ...UnitCode, title: '拨测单位', description: 'Unit that tries the channel' }
export const Target = { ...UnitCode, title: '被拨测单位', description: 'Unit whose channel is tried' }
export const Channel = oneOf(requiredChannels, { title: '渠道', description: 'Channel that is tried' })
export const Tried = text(300, '号码或地址', 'Telephone number or address that is tried')
export const TriedAt = { ...Instant, title: '拨测时间', description: 'Time of the try' }
export const Result = oneOf(results, { title: '拨测结果', description: 'Result of the try' })
export const Waited = Type.Integer({
  minimum: 0,
  maximum: 3600,
  title: '等待秒数',
  description: 'Seconds until somebody answered, or until the caller gave up'
})
const Name = (title: string, unit: string) => Type.String({ title, description: `Current name of ${unit}` })

export const item = fieldsOf('channel_test', {
  id: Id,
  unitCode: Tester,
  unitName: from(Name('拨测单位名称', 'that unit'), sql<string>`unit.name`),
  targetCode: Target,
  targetName: from(Name('被拨测单位名称', 'the unit tried'), sql<string>`target.name`),
  channel: Channel,
  number: Tried,
  triedAt: TriedAt,
  inHours: from(
    Type.Boolean({
      title: '是否在受理时间内',
      description:
        'Whether it was tried within the hours that the unit had stated; other tests count for nothing'
    }),
    sql<boolean>`channel_test.is_in_hours`
  ),
  result: Result,
  waitedSeconds: nullable(Waited),
  madeAt: { ...Instant, title: '登记时间', description: 'Time of the entry' },
  madeBy: person('登记人', 'Person who entered the test')
})
