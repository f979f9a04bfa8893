import type { Wordings } from '../../platform/refusal.ts'

export const accusedWordings = {
  'accused-unknown': {
    status: 422,
    title: { zh: '被检举单位不存在', en: 'The accused unit does not exist' }
  },
  'accused-missing': {
    status: 422,
    title: { zh: '只有检举控告可填写被检举单位', en: 'Only a report names an accused unit' }
  },
  'accused-already': {
    status: 409,
    title: { zh: '该单位已是被检举单位', en: 'The report accuses that unit already' }
  },
  'report-to-accused': {
    status: 422,
    title: { zh: '检举控告不得转给被检举单位', en: 'A report never goes to the accused unit' },
    detail: {
      zh: '单位 {unit} 在被检举单位或其承继单位辖区内。',
      en: 'Unit {unit} is the accused unit or succeeded to it, or lies within such a unit.'
    }
  }
} satisfies Wordings
