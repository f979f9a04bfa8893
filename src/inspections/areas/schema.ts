import { type Static, Type } from 'typebox'
import { closed, nullable, oneOf, text } from '../../platform/http/schema.ts'
import { AreaWord, ChecklistItemId } from '../../policy/index.ts'
import { conclusions } from '../vocabulary.ts'

const MOST_ITEMS = 60

const Conclusion = oneOf(conclusions, { title: '检查结论', description: 'Conclusion' })
const Remarks = text(4000, '检查情况', 'Observations; must not contain names of recipients')

const ItemResult = closed({
  item: ChecklistItemId,
  conclusion: Conclusion,
  remarks: Type.Optional(nullable(Remarks))
})
const AreaResult = closed({
  area: AreaWord,
  conclusion: Type.Optional(Conclusion),
  remarks: Type.Optional(nullable(Remarks)),
  items: Type.Optional(
    Type.Array(ItemResult, {
      maxItems: MOST_ITEMS,
      title: '检查要点',
      description: 'Results of checklist items; omitted items keep their results'
    })
  )
})
export type AreaResult = Static<typeof AreaResult>

export const AreaResults = Type.Array(AreaResult, {
  minItems: 1,
  maxItems: 6,
  title: '监管内容',
  description:
    'Before the inspection begins: all areas, without results. While it is under way: results of the areas ' +
    'named here; an area that was not planned is added'
})

const conclusion = nullable({ ...Conclusion, description: 'Conclusion; null until it is given' })
/** An area in a list. */
export const ListedArea = closed({ area: AreaWord, conclusion, remarks: nullable(Remarks) })

export const OneArea = closed({
  area: AreaWord,
  conclusion,
  remarks: nullable(Remarks),
  items: Type.Array(closed({ item: ChecklistItemId, conclusion: Conclusion, remarks: nullable(Remarks) }), {
    title: '检查要点',
    description: 'Checklist items that have a result'
  })
})
export type OneArea = Static<typeof OneArea>
