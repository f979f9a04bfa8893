import type { Column, TableColumns } from '../../platform/table/columns.ts'
import { labels, type TieSource, tieSources } from '../vocabulary.ts'
import { bareWord } from './words.ts'

const names = (list: string) => list.split(' ')

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
      aliases: names('人员编号 对象编号 救助证号 低保证号 救助编号 对象编码')
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

/** Words for the source of a tie. */
export const sources: ReadonlyMap<string, TieSource> = new Map([
  ...tieSources.flatMap((code) =>
    [code, labels['tie-source'][code].zh, labels['tie-source'][code].en].map(
      (word) => [bareWord(word), code] as const
    )
  ),
  ...names('公安 户籍 公安比对 户籍比对').map((word) => [word, 'registry'] as const),
  ...names('申报 个人申报').map((word) => [word, 'declaration'] as const),
  ...names('检查 核查').map((word) => [word, 'inspection'] as const)
])
