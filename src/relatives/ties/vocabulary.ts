import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const tieWordings = {
  'ties-of-others': {
    status: 403,
    title: { zh: '亲属关系信息由本单位上传', en: 'A unit uploads the family ties that it knows' },
    detail: {
      zh: '请以单位{unit}的人员上传，或者上传到本单位。',
      en: 'Upload them as unit {unit}, or to your own unit.'
    }
  },
  'ties-by-county': {
    status: 403,
    title: { zh: '亲属关系比对由县级以上单位开展', en: 'Counties and units above them compare family ties' },
    detail: {
      zh: '乡级单位和村（社区）为比对对象，请由县级以上单位上传。',
      en: 'Townships and villages are compared. Ask the county to upload the ties.'
    }
  }
} satisfies Wordings

export const refuse = refusals(tieWordings)
