import { type Static, Type } from 'typebox'
import { severalOf } from '../../platform/http/lists/filters.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, listOf, nullable, oneOf } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { ClauseId, Sentence } from '../schema.ts'
import { areas } from './vocabulary.ts'

export const AreaWord = oneOf(areas, { title: '监管内容', description: 'Area of supervision (Part 2)' })

/** The identifier by which inspections and findings name an item. */
export const ChecklistItemId = Type.String({
  pattern: '^[a-z]+(-[a-z]+)*$',
  maxLength: 60,
  title: '检查要点编号',
  description: 'Stable identifier of a checklist item',
  examples: ['funds-in-time']
})

const item = {
  id: ChecklistItemId,
  area: AreaWord,
  levels: Type.Array(UnitLevel, {
    minItems: 1,
    uniqueItems: true,
    title: '适用级别',
    description: 'Levels of the units that the item applies to'
  }),
  text: Type.String({
    minLength: 1,
    title: '检查要点',
    description: 'Duty as a question, worded by the service'
  }),
  en: Type.String({ minLength: 1, title: '检查要点（英文）', description: 'Text in English' })
}
const Remark = {
  ...Sentence,
  title: '说明',
  description: 'Reason for these levels: what the text of the policy names, and what it leaves open'
}

/** A checklist as it is in a file: the items that one policy asks of inspected units. */
export const Checklist = closed({
  policyId: Type.String(),
  items: Type.Array(closed({ ...item, clauseId: ClauseId, remark: Type.Optional(Remark) }), { minItems: 1 })
})
export type Checklist = Static<typeof Checklist>

export const ChecklistItem = closed(
  {
    ...item,
    clause: closed({
      id: ClauseId,
      text: Type.String({ title: '条文', description: 'Text of the clause' })
    }),
    remark: nullable(Remark)
  },
  {
    $id: 'ChecklistItem',
    title: '检查要点',
    description: 'Checklist item of an inspection, with its clause'
  }
)
export type ChecklistItem = Static<typeof ChecklistItem>

export const ChecklistPage = {
  ...listOf(Type.Unsafe<ChecklistItem>({ $ref: 'ChecklistItem#' })),
  $id: 'ChecklistPage'
}

export const checklistQuery = closed({
  area: Type.Optional(severalOf(AreaWord)),
  level: Type.Optional(
    severalOf({ ...UnitLevel, description: 'Level of the target: only items that apply to it' })
  ),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      title: '检索词',
      description: 'Search text: part of an item, in Chinese or English'
    })
  ),
  ...pageParameters
})
export type ChecklistQuery = Static<typeof checklistQuery>
