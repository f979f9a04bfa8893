import type { TableColumns } from '../../platform/table/columns.ts'

const names = (list: string) => list.split(' ')

/** The columns of a register, in the order of a line. A reason has no column: nobody may write it down. */
export const columns: TableColumns = {
  columns: [
    {
      name: 'programme',
      kind: 'word',
      isRequired: true,
      zh: '救助项目',
      en: 'Code of the programme',
      example: '示例urban-low-income',
      aliases: names('项目 项目代码 救助项目代码 保障类别')
    },
    {
      name: 'recipientNo',
      kind: 'number',
      isRequired: true,
      zh: '救助对象编号',
      en: 'Number of the recipient within the programme',
      example: '0001',
      aliases: names('人员编号 对象编号 救助证号 救助编号 低保证号 特困证号 保障对象编号')
    },
    {
      name: 'idNumber',
      kind: 'number',
      isRequired: false,
      zh: '身份证号码',
      en: 'Identity number, of which a hash is kept',
      example: '',
      aliases: names('身份证号 身份证 公民身份号码 居民身份证号码')
    },
    {
      name: 'until',
      kind: 'day',
      isRequired: false,
      zh: '截止日期',
      en: 'Last day of the protection; empty: without end',
      example: '2026-05-20',
      aliases: names('保护截止日期 到期日期')
    }
  ]
}
