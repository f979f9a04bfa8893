import { type Static, Type } from 'typebox'
import { closed } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { ClauseId, Sentence } from '../clause-schema.ts'

export const Percent = Type.Integer({
  minimum: 1,
  maximum: 100,
  title: '比例',
  description: 'Ratio in per cent'
})

/** A standing duty, with the day by which it is due each year. */
export const Duty = closed({
  id: Type.String({
    maxLength: 40,
    title: '职责编号',
    description: 'Stable identifier',
    examples: ['scheme']
  }),
  levels: Type.Array(UnitLevel, {
    title: '适用级别',
    description: 'Levels of the units that have the duty; units outside the quotas do not have it'
  }),
  due: Type.String({
    maxLength: 5,
    title: '截止日期（月日）',
    description: 'Month and day of the last day in the year',
    examples: ['03-31']
  }),
  minPercent: Type.Optional({ ...Percent, description: 'Smallest share of the staff, in per cent' }),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute sets the day; a rule of the province may set it'
  }),
  remark: Type.Optional(Sentence)
})
export type Duty = Static<typeof Duty>

/** A duty whose state is read from the records of the rooms. */
export const MeasuredDuty = closed({
  id: Type.String({
    maxLength: 40,
    title: '职责编号',
    description: 'Stable identifier; with another clause for each level it stands several times',
    examples: ['inspect-full']
  }),
  levels: Type.Array(UnitLevel, {
    title: '适用级别',
    description: 'Levels of the units that have the duty'
  }),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute says how often or until when'
  }),
  remark: Type.Optional(Sentence)
})
export type MeasuredDuty = Static<typeof MeasuredDuty>
