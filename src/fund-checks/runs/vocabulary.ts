import type { Wordings } from '../../platform/errors/refusal.ts'

export const runWordings = {
  'fund-run-not-found': {
    status: 404,
    title: { zh: '月度检查不存在或无权查看', en: 'The monthly run does not exist or is not visible to you' }
  },
  'fund-schedule-not-at-top': {
    status: 422,
    title: { zh: '月度检查由省级单位设定', en: 'Monthly runs are scheduled for a unit at the top' },
    detail: { zh: '请选用省级单位。', en: 'Choose the province.' }
  }
} satisfies Wordings
