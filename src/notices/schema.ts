import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  person,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { acting } from '../units/index.ts'
import { states } from './vocabulary.ts'

const State = oneOf(states, { title: '通报状态', description: 'Status of the notice' })
const title = text(200, '标题', 'Title of the notice')
const content = text(
  20_000,
  '通报内容',
  'Text: what the units are criticised for, and what they are asked to do'
)
const AnswerBy = {
  ...LocalDate,
  title: '答复期限',
  description: 'Last day for the answers, moved to a working day; if omitted, the term of the policy applies'
}
const day = (title: string, description: string) => nullable({ ...LocalDate, title, description })

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

const drafted = { title, text: content, addressees, causes: Causes }

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
    title: Type.Optional(title),
    text: Type.Optional(content),
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

const shown = {
  id: Id,
  number: nullable(
    Type.String({
      title: '文号',
      description:
        'Document number: code of the issuing unit, year, serial number without gaps; null until issued',
      examples: ['2201-2026-000001']
    })
  ),
  unitCode: { ...UnitCode, title: '下发单位', description: 'Unit that issues the notice' },
  unitName: Type.String({ title: '下发单位名称', description: 'Current name of the issuing unit' }),
  state: State,
  title,
  addresseeCount: nullable(
    Type.Integer({ title: '被通报单位数', description: 'Number of units addressed; null until issued' })
  ),
  answerBy: nullable(AnswerBy),
  createdAt: Instant,
  issuedOn: day('下发日期', 'Date of issue; null until issued'),
  closedOn: day('办结日期', 'Date of closing; null until closed'),
  withdrawnOn: day('撤回日期', 'Date of withdrawal; null if not withdrawn'),
  ...acting
}

export const NoticeItem = closed(shown, {
  $id: 'NoticeItem',
  title: '通报（列表项）',
  description: 'Notice in a list'
})
export type NoticeItem = Static<typeof NoticeItem>

const Tally = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const Notice = closed(
  {
    ...shown,
    text: content,
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
    createdBy: person('拟稿人', 'Person who drafted the notice'),
    issuedBy: nullable(person('签发人', 'Person who issued the notice')),
    closedBy: nullable(person('办结人', 'Person who closed the notice')),
    withdrawnBy: nullable(person('撤回人', 'Person who withdrew the notice')),
    withdrawReason: nullable(Type.String({ title: '撤回理由', description: 'Reason for the withdrawal' }))
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
  state: Type.Optional(State),
  from: Type.Optional({ ...LocalDate, title: '起', description: 'First date of issue' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Last date of issue' }),
  ...pageParameters
})
export type NoticeQuery = Static<typeof noticeQuery>

export const schemas = [Addressees, NewNotice, NoticeChange, NoticeWithdrawal, NoticeItem, Notice, NoticePage]
