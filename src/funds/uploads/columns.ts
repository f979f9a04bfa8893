import type { TableColumns } from '../../platform/table/columns.ts'
import { codesOf, labels, type UploadKind } from '../labels.ts'

const names = (list: string) => list.split(' ')

const recipientNo = {
  name: 'recipientNo',
  kind: 'number' as const,
  isRequired: true,
  zh: '救助对象编号',
  en: 'Number of the recipient within the programme',
  example: '示例0001',
  aliases: names(
    '人员编号 对象编号 救助证号 救助编号 低保证号 特困证号 证件编号 救助对象编码 救助对象号 保障对象编号 救助证编号 ' +
      '低保证编号 对象编码 人员编码'
  )
}
const amount = {
  name: 'amount',
  kind: 'amount' as const,
  isRequired: true,
  zh: '金额',
  en: 'Amount in yuan',
  example: '685.50',
  aliases: names(
    '发放金额 补助金额 救助金额 应发金额 实发金额 保障金额 金额合计 月补助金额 本月发放金额 本月补助金额 发放额 ' +
      '支付金额 交易金额 代发金额'
  )
}
const account = {
  name: 'account',
  kind: 'number' as const,
  isRequired: false,
  zh: '账号',
  en: 'Account of the recipient',
  example: '6228480010000001234',
  aliases: names(
    '帐号 银行账号 银行帐号 一卡通号 一卡通账号 一卡通卡号 银行卡号 卡号 收款账号 收款人账号 收款账户 银行账户 ' +
      '账户 个人账号 一卡通 一卡通账户 社保卡号 存折账号 开户账号'
  )
}

/** The columns of each kind of file, with the headers that offices use for them, in the order of a line. */
export const columns: Record<UploadKind, TableColumns> = {
  roster: {
    hasTotal: true,
    columns: [
      recipientNo,
      {
        name: 'villageCode',
        kind: 'number',
        isRequired: true,
        zh: '村（社区）代码',
        en: 'Code of the village, or its name within the unit that pays',
        example: '220182001001',
        aliases: names(
          '村（社区） 村代码 社区代码 村社区代码 村居代码 村（居） 村居 村 社区 村名 村（社区）名称 所属村 村（居）代码 ' +
            '村（居）委会 村（社区）编码 所属村（社区）'
        )
      },
      amount,
      account,
      {
        name: 'idNumber',
        kind: 'number',
        isRequired: false,
        zh: '身份证号码',
        en: 'Identity number, of which a hash and four characters are kept',
        example: '',
        aliases: names(
          '身份证号（码） 身份证（号码） 身份证号 身份证 公民身份号码 居民身份证号码 身份证件号码 公民身份号'
        )
      }
    ]
  },
  payments: {
    hasTotal: true,
    columns: [
      recipientNo,
      amount,
      {
        name: 'paidOn',
        kind: 'day',
        isRequired: true,
        zh: '发放日期',
        en: 'Day of payment',
        example: '2026-05-09',
        aliases: names('支付日期 到账日期 付款日期 交易日期 发放时间 支付时间 到账时间 交易时间 入账日期')
      },
      { ...account, isRequired: true },
      {
        name: 'status',
        kind: 'word',
        isRequired: true,
        zh: '发放状态',
        en: 'Whether the bank paid',
        example: '成功',
        aliases: names('状态 支付状态 交易状态 发放结果 处理结果 支付结果 到账状态 代发结果 交易结果')
      }
    ]
  }
}

/** Words that offices and banks use for a status. A failed payment has come back. */
const done = names('发放 支付 交易 代发 代付 入账 处理 转账')
const ofPaid = names('paid 成功 已成功 已发放 已支付 已到账 已入账').concat(done.map((one) => `${one}成功`))
const ofReturned = names('returned 失败 已失败 退回 已退回 退票 退汇').concat(done.map((one) => `${one}失败`))

/** A status word without blanks. */
export function bare(word: string): string {
  return word.replaceAll(/\s/g, '')
}

/** All accepted words, including those of the dictionary, which downloads use. */
export const statuses: ReadonlyMap<string, 'paid' | 'returned'> = new Map([
  ...codesOf('payment-status').flatMap((code) =>
    [labels['payment-status'][code].zh, labels['payment-status'][code].en].map(
      (word) => [bare(word), code] as const
    )
  ),
  ...ofPaid.map((word) => [word, 'paid'] as const),
  ...ofReturned.map((word) => [word, 'returned'] as const)
])
