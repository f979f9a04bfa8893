import { type Static, Type } from 'typebox'
import { Id, LocalDate, Money, nullable, text, UnitCode } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'

// What an allocation and the steps of its chain have in common on the wire.

export const day = (title: string, description: string) => ({ ...LocalDate, title, description })
export const money = (title: string, description: string) => ({ ...Money, title, description })
export const days = (title: string, description: string) => Type.Integer({ title, description })

export const to = { ...UnitCode, title: '收款单位', description: 'Code of the receiving unit' }
export const whole = {
  ...Id,
  title: '上级资金',
  description: 'Identifier of the allocation of which it is a part; null if of none'
}
export const parent = { ...whole, description: `${whole.description}, or if the caller may not see it` }
export const documentNo = text(100, '文号', 'Number of the document that allocated the funds')
export const receivedOn = day(
  '收到日期',
  'Date of receipt, on which the term for allocating the funds on begins'
)

/** What a unit made of the money it received. */
export const figures = {
  received: money('收到', 'Amount that the unit received'),
  handedDown: money('已下达', 'Amount that the unit allocated on'),
  spent: money('已发放', 'Amount paid to recipients'),
  retained: money('结余', 'Amount left: received, less allocated on, less paid'),
  receivedOn,
  dueOn: day('下达期限', 'Last day for allocating the funds on or paying them out'),
  metOn: nullable(day('下达完毕日期', 'Date from which nothing was left; null if something is')),
  daysTaken: nullable(days('用时（天）', 'Number of days from the receipt until nothing was left')),
  overdue: Type.Boolean({
    title: '是否逾期',
    description: 'Whether that day has passed and part of the funds is left'
  }),
  daysOverdue: nullable(days('逾期（天）', 'Number of days since then'))
}

export const toUnitName = Type.String({ title: '收款单位名称', description: 'Current name of the unit' })

export const terms = Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
  title: '期限',
  description: 'Term for allocating the funds on, with its explanation'
})
