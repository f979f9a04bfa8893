import { type Static, Type } from 'typebox'
import { closed, nullable, oneOf, text } from '../../platform/http/schema.ts'
import { AreaWord, ChecklistItemId } from '../../policy/index.ts'
import { conclusions } from '../vocabulary.ts'

const MOST_ITEMS = 60

const Conclusion = oneOf(conclusions, { title: '检查结论', description: 'What came of it' })
const Remarks = text(4000, '检查情况', 'What was seen; names of recipients have no place here')

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
      description: 'Items of the checklist; those left out stay as they are'
    })
  )
})
export type AreaResult = Static<typeof AreaResult>

export const AreaResults = Type.Array(AreaResult, {
  minItems: 1,
  maxItems: 6,
  title: '监管内容',
  description:
    'Before it begins: all areas, without results. While it is under way: results of the areas named, ' +
    'which are added where they were not planned'
})

const conclusion = nullable({ ...Conclusion, description: 'What came of it; null until then' })
/** An area as a list shows it. */
export const ListedArea = closed({ area: AreaWord, conclusion, remarks: nullable(Remarks) })

export const OneArea = closed({
  area: AreaWord,
  conclusion,
  remarks: nullable(Remarks),
  items: Type.Array(closed({ item: ChecklistItemId, conclusion: Conclusion, remarks: nullable(Remarks) }), {
    title: '检查要点',
    description: 'Items of the checklist that have a result'
  })
})
export type OneArea = Static<typeof OneArea>
