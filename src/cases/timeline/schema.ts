import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  OPERATOR_OR_CODE
} from '../../platform/http/schema.ts'

export const TimelineStep = closed(
  {
    id: Id,
    at: Instant,
    action: Type.String({ title: '事项', description: 'What was done', examples: ['case.accepted'] }),
    subjectId: { ...Id, description: 'The case itself, or one of its letters or referrals' },
    actorName: Type.String({ title: '办理人', description: 'Who did it' }),
    actorUnit: nullable(
      Type.String({
        pattern: OPERATOR_OR_CODE,
        maxLength: 20,
        title: '办理人单位',
        description: 'Unit of whoever did it; `*`: the service itself, by the clock'
      })
    ),
    terms: Type.Array(
      closed({
        rule: Type.String({ title: '期限规则', description: 'Rule of the term' }),
        dueOn: LocalDate,
        metOn: LocalDate,
        isMet: Type.Boolean({ title: '是否按期', description: 'In time' })
      }),
      { title: '期限', description: 'Terms that ended with this step' }
    ),
    details: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      title: '详情',
      description: 'What else there is to know of the step'
    })
  },
  { $id: 'CaseStep', title: '办理过程', description: 'One step of a case: who, when, and with which term' }
)
export const TimelinePage = {
  ...listOf(Type.Unsafe<Static<typeof TimelineStep>>({ $ref: 'CaseStep#' })),
  $id: 'CaseTimeline'
}
export const timelineQuery = closed({ ...pageParameters })
export type TimelineQuery = Static<typeof timelineQuery>
