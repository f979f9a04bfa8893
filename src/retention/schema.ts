import { type Static, Type } from 'typebox'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import { closed, listOf } from '../platform/http/schema.ts'
import { item } from './fields.ts'

const { clauseId, ...fields } = item.properties

export const RetentionItem = closed(
  {
    ...fields,
    clause: closed(
      { id: clauseId, text: Type.String({ title: '条文', description: 'Text of the clause' }) },
      { title: '依据条款', description: 'Clause that ends the retention' }
    )
  },
  { $id: 'RetentionItem', title: '到期记录', description: 'Record whose retention period is over' }
)
type RetentionItem = Static<typeof RetentionItem>

export const RetentionPage = {
  ...listOf(Type.Unsafe<RetentionItem>({ $ref: 'RetentionItem#' })),
  $id: 'RetentionPage'
}

/** A row of the list as JSON shows it. */
export function wire({
  clauseId,
  ...row
}: Omit<RetentionItem, 'clause'> & { clauseId: string }): RetentionItem {
  const { id, text } = clauseNamed(clauseId)
  return { ...row, clause: { id, text } }
}

export const schemas = [RetentionItem, RetentionPage]
