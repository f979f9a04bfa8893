import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { itsProgramme, month, Period } from '../../funds/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, Instant, UnitCode } from '../../platform/http/schema.ts'
import '../tables.ts'

export const N = Type.Integer({
  minimum: 1,
  maximum: 1000,
  title: '序号',
  description: 'Number of the sample of the unit, from 1'
})
export const Size = Type.Integer({
  minimum: 1,
  maximum: 500,
  title: '抽取人数',
  description: 'Number of recipients to draw'
})
export const SamplePeriod = { ...Period, description: 'Month of the rosters' }

const Selected = Type.Array(
  closed(
    {
      recipientNo: Type.String({
        title: '救助对象编号',
        description: 'Number of the recipient within the programme'
      }),
      villageCode: { ...UnitCode, title: '村（社区）代码', description: 'Village of the recipient' }
    },
    { title: '核查对象', description: 'Recipient that was drawn, without a name' }
  ),
  { title: '核查对象', description: 'Recipients that were drawn, in the order of the draw' }
)

/** The order of the draw is the order in the column: a code is a village, a colon and a number. */
const selected = sql<Static<typeof Selected>>`(
  select jsonb_agg(jsonb_build_object('recipientNo', substr(code, strpos(code, ':') + 1),
    'villageCode', split_part(code, ':', 1)) order by place)
  from unnest(evaluation_sample.selected) with ordinality as drawn (code, place))`

export const item = fieldsOf('evaluation_sample', {
  n: N,
  ...itsProgramme,
  period: from(SamplePeriod, month('evaluation_sample.period')),
  size: Size,
  population: Type.Integer({ title: '对象总数', description: 'Number of recipients in the frame' }),
  seed: Seed,
  seedSource: SeedSource,
  algorithm: Algorithm,
  frameHash: FrameHash,
  selected: from(Selected, selected),
  drawnAt: { ...Instant, title: '抽取时间', description: 'Time of the draw' }
})
