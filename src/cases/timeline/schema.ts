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
    action: Type.String({ title: '事项', description: 'Step that was taken', examples: ['case.accepted'] }),
    subjectId: {
      ...Id,
      title: '对象',
      description: 'Record that the step concerns: the case, or one of its letters or referrals'
    },
    actorName: Type.String({ title: '办理人', description: 'Name of the person who took the step' }),
    actorUnit: nullable(
      Type.String({
        pattern: OPERATOR_OR_CODE,
        maxLength: 20,
        title: '办理人单位',
        description: 'Unit of that person; `*`: the service itself, at a set time'
      })
    ),
    terms: Type.Array(
      closed({
        rule: Type.String({ title: '期限规则', description: 'Rule of the term' }),
        dueOn: LocalDate,
        metOn: LocalDate,
        isMet: Type.Boolean({ title: '是否按期', description: 'Whether the term was met in time' })
      }),
      { title: '期限', description: 'Terms that ended with this step' }
    ),
    details: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      title: '详情',
      description: 'Further details of the step'
    })
  },
  {
    $id: 'CaseStep',
    title: '办理过程',
    description: 'Step of a case, with its actor, its time and the terms that it ended'
  }
)
export const TimelinePage = {
  ...listOf(Type.Unsafe<Static<typeof TimelineStep>>({ $ref: 'CaseStep#' })),
  $id: 'CaseTimeline'
}
export const timelineQuery = closed({ ...pageParameters })
export type TimelineQuery = Static<typeof timelineQuery>
