import type { Column, TableColumns } from '../../platform/table/columns.ts'
import type { Content } from '../vocabulary.ts'

const names = (list: string) => list.split(' ')

const name: Column = {
  name: 'name',
  kind: 'text',
  isRequired: true,
  zh: '姓名',
  en: 'Name of the head of the household',
  example: '张三',
  aliases: names('户主姓名 户主 救助对象姓名 对象姓名 申请人姓名 申请人')
}
const idNumber: Column = {
  name: 'idNumber',
  kind: 'number',
  isRequired: false,
  zh: '身份证号码',
  en: 'Identity number, for the check of the age; never shown or kept',
  example: '',
  aliases: names('身份证号 身份证 公民身份号码 居民身份证号码 身份证件号码')
}
/** A county that has checked the ages itself says so. It proves the age only where the register can tell. */
const adult: Column = {
  name: 'adult',
  kind: 'truth',
  isRequired: false,
  zh: '已满十八周岁',
  en: 'Whether the person is of age: 是, yes or true; counts where no identity number is given',
  example: '',
  aliases: names('是否成年 成年 是否已满十八周岁 是否已满18周岁 已满18周岁 是否年满十八周岁 是否年满18周岁')
}
const people: Column = {
  name: 'people',
  kind: 'number',
  isRequired: false,
  zh: '保障人数',
  en: 'Number of people in the household',
  example: '2',
  aliases: names('人数 家庭人口 共同生活人数 保障人口')
}
const recipientNo: Column = {
  name: 'recipientNo',
  kind: 'number',
  isRequired: true,
  zh: '救助对象编号',
  en: 'Number of the recipient within the programme',
  example: '示例0001',
  aliases: names('人员编号 对象编号 救助证号 救助编号 低保证号 特困证号 保障对象编号')
}
const applicationNo: Column = {
  name: 'applicationNo',
  kind: 'number',
  isRequired: true,
  zh: '申请编号',
  en: 'Number of the application',
  example: '示例0001',
  aliases: names('受理编号 申请号 救助对象编号 recipientNo')
}
const village: Column = {
  name: 'village',
  kind: 'text',
  isRequired: true,
  zh: '村（社区）',
  en: 'Name of the village',
  example: '二号村',
  aliases: names('村 社区 村居 村名 村（社区）名称')
}
const amount: Column = {
  name: 'amount',
  kind: 'amount',
  isRequired: false,
  zh: '拟补助金额',
  en: 'Proposed amount in yuan',
  example: '500.00',
  aliases: names('金额 月补助金额 拟保障金额')
}

const ofRoster: TableColumns = { columns: [recipientNo, name, idNumber, people, adult], hasTotal: true }
const ofApplications: TableColumns = {
  columns: [applicationNo, name, idNumber, people, village, amount],
  hasTotal: true
}
/** Until a roster stands, the file alone says where approved households live. */
const ofApproved: TableColumns = {
  columns: [recipientNo, name, idNumber, people, adult, { ...village, isRequired: false }, amount],
  hasTotal: true
}

/** The columns of a file that is to be rendered, in the order of a line. */
export const columns: Record<Content, TableColumns> = {
  recipients: ofRoster,
  review: ofApplications,
  approval: ofApproved,
  ended: ofRoster
}
