import { Type } from 'typebox'
import { closed } from '../platform/http/schema.ts'

export const Sentence = closed({
  zh: Type.String({ title: '中文', description: 'Text in Chinese' }),
  en: Type.String({ title: '英文', description: 'Text in English' })
})

export const ClauseId = Type.String({ title: '条款编号', description: 'Stable identifier of a clause' })

export const PolicyClause = closed({
  id: ClauseId,
  citation: Type.String({ title: '出处', description: 'Place in the document' }),
  text: Type.String({ title: '条文', description: 'Wording of the clause' }),
  isVerbatim: Type.Boolean({
    title: '是否原文',
    description: 'Whether the text is quoted word for word; false for a paraphrase'
  }),
  unverified: Type.Optional(
    Type.Boolean({
      title: '是否未经核对',
      description: 'True if the text was not compared with the document; left out if it was'
    })
  )
})

export const Corrections = Type.Array(
  closed({
    version: Type.Integer({ title: '版本', description: 'Version that brought the correction' }),
    ...Sentence.properties
  }),
  { title: '更正记录', description: 'Corrections of earlier differences from the document' }
)
