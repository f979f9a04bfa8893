import { faults, type Sentence } from '../../platform/errors/refusal.ts'

/** The possible faults of a line. The value is never repeated, because it may be an identity number. */
export const relativeSentences = {
  'relative-number-bad': {
    zh: '身份证号码有误，请核对',
    en: 'The identity number is not valid. Check it'
  },
  'relation-word-unknown': {
    zh: '没有这种亲属关系，请按现行政策所列的关系填写',
    en: 'There is no such relation. Use one that the policy in force lists'
  },
  'tie-source-unknown': {
    zh: '来源应为公安户籍比对、本人申报、检查核实或者其他',
    en: 'The source is not known. Use registry, declaration, inspection or other, or the Chinese name'
  },
  'tie-filer-unknown': {
    zh: '没有该身份证号码的备案人员或者无权查看，请先登记备案人员',
    en: 'There is no filer with this number, or it is not visible to you. Enter the filer first'
  },
  'tie-same-person': {
    zh: '两个身份证号码相同，请核对；本人享受救助的，关系填写本人',
    en: 'Both numbers are the same. Check them; for an allowance of the filer the relation is self'
  },
  'tie-twice': {
    zh: '与前面的行重复，请只保留一行',
    en: 'An earlier line has the same tie. Keep one of them'
  },
  'members-on-no-roster': {
    zh: '该批次的名册中没有这个救助对象编号，请核对编号，或者先上传名册',
    en:
      'The roster of the disbursement does not have this recipient. Check the number, or upload the roster ' +
      'first'
  },
  'member-twice': {
    zh: '同一户的同一人在前面的行已有，请只保留一行',
    en: 'An earlier line has the same person in this household. Keep one of them'
  }
} satisfies Record<string, Sentence>

export const fault = faults(relativeSentences)
