import type { Wordings } from '../../platform/errors/refusal.ts'

export const accusedWordings = {
  'accused-unknown': {
    status: 422,
    title: { zh: '被检举单位不存在', en: 'The accused unit does not exist' },
    detail: {
      zh: '本省没有代码为{unit}的单位，请核对后重新填写。',
      en: 'There is no unit with the code {unit} in this province. Check the code and send it again.'
    }
  },
  'accused-missing': {
    status: 422,
    title: { zh: '只有检举控告可填写被检举单位', en: 'Only a report may name an accused unit' },
    detail: {
      zh: '请删去被检举单位，或将信访件类别改为检举控告。',
      en: 'Leave out the accused units, or choose report as the kind of the case.'
    }
  },
  'accused-twice': {
    status: 422,
    title: {
      zh: '两处填写的被检举单位不一致',
      en: 'The two fields for accused units contradict each other'
    },
    detail: {
      zh: '被检举单位可以单个填写或者以名单填写，请只用其中一种。',
      en: 'Name the accused units in accusedUnitCode or in accusedUnitCodes, not in both.'
    }
  },
  'accused-already': {
    status: 409,
    title: { zh: '所列单位均已是被检举单位', en: 'The report already accuses all of these units' },
    detail: { zh: '请至少列出一个新的单位。', en: 'Name at least one further unit.' }
  },
  'not-accused': {
    status: 409,
    title: { zh: '该单位现不是被检举单位', en: 'The report does not accuse this unit' },
    detail: {
      zh: '只能撤销信访件所列的被检举单位。',
      en: 'Only a unit that the report lists as accused can be removed.'
    }
  },
  'accusation-from-above': {
    status: 403,
    title: {
      zh: '只有办理单位的上级单位负责人可以撤销对被检举单位的认定',
      en: 'Only a leader of a unit above the handling unit may remove an accused unit'
    },
    detail: {
      zh: '现由单位{unit}办理，请报其上级单位负责人决定。',
      en: 'Unit {unit} handles the report. Ask a leader of a unit above it.'
    }
  },
  'accusation-own': {
    status: 403,
    title: {
      zh: '认定被检举单位的人不得自行撤销',
      en: 'The person who named the accused unit may not remove it'
    },
    detail: { zh: '请由他人决定。', en: 'Another person has to decide.' }
  },
  'report-to-accused': {
    status: 422,
    title: { zh: '检举控告不得转给被检举单位', en: 'A report may not go to an accused unit' },
    detail: {
      zh: '单位{unit}是或曾是被检举单位或其承继单位，或在其辖区内，请另选单位。',
      en:
        'Unit {unit} is or was accused, is the successor of such a unit, or lies or lay within one. ' +
        'Choose another unit.'
    }
  }
} satisfies Wordings
