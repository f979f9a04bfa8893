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
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { acting } from '../units/index.ts'
import { states } from './vocabulary.ts'

const State = oneOf(states, { title: '通报状态', description: 'How far the notice is' })
const title = text(200, '标题', 'What the notice is about')
const content = text(20_000, '通报内容', 'What the units are reproached with, and what is asked of them')
const AnswerBy = {
  ...LocalDate,
  title: '答复期限',
  description: 'Last day for the answers, rolled over to a working day; left out: the term of the policy'
}
const person = (title: string) => nullable(Type.String({ title, description: 'Subject of the token' }))
const day = (title: string, description: string) => nullable({ ...LocalDate, title, description })

export const Addressees = Type.Union(
  [
    closed({
      unitCodes: Type.Array(UnitCode, {
        minItems: 1,
        maxItems: 2000,
        title: '被通报单位',
        description: 'Units below the one that issues the notice'
      })
    }),
    closed({
      withinCode: {
        ...UnitCode,
        title: '通报范围',
        description: 'Every unit within this one, but for the unit that issues the notice'
      }
    })
  ],
  { $id: 'NoticeAddressees', title: '主送范围', description: 'Units by their codes, or a whole subtree' }
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
    description: 'Drafts a notice',
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
  { $id: 'NoticeChange', title: '修改通报', description: 'What is to change of a draft' }
)
export type NoticeChange = Static<typeof NoticeChange>

export const NoticeWithdrawal = closed(
  { reason: text(2000, '撤回理由', 'Why the notice no longer stands') },
  { $id: 'NoticeWithdrawal', title: '撤回通报', description: 'Takes a notice back' }
)

const shown = {
  id: Id,
  number: nullable(
    Type.String({
      title: '文号',
      description: 'Issuing unit, year, number without gaps; null before the issue',
      examples: ['2201-2026-000001']
    })
  ),
  unitCode: { ...UnitCode, title: '下发单位', description: 'Unit that issues it' },
  unitName: Type.String({ title: '下发单位名称', description: 'Its name today' }),
  state: State,
  title,
  addresseeCount: nullable(
    Type.Integer({ title: '被通报单位数', description: 'To how many units it was issued; null before' })
  ),
  answerBy: nullable(AnswerBy),
  createdAt: Instant,
  issuedOn: day('下发日期', 'Day of issue'),
  closedOn: day('办结日期', 'Day on which it was closed'),
  withdrawnOn: day('撤回日期', 'Day on which it was taken back'),
  ...acting
}

export const NoticeItem = closed(shown, {
  $id: 'NoticeItem',
  title: '通报（列表项）',
  description: 'A notice as a list shows it'
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
        total: Tally('应答复', 'Units that must answer'),
        awaited: Tally('待答复', 'Without an answer'),
        given: Tally('已答复', 'Answered, not judged yet'),
        accepted: Tally('已认可', 'Whose answer was accepted'),
        overdue: Tally('逾期未答复', 'Without an answer after the last day')
      },
      { title: '答复情况', description: 'Of the units that the caller may know of' }
    ),
    causes: CitedRecords,
    createdBy: Type.String({ title: '拟稿人', description: 'Subject of the token' }),
    issuedBy: person('签发人'),
    closedBy: person('办结人'),
    withdrawnBy: person('撤回人'),
    withdrawReason: nullable(Type.String({ title: '撤回理由', description: 'Why it was taken back' }))
  },
  {
    $id: 'Notice',
    title: '通报',
    description: 'A criticism issued to units below; `addressees` is null to those it is addressed to'
  }
)
export type Notice = Static<typeof Notice>

export const NoticePage = {
  ...listOf(Type.Unsafe<NoticeItem>({ $ref: 'NoticeItem#' })),
  $id: 'NoticePage'
}

export const noticeQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Notices that this unit issues' }),
  addressedTo: Type.Optional({ ...UnitCode, description: 'Notices that were issued to this unit' }),
  state: Type.Optional(State),
  from: Type.Optional({ ...LocalDate, description: 'Issued on this day or later' }),
  to: Type.Optional({ ...LocalDate, description: 'Issued on this day or earlier' }),
  ...pageParameters
})
export type NoticeQuery = Static<typeof noticeQuery>

export const schemas = [Addressees, NewNotice, NoticeChange, NoticeWithdrawal, NoticeItem, Notice, NoticePage]
