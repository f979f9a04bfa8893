import { type Static, Type } from 'typebox'
import { closed, text } from '../../platform/http/schema.ts'
import { keysOf } from '../../platform/values/keys.ts'
import { Category, Channel, summary } from '../fields.ts'

export const CaseCorrection = closed(
  {
    summary: Type.Optional(summary),
    category: Type.Optional(Category),
    channel: Type.Optional(Channel)
  },
  {
    $id: 'CaseCorrection',
    title: '信访件更正',
    description: 'Correction of the values entered at intake',
    minProperties: 1,
    examples: [{ category: 'temporary-assistance', summary: '反映临时救助申请未受理' }]
  }
)
export type CaseCorrection = Static<typeof CaseCorrection>
export const correctable = keysOf(CaseCorrection.properties)

/** Free texts among them. An audit line that shows a former text of a report is a reading of the report. */
export const correctableTexts = correctable.filter((name) => !('enum' in CaseCorrection.properties[name]))

export const Assignment = closed(
  {
    sub: Type.String({
      minLength: 1,
      maxLength: 200,
      title: '经办人标识',
      description: 'New handler (subject of their access token)'
    }),
    name: text(100, '经办人', 'Name of the new handler')
  },
  {
    $id: 'CaseAssignment',
    title: '指定经办人',
    description: 'Assignment of the case to a handler within the unit',
    examples: [{ sub: 'clerk-7', name: '李某' }]
  }
)
export type Assignment = Static<typeof Assignment>
