import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { Id, LocalDate, Money, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { codesOf } from '../labels.ts'
import '../tables.ts'

export const ExceptionWord = oneOf(codesOf('fund-exception'), {
  'x-enum': 'FundExceptionType',
  title: '异常类型',
  description: 'Type of the exception'
})

/** For a payment to another account than that on the roster: the account in either file. */
function accountIn(file: 'roster' | 'payments', account: RawBuilder<string | null>) {
  const [lines, upload, isPaid] =
    file === 'roster'
      ? [sql.table('roster_line'), sql.ref('made.roster_upload_id'), sql`true`]
      : [sql.table('payment_line'), sql.ref('made.payments_upload_id'), sql`status = 'paid'`]
  return sql<string | null>`case when fund_exception.type = 'wrong-account' then (
    select string_agg(distinct ${account}, ${sql.lit('、')}) from ${lines} as line
    where line.period = made.period and line.upload_id = ${upload}
      and line.recipient_no = fund_exception.recipient_no and ${isPaid}) end`
}

function money(column: 'due' | 'paid'): RawBuilder<string | null> {
  return yuan(`fund_exception.${column}`).$castTo<string | null>()
}

const own = {
  type: ExceptionWord,
  recipientNo: nullable(
    Type.String({ title: '救助对象编号', description: 'Identifier of the recipient; for a payment check' })
  ),
  villageCode: nullable({
    ...UnitCode,
    title: '村（社区）代码',
    description: 'Code of the village, as on the roster'
  }),
  villageName: from(
    nullable(Type.String({ title: '村（社区）名称', description: 'Current name of the village' })),
    sql<string | null>`village.name`
  ),
  due: from(
    nullable({
      ...Money,
      title: '应发金额',
      description: 'Amount that should have been paid or allocated on'
    }),
    money('due')
  ),
  paid: from(
    nullable({ ...Money, title: '实发金额', description: 'Amount that was paid or allocated on' }),
    money('paid')
  ),
  difference: from(
    {
      ...Money,
      title: '异常金额',
      description: 'Amount of the exception: missing, excess, late or misdirected; never negative'
    },
    yuan('fund_exception.difference')
  ),
  paidOn: nullable({
    ...LocalDate,
    title: '支付日期',
    description: 'Date of the last payment or return'
  }),
  recordId: from(
    nullable({
      ...Id,
      title: '记录',
      description:
        'Identifier of the allocation or disbursement concerned; for a recipient on two rosters the ' +
        'other disbursement, if the caller may see it'
    }),
    sql<string | null>`case when other.code is not null then fund_exception.record_id end`
  ),
  unitCode: from(
    nullable({
      ...UnitCode,
      description:
        'Code of the unit of that record; for a recipient on two rosters the unit of the other one, ' +
        'if the caller may see it'
    }),
    sql<string | null>`other.code`
  )
}

const account = (title: string, file: string) => {
  const description = `Account ${file}, for a payment to another account`
  return nullable(
    Type.String({ title, description: `${description}; most roles see only its last characters` })
  )
}

/** The fields of an exception. `column`: the column of accounts, as far as the reader may see it. */
export function exceptionFields(column: RawBuilder<string | null>) {
  return fieldsOf('fund_exception', {
    ...own,
    accountDue: from(account('名册账号', 'on the roster'), accountIn('roster', column)),
    accountPaid: from(account('实发账号', 'in the payments'), accountIn('payments', column)),
    position: Type.Integer({ title: '序号', description: 'Place of the exception in its check' })
  })
}
