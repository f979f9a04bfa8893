import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const memberWordings = {
  'members-without-roster': {
    status: 409,
    title: { zh: '该批次尚无发放名册', en: 'The disbursement has no roster yet' },
    detail: {
      zh: '共同生活成员须对应名册上的救助对象，请先上传名册。',
      en: 'Members belong to recipients on the roster. Upload the roster first.'
    }
  }
} satisfies Wordings

export const refuse = refusals(memberWordings)
