import type { Column, TableColumns } from '../../platform/table/columns.ts'

const names = (list: string) => list.split(' ')
const recipientNames = names('人员编号 对象编号 救助证号 低保证号 救助编号 对象编码')

export const filerNumber: Column = {
  name: 'filerIdNumber',
  kind: 'number',
  isRequired: true,
  zh: '工作人员身份证号',
  en: 'Identity number of the filer, of which a hash is compared',
  example: '示例',
  aliases: names('工作人员身份证号码 工作人员身份证 经办人员身份证号 备案人员身份证号 干部身份证号')
}
const relation: Column = {
  name: 'relation',
  kind: 'word',
  isRequired: true,
  zh: '对象关系',
  en: 'Relation to the filer',
  example: '父母',
  aliases: names('关系 亲属关系 与工作人员关系')
}

/** Ties of filers, as a comparison with the household registry gives them. */
export const tieColumns: TableColumns = {
  columns: [
    filerNumber,
    {
      name: 'relativeIdNumber',
      kind: 'number',
      isRequired: true,
      zh: '亲属身份证号',
      en: 'Identity number of the relative, of which a hash is kept',
      example: '',
      aliases: names('亲属身份证号码 近亲属身份证号 近亲属身份证号码')
    },
    relation,
    {
      name: 'source',
      kind: 'word',
      isRequired: true,
      zh: '来源',
      en: 'Source of the tie',
      example: '公安户籍比对',
      aliases: names('信息来源 数据来源')
    }
  ]
}

/** Members of households. The relation to the head is not kept: nothing needs it. */
export const memberColumns: TableColumns = {
  columns: [
    {
      name: 'recipientNo',
      kind: 'number',
      isRequired: true,
      zh: '救助对象编号',
      en: 'Number of the household within the programme',
      example: '示例0001',
      aliases: recipientNames
    },
    {
      name: 'idNumber',
      kind: 'number',
      isRequired: true,
      zh: '身份证号码',
      en: 'Identity number of the member, of which a hash is kept',
      example: '',
      aliases: names('身份证号 身份证 公民身份号码 成员身份证号')
    }
  ]
}

/** Filers of several units. Those who have left the post come with the day of their departure. */
export const filerColumns: TableColumns = {
  columns: [
    {
      name: 'unitCode',
      kind: 'number',
      isRequired: true,
      zh: '单位代码',
      en: 'Code of the unit at which the filer works',
      example: '示例220102001001',
      aliases: names('机构代码 工作单位代码')
    },
    {
      name: 'name',
      kind: 'text',
      isRequired: true,
      zh: '姓名',
      en: 'Name of the filer',
      example: '李某',
      aliases: names('工作人员姓名 备案人员姓名')
    },
    {
      name: 'kind',
      kind: 'word',
      isRequired: true,
      zh: '类别',
      en: 'Kind of filer: assistance-staff or committee-member',
      example: '村（居）委会成员',
      aliases: names('人员类别')
    },
    {
      name: 'post',
      kind: 'text',
      isRequired: true,
      zh: '职务',
      en: 'Post at the unit',
      example: '村委会委员',
      aliases: names('职务（职级） 岗位')
    },
    {
      name: 'idNumber',
      kind: 'number',
      isRequired: true,
      zh: '身份证号',
      en: 'Identity number of the filer, of which a hash is kept',
      example: '',
      aliases: names('身份证号码 工作人员身份证号 公民身份号码')
    },
    {
      name: 'since',
      kind: 'day',
      isRequired: true,
      zh: '任职时间',
      en: 'First day in the post',
      example: '2024-03-01',
      aliases: names('任职日期 到岗时间')
    },
    {
      name: 'until',
      kind: 'day',
      isRequired: false,
      zh: '离任时间',
      en: 'First day out of the post; empty while in it',
      example: '',
      aliases: names('离任日期 离岗时间')
    }
  ]
}

/** Filings. Names, addresses and reasons of a household have no column: they are not kept. */
export const filingColumns: TableColumns = {
  columns: [
    { ...filerNumber, en: 'Identity number of the filer', example: '示例' },
    relation,
    {
      name: 'programme',
      kind: 'word',
      isRequired: true,
      zh: '保障类别',
      en: 'Code or name of the programme',
      example: 'low-income-rural',
      aliases: names('救助项目 救助类别 项目代码')
    },
    {
      name: 'recipientNo',
      kind: 'number',
      isRequired: true,
      zh: '救助对象编号',
      en: 'Number of the household within the programme',
      example: 'R0001',
      aliases: recipientNames
    },
    {
      name: 'villageCode',
      kind: 'number',
      isRequired: true,
      zh: '村（社区）代码',
      en: 'Code of the village in which the recipient lives',
      example: '220102001001',
      aliases: names('村代码 社区代码 村（社区）编码')
    },
    {
      name: 'idNumber',
      kind: 'number',
      isRequired: true,
      zh: '身份证号',
      en: 'Identity number of the relative, of which a hash is kept',
      example: '',
      aliases: names('身份证号码 救助对象身份证号 亲属身份证号')
    },
    {
      name: 'fileNo',
      kind: 'number',
      isRequired: false,
      zh: '档案号',
      en: 'Number of the paper form',
      example: '',
      aliases: names('档案编号')
    }
  ]
}
