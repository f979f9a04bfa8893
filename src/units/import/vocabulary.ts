import { faults, type Sentence } from '../../platform/errors/refusal.ts'

/** What can be wrong with a line of an import. */
export const importSentences = {
  'bad-code': {
    zh: '单位代码应为 2 至 20 位字母或数字',
    en: 'The code has the wrong form. Use 2 to 20 letters or digits'
  },
  'name-missing': { zh: '缺少名称，请补充', en: 'The name is missing. Add it' },
  'name-invisible': {
    zh: '名称含有换行或不可见字符（控制字符、零宽字符、改变书写方向的字符），请删除后重新填写',
    en:
      'The name contains a line break or invisible characters (control, zero-width, direction). ' +
      'Enter it again without them'
  },
  'name-too-long': { zh: '名称超过200字，请缩短', en: 'The name has more than 200 characters. Shorten it' },
  'bad-level': {
    zh: '级别应为省、市（州）、县（市、区）、乡镇（街道）、村（社区）之一',
    en: 'The level is not known. Use province, city, county, township or village, or the Chinese name'
  },
  'bad-boolean': {
    zh: '应为“是”或“否”，或留空',
    en: 'The value is not known. Use true or false (是, 否), or leave it empty'
  },
  'duplicate-code': {
    zh: '代码在文件中重复，请删除重复的行',
    en: 'The code appears twice in the file. Delete one of the lines'
  },
  'unknown-parent': {
    zh: '上级单位不存在，请核对上级单位代码',
    en: 'The parent unit does not exist. Check its code'
  },
  'parent-missing': {
    zh: '省级以外的单位须有上级，请填写上级单位代码',
    en: 'Every unit except a province needs a parent. Give the code of the parent'
  },
  'parent-level': {
    zh: '上级单位的级别须高于本单位，请核对两者的级别',
    en: 'The parent unit is not of a higher level. Check both levels'
  },
  'parent-retired': {
    zh: '上级单位已撤销，请改选存续的单位',
    en: 'The parent unit has been retired. Choose one that is in office'
  },
  'parent-ends': {
    zh: '上级单位将先于本单位撤销，请改为隶属于其承接单位',
    en: 'The parent unit ends before this unit does. Choose its successor as the parent'
  },
  'parent-not-begun': {
    zh: '上级单位尚未设立，请核对日期或改选上级单位',
    en: 'The parent unit is not yet in office. Check the date, or choose another parent'
  },
  'other-province': {
    zh: '不得划转至外省，请改选本省的上级单位',
    en: 'A unit cannot move to another province. Choose a parent in the same province'
  },
  cycle: {
    zh: '隶属关系成环：单位隶属于自己的下级，请核对上级单位代码',
    en: 'The unit would be below itself. Check the code of the parent'
  },
  'level-changed': {
    zh: '已有单位的级别不可更改，请保留原级别',
    en: 'The level of an existing unit cannot change. Keep it'
  },
  'unit-retired': {
    zh: '单位已撤销，不能再导入变更',
    en: 'The unit has been retired and cannot be changed by an import'
  },
  'outside-scope': {
    zh: '单位不在您的辖区内，请从文件中删除该行',
    en: 'The unit lies outside your own unit. Delete the line'
  }
} satisfies Record<string, Sentence>

export const fault = faults(importSentences)
