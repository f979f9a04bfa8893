import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { severalOf, updatedSince } from '../platform/http/lists/filters.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import { actions, closed, LocalDate, listOf, nullable, text, UnitCode } from '../platform/http/schema.ts'
import { AnswerBy, Content, details, item, State, search, Title } from './fields.ts'
import { stepNames } from './rules.ts'

export const Addressees = Type.Union(
  [
    closed({
      unitCodes: Type.Array(UnitCode, {
        minItems: 1,
        maxItems: 2000,
        title: '被通报单位',
        description: 'Units addressed; all below the issuing unit'
      })
    }),
    closed({
      withinCode: {
        ...UnitCode,
        title: '通报范围',
        description: 'Unit whose whole subtree is addressed, except the issuing unit itself'
      }
    })
  ],
  {
    $id: 'NoticeAddressees',
    title: '主送范围',
    description: 'Units addressed: by their codes, or a whole subtree'
  }
)
export type Addressees = Static<typeof Addressees>
const addressees = Type.Unsafe<Addressees>({ $ref: 'NoticeAddressees#' })

const drafted = { title: Title, text: Content, addressees, causes: Causes }

export const NewNotice = closed(
  {
    unitCode: { ...UnitCode, title: '下发单位', description: 'Unit that issues the notice' },
    ...drafted,
    answerBy: Type.Optional(AnswerBy)
  },
  {
    $id: 'NewNotice',
    title: '新通报',
    description: 'New notice of criticism, as a draft',
    examples: [
      {
        unitCode: '2201',
        title: '关于社会救助资金发放不及时的通报',
        text: '经查，你单位未按时足额发放低保金，予以通报。请立即整改并书面反馈。',
        addressees: { unitCodes: ['220102'] },
        causes: []
      }
    ]
  }
)
export type NewNotice = Static<typeof NewNotice>

export const NoticeChange = closed(
  {
    title: Type.Optional(Title),
    text: Type.Optional(Content),
    addressees: Type.Optional(addressees),
    causes: Type.Optional(Causes),
    answerBy: Type.Optional(nullable(AnswerBy))
  },
  { $id: 'NoticeChange', title: '修改通报', description: 'Changes to a draft' }
)
export type NoticeChange = Static<typeof NoticeChange>

export const NoticeWithdrawal = closed(
  { reason: text(2000, '撤回理由', 'Reason for the withdrawal') },
  { $id: 'NoticeWithdrawal', title: '撤回通报', description: 'Withdrawal of a notice' }
)

export const NoticeItem = closed(item.properties, {
  $id: 'NoticeItem',
  title: '通报（列表项）',
  description: 'Notice in a list'
})
export type NoticeItem = Static<typeof NoticeItem>

const Tally = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const Notice = closed(
  {
    ...item.properties,
    ...details.properties,
    addressees: nullable(addressees),
    answers: closed(
      {
        total: Tally('应答复', 'Number of units that must answer'),
        awaited: Tally('待答复', 'Number of units that have not answered'),
        given: Tally('已答复', 'Number of units with an answer that awaits a decision'),
        accepted: Tally('已认可', 'Number of units whose answer was accepted'),
        overdue: Tally('逾期未答复', 'Number of units without an answer after the last day')
      },
      {
        title: '答复情况',
        description: 'Answers counted over the addressed units that are visible to the caller'
      }
    ),
    causes: CitedRecords,
    actions: actions(stepNames)
  },
  {
    $id: 'Notice',
    title: '通报',
    description:
      'Notice of criticism issued to units below; `addressees` is null for readers in addressed units'
  }
)
export type Notice = Static<typeof Notice>

export const NoticePage = {
  ...listOf(Type.Unsafe<NoticeItem>({ $ref: 'NoticeItem#' })),
  $id: 'NoticePage'
}

export const noticeQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Unit that issues the notices listed' }),
  addressedTo: Type.Optional({ ...UnitCode, description: 'Unit to which the notices listed were issued' }),
  state: Type.Optional(severalOf(State)),
  q: Type.Optional(search.schema),
  updatedSince: Type.Optional(updatedSince(item).schema),
  from: Type.Optional({ ...LocalDate, title: '起', description: 'First date of issue' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Last date of issue' }),
  ...pageParameters
})
export type NoticeQuery = Static<typeof noticeQuery>

export const schemas = [Addressees, NewNotice, NoticeChange, NoticeWithdrawal, NoticeItem, Notice, NoticePage]
