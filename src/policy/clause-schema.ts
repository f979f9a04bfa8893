import { Type } from 'typebox'
import { closed } from '../platform/http/schema.ts'

export const Sentence = closed({
  zh: Type.String({ title: '中文', description: 'In Chinese' }),
  en: Type.String({ title: '英文', description: 'In English' })
})

export const ClauseId = Type.String({ title: '条款编号', description: 'Stable identifier of a clause' })

export const PolicyClause = closed({
  id: ClauseId,
  citation: Type.String({ title: '出处', description: 'Where it stands' }),
  text: Type.String({ title: '条文', description: 'What it says' }),
  isVerbatim: Type.Boolean({ title: '是否原文', description: 'False: in our words' }),
  unverified: Type.Optional(
    Type.Boolean({
      title: '是否未经核对',
      description: 'True: the text was not compared with the document; left out: it was'
    })
  )
})

export const Corrections = Type.Array(
  closed({
    version: Type.Integer({ title: '版本', description: 'The version that brought the correction' }),
    ...Sentence.properties
  }),
  { title: '更正记录', description: 'Where these data differed from the document, and since when not' }
)
