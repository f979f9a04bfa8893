import { type Static, Type } from 'typebox'
import type { Finding } from '../../findings/index.ts'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  LocalDate,
  listOf,
  Money,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../../platform/http/schema.ts'
import { codesOf } from '../labels.ts'

const ExceptionWord = oneOf(codesOf('fund-exception'), {
  title: '异常类型',
  description: 'What does not fit'
})

export const FundException = closed(
  {
    type: ExceptionWord,
    recipientNo: nullable(Type.String({ title: '救助对象编号', description: 'Of a payment check' })),
    villageCode: nullable({ ...UnitCode, title: '村（社区）代码', description: 'As the roster says' }),
    due: nullable({ ...Money, title: '应发金额', description: 'What should have been paid, or handed on' }),
    paid: nullable({ ...Money, title: '实发金额', description: 'What was paid, or handed on' }),
    difference: {
      ...Money,
      title: '异常金额',
      description: 'What it counts with: what is missing, too much, late or astray; never negative'
    },
    paidOn: nullable({
      ...LocalDate,
      title: '支付日期',
      description: 'The last day of a payment, or return'
    }),
    recordId: nullable({
      ...Id,
      title: '记录',
      description: 'The allocation or batch it is about; of a double roster the other batch, if you see it'
    }),
    unitCode: nullable({
      ...UnitCode,
      description: 'Whose record it is; of a double roster whose the other is, to who may see that'
    }),
    accountDue: nullable(
      Type.String({
        title: '名册账号',
        description: 'Of a payment to another account: that of the roster; to most roles its last characters'
      })
    ),
    accountPaid: nullable(
      Type.String({
        title: '实发账号',
        description:
          'Of a payment to another account: that of the payments; to most roles its last characters'
      })
    )
  },
  { $id: 'FundException', title: '资金异常', description: 'One thing that does not fit' }
)
export type FundException = Static<typeof FundException>

export const ExceptionPage = {
  ...listOf(Type.Unsafe<FundException>({ $ref: 'FundException#' })),
  $id: 'FundExceptionPage'
}

export const exceptionQuery = closed({
  type: Type.Optional(ExceptionWord),
  villageCode: Type.Optional({ ...UnitCode, description: 'Of recipients of that village' }),
  recipientNo: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, title: '救助对象编号', description: 'Of one recipient' })
  ),
  ...pageParameters
})
export type ExceptionQuery = Static<typeof exceptionQuery>

export const CheckFindings = closed(
  {
    types: Type.Optional(
      Type.Array(ExceptionWord, {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        title: '异常类型',
        description: 'One finding of each; left out: of all that occurred'
      })
    ),
    severity: oneOf(['minor', 'serious', 'grave'], { title: '严重程度', description: 'How bad it is' }),
    text: Type.Optional(text(3000, '问题描述', 'Said before the figures, which are added')),
    rectifyBy: Type.Optional({ ...LocalDate, title: '整改期限', description: 'Last day to put it right' })
  },
  {
    $id: 'FundCheckFindings',
    title: '异常转问题',
    description: 'Makes findings of exceptions',
    examples: [{ severity: 'serious' }]
  }
)
export type CheckFindings = Static<typeof CheckFindings>

export const FindingsMade = Type.Object(
  { items: Type.Array(Type.Unsafe<Finding>({ $ref: 'Finding#' })) },
  { $id: 'FundCheckFindingsMade', title: '登记的问题', description: 'The findings that were made' }
)

export const exceptionSchemas = [FundException, ExceptionPage, CheckFindings, FindingsMade]
