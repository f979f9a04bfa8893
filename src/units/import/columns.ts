import type { TableColumns } from '../../platform/table/columns.ts'
import { type Level, labels } from '../vocabulary.ts'

/** The columns of an import, with the headers that offices use for them, in the order of a line. */
export const columns: TableColumns = {
  columns: [
    {
      name: 'code',
      kind: 'number',
      isRequired: true,
      zh: '单位代码',
      en: 'Code of the unit',
      example: '示例220182001',
      aliases: ['代码', '编码', '单位编码', '机构代码', '行政区划代码', '区划代码', '统计用区划代码']
    },
    {
      name: 'name',
      kind: 'text',
      isRequired: true,
      zh: '单位名称',
      en: 'Official name',
      example: '华昌街道',
      aliases: ['名称', '机构名称', '区划名称', '行政区划名称']
    },
    {
      name: 'level',
      kind: 'word',
      isRequired: true,
      zh: '级别',
      en: 'Level in the tree',
      example: '乡镇（街道）',
      aliases: ['层级', '行政级别', '单位级别', '区划级别']
    },
    {
      name: 'parentCode',
      kind: 'number',
      isRequired: true,
      zh: '上级单位代码',
      en: 'Code of the unit above; empty for a province',
      example: '220182',
      aliases: ['上级代码', '上级编码', '上级单位编码', '父级代码', '上级区划代码', '上级行政区划代码']
    },
    {
      name: 'countsInQuota',
      kind: 'truth',
      isRequired: false,
      zh: '是否计入检查基数',
      en: 'Whether it counts in the numbers to inspect; true where it is left out',
      example: '是',
      aliases: ['计入检查基数', '是否计入基数', '计入基数']
    }
  ]
}

const otherLevels: Record<string, Level> = {
  省: 'province',
  自治区: 'province',
  直辖市: 'province',
  省级: 'province',
  市: 'city',
  州: 'city',
  地级市: 'city',
  自治州: 'city',
  地区: 'city',
  盟: 'city',
  市级: 'city',
  县: 'county',
  区: 'county',
  市辖区: 'county',
  县级市: 'county',
  自治县: 'county',
  旗: 'county',
  自治旗: 'county',
  林区: 'county',
  县级: 'county',
  区县: 'county',
  乡: 'township',
  镇: 'township',
  街道: 'township',
  乡镇: 'township',
  民族乡: 'township',
  苏木: 'township',
  街道办事处: 'township',
  乡级: 'township',
  乡镇级: 'township',
  村: 'village',
  社区: 'village',
  村级: 'village',
  行政村: 'village',
  嘎查: 'village',
  村民委员会: 'village',
  居民委员会: 'village',
  村委会: 'village',
  居委会: 'village',
  村居: 'village'
}

/** Levels by their codes, and by the words that offices use. */
export const levelLabels: ReadonlyMap<string, Level> = new Map([
  ...Object.entries(labels.level).flatMap(([code, { zh }]): [string, Level][] => [
    [code, code as Level],
    [bare(zh), code as Level]
  ]),
  ...Object.entries(otherLevels)
])

/** A word without capitals, spaces and brackets: `村（社区）` and `村(社区)` are one. */
export function bare(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()\u3001/]/g, '')
}

/** What offices write for true and false. */
export const truths: ReadonlyMap<string, boolean | null> = new Map([
  ['', null],
  ['true', true],
  ['false', false],
  ['是', true],
  ['否', false]
])
