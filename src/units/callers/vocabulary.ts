import type { Wordings } from '../../platform/errors/refusal.ts'

/** What is wrong with the unit of a token. */
export const callerWordings = {
  'unit-unknown': {
    status: 403,
    title: { zh: '令牌所载单位不存在', en: 'The unit named in the token does not exist' },
    detail: {
      zh: '本系统没有代码为{unit}的单位。请核对令牌中的单位代码，或先由上级单位或运维人员增设该单位。',
      en:
        'There is no unit with the code {unit}. Correct the unit in the token, or have the unit ' +
        'above or the operator add it first.'
    }
  },
  'own-unit-ended': {
    status: 403,
    title: { zh: '本单位已撤销，只能查阅', en: 'Your unit has been retired; you may read but not write' },
    detail: {
      zh: '单位{unit}自{on}起撤销，其事项由{successor}承接，请使用该单位的令牌办理。',
      en: 'Unit {unit} ended on {on}. Unit {successor} acts for it; use a token of that unit to write.'
    }
  }
} satisfies Wordings
