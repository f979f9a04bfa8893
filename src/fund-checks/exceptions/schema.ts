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
  'x-enum': 'FundExceptionType',
  title: '异常类型',
  description: 'Type of the exception'
})

export const FundException = closed(
  {
    type: ExceptionWord,
    recipientNo: nullable(
      Type.String({ title: '救助对象编号', description: 'Identifier of the recipient; for a payment check' })
    ),
    villageCode: nullable({
      ...UnitCode,
      title: '村（社区）代码',
      description: 'Code of the village, as on the roster'
    }),
    due: nullable({
      ...Money,
      title: '应发金额',
      description: 'Amount that should have been paid or allocated on'
    }),
    paid: nullable({ ...Money, title: '实发金额', description: 'Amount that was paid or allocated on' }),
    difference: {
      ...Money,
      title: '异常金额',
      description: 'Amount of the exception: missing, excess, late or misdirected; never negative'
    },
    paidOn: nullable({
      ...LocalDate,
      title: '支付日期',
      description: 'Date of the last payment or return'
    }),
    recordId: nullable({
      ...Id,
      title: '记录',
      description:
        'Identifier of the allocation or disbursement concerned; for a recipient on two rosters the ' +
        'other disbursement, if the caller may see it'
    }),
    unitCode: nullable({
      ...UnitCode,
      description:
        'Code of the unit of that record; for a recipient on two rosters the unit of the other one, ' +
        'if the caller may see it'
    }),
    accountDue: nullable(
      Type.String({
        title: '名册账号',
        description:
          'Account on the roster, for a payment to another account; most roles see only its last characters'
      })
    ),
    accountPaid: nullable(
      Type.String({
        title: '实发账号',
        description:
          'Account in the payments, for a payment to another account; most roles see only its last characters'
      })
    )
  },
  { $id: 'FundException', title: '资金异常', description: 'Exception that a fund check found' }
)
export type FundException = Static<typeof FundException>

export const ExceptionPage = {
  ...listOf(Type.Unsafe<FundException>({ $ref: 'FundException#' })),
  $id: 'FundExceptionPage'
}

export const exceptionQuery = closed({
  type: Type.Optional(ExceptionWord),
  villageCode: Type.Optional({ ...UnitCode, description: 'Code of a village: only its recipients' }),
  recipientNo: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: '救助对象编号',
      description: 'Number of a recipient: only their lines'
    })
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
        description: 'Types of exceptions, one finding for each; default: all types that occurred'
      })
    ),
    severity: oneOf(['minor', 'serious', 'grave'], {
      title: '严重程度',
      description: 'Severity of the findings'
    }),
    text: Type.Optional(text(3000, '问题描述', 'Text before the figures, which are added automatically')),
    rectifyBy: Type.Optional({
      ...LocalDate,
      title: '整改期限',
      description: 'Last day for the rectification'
    })
  },
  {
    $id: 'FundCheckFindings',
    title: '异常转问题',
    description: 'Findings to be made from exceptions',
    examples: [{ severity: 'serious' }]
  }
)
export type CheckFindings = Static<typeof CheckFindings>

export const FindingsMade = Type.Object(
  { items: Type.Array(Type.Unsafe<Finding>({ $ref: 'Finding#' })) },
  { $id: 'FundCheckFindingsMade', title: '登记的问题', description: 'Findings that were made' }
)

export const exceptionSchemas = [FundException, ExceptionPage, CheckFindings, FindingsMade]
