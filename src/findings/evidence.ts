import { Type } from 'typebox'
import { closed, LocalDate, text } from '../platform/http/schema.ts'

/** The evidence for a finding, and for its rectification. */
export const Evidence = Type.Array(
  closed({
    text: text(1000, '证据', 'Piece of evidence: a document, a picture, a statement'),
    on: Type.Optional({
      ...LocalDate,
      title: '证据日期',
      description: 'Date of the evidence; not in the future'
    })
  }),
  { maxItems: 50, title: '证据', description: 'Evidence' }
)
