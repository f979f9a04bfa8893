import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { from } from '../../platform/database/fields.ts'
import { closed, Id, LocalDate, nullable, oneOf, text } from '../../platform/http/schema.ts'
import { Evidence } from '../evidence.ts'
import '../tables.ts'

export const Measures = text(8000, '整改情况', 'Measures that the target has taken')
export const Reason = text(1000, '理由', 'Reason')

const Rectifications = Type.Array(
  closed({
    text: Measures,
    evidence: Evidence,
    rectifiedOn: {
      ...LocalDate,
      title: '整改日期',
      description: 'Date of the rectification, as reported'
    },
    reportedOn: { ...LocalDate, title: '报告日期', description: 'Date of the report' },
    noticeId: nullable({
      ...Id,
      title: '通报',
      description: 'Notice whose answer reported the rectification; null if reported directly'
    }),
    outcome: nullable(
      oneOf(['accepted', 'sent-back'], {
        'x-enum': 'RectificationOutcome',
        title: '认定结果',
        description: 'Decision on the rectification; null: not decided yet'
      })
    ),
    reason: nullable(Reason),
    decidedOn: nullable({ ...LocalDate, title: '认定日期', description: 'Date of the decision' })
  }),
  { title: '整改', description: 'Rectifications that the target reported, each with the decision on it' }
)

/** The reported rectifications of a finding, each with the decision on it. */
export const rectifications = from(
  Rectifications,
  sql<Static<typeof Rectifications>>`coalesce((
    select json_agg(json_build_object('text', text, 'evidence', evidence, 'rectifiedOn', rectified_on,
      'reportedOn', reported_on, 'noticeId', notice_id, 'outcome', outcome, 'reason', reason,
      'decidedOn', decided_on) order by round)
    from finding_rectification where finding_id = finding.id), '[]')`
)
