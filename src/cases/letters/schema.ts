import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { answer, content, Grounds, item, Kind } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewLetter = closed(
  { kind: Kind, grounds: Grounds, text: content },
  {
    $id: 'NewLetter',
    title: '催办（督办）',
    description: 'New letter to the unit that has to take the next step',
    examples: [
      { kind: 'supervise', grounds: 'not-concluded-in-time', text: '请于规定期限内办结并书面反馈结果。' }
    ]
  }
)
export type NewLetter = Static<typeof NewLetter>

export const LetterAnswer = closed(
  { text: answer },
  { $id: 'LetterAnswer', title: '书面反馈', description: 'Written answer to a letter' }
)

export const LetterItem = closed(item.properties, {
  $id: 'LetterItem',
  title: '催办（督办）函（列表项）',
  description: 'Letter in a list'
})
export type LetterItem = Static<typeof LetterItem>

export const Letter = closed(
  {
    ...item.properties,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Term for the answer'
    }),
    actions: actions(stepNames)
  },
  {
    $id: 'Letter',
    title: '催办（督办）函',
    description: 'Letter of a unit above to the unit that had to take the next step, with the answer'
  }
)
export type Letter = Static<typeof Letter>

export const LetterPage = {
  ...listOf(Type.Unsafe<LetterItem>({ $ref: 'LetterItem#' })),
  $id: 'LetterPage'
}

export const schemas = [NewLetter, LetterAnswer, LetterItem, Letter, LetterPage]
