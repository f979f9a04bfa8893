import { type Static, Type } from 'typebox'
import { closed, MonthDay, oneOf } from '../../platform/http/schema.ts'
import { ClauseId, Sentence } from '../clause-schema.ts'

export const RelationCode = Type.String({
  pattern: '^[a-z]+(-[a-z]+)*$',
  maxLength: 40,
  title: '对象关系',
  description: 'Relation to the filer, as a code of the policy',
  examples: ['parent']
})

const DeclarationsDue = {
  ...MonthDay,
  title: '年度申报截止日（月日）',
  description: 'Month and day of the last day for the yearly declarations'
}

const Programmes = Type.Array(
  Type.String({
    pattern: '^[0-9a-z][0-9a-z-]{0,29}$',
    maxLength: 30,
    title: '项目代码',
    description: 'Code of a programme'
  }),
  {
    maxItems: 50,
    uniqueItems: true,
    title: '救助项目',
    description: 'Programmes whose recipients are filed besides those of the low-income ones'
  }
)

const Relation = closed(
  {
    code: RelationCode,
    name: Sentence,
    scope: oneOf(['statute', 'wider'], {
      title: '范围',
      description: 'Scope: relations of the statute, or wider ones that a local rule adds'
    }),
    clauseId: ClauseId,
    gbCodes: Type.Array(Type.String({ title: '家庭关系代码', description: 'Code of GB/T 4761-2008' }), {
      title: '家庭关系代码',
      description: 'Codes of GB/T 4761-2008 with this meaning'
    }),
    synonyms: Type.Array(Type.String({ title: '用语', description: 'Word for the relation' }), {
      title: '用语',
      description: 'Other Chinese words for the relation that an uploaded table may use'
    })
  },
  { title: '对象关系', description: 'Relation to the filer' }
)
export type Relation = Static<typeof Relation>

export const Relatives = closed(
  {
    clauseId: ClauseId,
    relations: Type.Array(Relation, { title: '对象关系', description: 'All relations that may be named' }),
    declarationsDue: DeclarationsDue,
    localDefault: Type.Boolean({
      title: '是否默认值',
      description: 'True if no statute sets the day; a local rule may set it'
    }),
    remark: Type.Optional(Sentence)
  },
  { title: '近亲属备案', description: 'Rules for filing near relatives' }
)

/** What a local rule adds to the rules for near relatives. */
export const LocalRelatives = closed(
  {
    relations: Type.Optional(
      Type.Array(RelationCode, {
        maxItems: 50,
        uniqueItems: true,
        title: '扩展的对象关系',
        description: 'Relations of the wider list that are to be filed as well'
      })
    ),
    programmes: Type.Optional(Programmes),
    declarationsDue: Type.Optional(DeclarationsDue)
  },
  { title: '近亲属备案', description: 'Additions to the rules for filing near relatives' }
)
export type LocalRelatives = Static<typeof LocalRelatives>
