import type { Wordings } from '../../platform/errors/refusal.ts'

export const accusedWordings = {
  'accused-unknown': {
    status: 422,
    title: { zh: '被检举单位不存在', en: 'The accused unit does not exist' },
    detail: {
      zh: '本省没有代码为 {unit} 的单位，请核对后重新填写。',
      en: 'There is no unit {unit} in this province; check the code and send it again.'
    }
  },
  'accused-missing': {
    status: 422,
    title: { zh: '只有检举控告可填写被检举单位', en: 'Only a report names an accused unit' }
  },
  'accused-twice': {
    status: 422,
    title: {
      zh: '被检举单位以 accusedUnitCode 或 accusedUnitCodes 填写，二者择一',
      en: 'Name the accused units in accusedUnitCode or in accusedUnitCodes, not in both'
    }
  },
  'accused-already': {
    status: 409,
    title: { zh: '所列单位均已是被检举单位', en: 'The report accuses all of these units already' }
  },
  'not-accused': {
    status: 409,
    title: { zh: '该单位现不是被检举单位', en: 'The report does not accuse that unit now' }
  },
  'accusation-from-above': {
    status: 403,
    title: {
      zh: '只有办理单位的上级单位负责人可以撤销对被检举单位的认定',
      en: 'Only a leader of a unit above the handling unit takes an accused unit out'
    },
    detail: {
      zh: '现由单位 {unit} 办理，请报其上级单位负责人决定。',
      en: 'Unit {unit} handles the report; ask a leader of a unit above it.'
    }
  },
  'accusation-own': {
    status: 403,
    title: {
      zh: '认定被检举单位的人不得自行撤销，须由他人决定',
      en: 'Whoever named the accused unit cannot take it out; another person decides'
    }
  },
  'report-to-accused': {
    status: 422,
    title: { zh: '检举控告不得转给被检举单位', en: 'A report never goes to the accused unit' },
    detail: {
      zh: '单位 {unit} 是或曾是被检举单位或其承继单位，或在其辖区内，请另选单位。',
      en:
        'Unit {unit} is or was accused, succeeded to such a unit, or lies or lay within one; ' +
        'choose another unit.'
    }
  }
} satisfies Wordings
