import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Algorithm, FrameHash, Seed, SeedSource } from '../../platform/draw/schema.ts'
import { closed, Id, Instant, nullable, oneOf, person, text } from '../../platform/http/schema.ts'
import { AreaWord } from '../../policy/index.ts'
import './tables.ts'
import { type Exclusion, exclusions } from './vocabulary.ts'

export const Size = Type.Integer({
  minimum: 1,
  maximum: 50,
  title: '抽取人数',
  description: 'Number of people to draw'
})
export const Reason = text(1000, '再次抽取的理由', 'Reason for drawing again; earlier draws stay on record')
const StaffId = { ...Id, title: '检查人员', description: 'Identifier of the staff register' }

type Exclusions = { staffId: string; why: Exclusion }[]

/** A draw of a team, which can be recomputed. */
export const item = fieldsOf('team_draw', {
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
  excluded: from(
    Type.Array(
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
    sql<Exclusions>`team_draw.excluded`
  ),
  seed: Seed,
  seedSource: SeedSource,
  algorithm: Algorithm,
  frameHash: FrameHash,
  drawnAt: Instant,
  drawnBy: person('抽取人', 'Person who drew the team')
})
