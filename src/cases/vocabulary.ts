import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { accusedWordings } from './accused/vocabulary.ts'
import { correctionWordings } from './corrections/vocabulary.ts'
import { identityWordings } from './identity/vocabulary.ts'
import { labels } from './labels.ts'
import { letterWordings } from './letters/vocabulary.ts'
import { linkWordings } from './links/vocabulary.ts'
import { recusalWordings } from './recusals/vocabulary.ts'
import { referralWordings } from './referrals/vocabulary.ts'

export const wordings = {
  'case-not-found': {
    status: 404,
    title: { zh: '信访件不存在或无权查看', en: 'The case does not exist or is not visible to you' }
  },
  'case-step': {
    status: 409,
    title: {
      zh: '信访件现状不允许此操作',
      en: 'The status of the case does not allow this step'
    },
    detail: {
      zh: '信访件现为{state:case-state}，不能{step:case-step}。',
      en: 'The status of the case is "{state:case-state}". You cannot {step:case-step} now.'
    }
  },
  'objection-to-itself': {
    status: 409,
    title: {
      zh: '转送单位的职责已由本单位承继，不能退回',
      en: 'This unit has succeeded the unit that forwarded the case, so the case cannot go back'
    },
    detail: { zh: '请由本单位办理。', en: 'Handle the case in this unit.' }
  },
  'not-deciding-unit': {
    status: 403,
    title: { zh: '不是该环节的办理单位', en: 'Another unit has to take this step' },
    detail: {
      zh: '现由单位{unit}或其上级办理。',
      en: 'Unit {unit} or a unit above it has to take this step.'
    }
  },
  'step-of-that-unit': {
    status: 403,
    title: {
      zh: '只能由该环节的办理单位自行提出',
      en: 'Only the unit that has to take this step may do so, not a unit above it'
    },
    detail: {
      zh: '现由单位{unit}办理，请由该单位自行提出。',
      en: 'The case is with unit {unit}. Only people of that unit may take this step.'
    }
  },
  'case-received-later': {
    status: 422,
    title: { zh: '收到时间晚于现在', en: 'The time of receipt lies in the future' },
    detail: {
      zh: '收到时间最多可比现在晚五分钟，请核对时间和时区。',
      en: 'The time of receipt may be at most five minutes later than now. Check the time and its offset.'
    }
  },
  'case-unit-invalid': {
    status: 422,
    title: {
      zh: '该单位在当日不存在或已撤销',
      en: 'The unit did not exist on that day, or had ended'
    },
    detail: { zh: '请改填当日有效的单位。', en: 'Name a unit that existed on that day.' }
  },
  'case-unit-moved': {
    status: 409,
    title: { zh: '办理单位刚刚调整，请重试', en: 'The handling unit has just been moved; try again' },
    detail: {
      zh: '请重新提交，将按调整后的单位办理。',
      en: 'Send it once more: the unit at its new place then counts.'
    },
    constraint: 'petition_case_place_fkey'
  },
  'reporter-missing': {
    status: 422,
    title: { zh: '实名信访件须填写信访人', en: 'The reporter is missing' },
    detail: {
      zh: '请填写信访人；信访人不愿留名的，登记为匿名。',
      en: 'Name the reporter, or enter the case as anonymous.'
    }
  },
  'anonymous-with-reporter': {
    status: 422,
    title: { zh: '匿名信访件不得填写信访人', en: 'An anonymous case may not name a reporter' },
    detail: {
      zh: '请删去信访人和代表，或登记为实名。',
      en: 'Leave out the reporter and the representatives, or enter the case as not anonymous.'
    }
  },
  'id-number-invalid': {
    status: 422,
    title: { zh: '身份证号码校验不符', en: 'The identity number has a wrong check digit' },
    detail: { zh: '请核对号码后重新填写。', en: 'Check the number and enter it again.' }
  },
  'personal-data-in-text': {
    status: 422,
    title: { zh: '文字中含有身份证号码', en: 'A text contains an identity number' },
    detail: {
      zh: '请从文字中删去；信访人的号码填入信访人信息的身份证号码一栏（加密保存）。',
      en:
        'Remove it from the text. Enter the number of the reporter in reporter.idNumber, which is ' +
        'encrypted.'
    }
  },
  'too-many-representatives': {
    status: 422,
    title: { zh: '代表人数不得超过五人', en: 'A joint visit may have at most five representatives' },
    detail: { zh: '请推选不超过五名代表。', en: 'Name at most five representatives.' }
  },
  'no-unit-above': {
    status: 422,
    title: { zh: '没有上一级单位可办理', en: 'There is no unit above that may decide' },
    detail: {
      zh: '本系统中没有更高一级的单位。请在系统之外报请上级机关办理。',
      en: 'The service has no unit above. Ask the authority above outside of the service.'
    }
  },
  'forward-to-same-unit': {
    status: 422,
    title: { zh: '已由该单位办理', en: 'That unit already handles the case' },
    detail: { zh: '请选择其他单位。', en: 'Choose another unit.' }
  },
  'not-forwarded': {
    status: 409,
    title: {
      zh: '信访件未经转送，不能提出异议',
      en: 'The case was not forwarded to this unit, so no objection is possible'
    },
    detail: {
      zh: '只有转送到本单位的信访件可以提出异议。请受理或者不予受理。',
      en: 'Only a unit to which a case was forwarded may object. Accept the case, or decline it.'
    }
  },
  'objection-too-late': {
    status: 409,
    title: { zh: '已超过提出异议的期限', en: 'The term for an objection is over' },
    detail: {
      zh: '期限已于{dueOn}届满，请由本单位办理。',
      en: 'The term ended on {dueOn}. Handle the case in this unit.'
    }
  },
  'wrong-kind': {
    status: 409,
    title: { zh: '该类信访件没有此环节', en: 'Cases of this kind do not have this step' },
    detail: {
      zh: '“{kind:case-kind}”类信访件不能{step:case-step}。',
      en: 'The kind of the case is "{kind:case-kind}". You cannot {step:case-step} for this kind.'
    }
  },
  'term-over': {
    status: 409,
    title: { zh: '期限已届满', en: 'The term is over' },
    detail: {
      zh: '期限已于{dueOn}届满，不能再变更。',
      en: 'The term ended on {dueOn} and can no longer be changed.'
    }
  },
  'no-running-term': {
    status: 409,
    title: { zh: '没有正在计算的办理期限', en: 'No term of this case is running' },
    detail: {
      zh: '期限在计算期间才能变更。请先办理使期限开始的环节。',
      en: 'A term can be changed while it runs. Take the step that begins it first.'
    }
  },
  'request-too-late': {
    status: 409,
    title: { zh: '已超过申请期限', en: 'The request comes too late' },
    detail: {
      zh: '申请期限已于{dueOn}届满。',
      en: 'The term for the request ended on {dueOn}.'
    }
  },
  'request-date': {
    status: 422,
    title: { zh: '申请日期有误', en: 'The request date is not possible' },
    detail: {
      zh: '申请日期应在{from}至{to}之间。',
      en: 'The request date must lie between {from} and {to}.'
    }
  },
  'bulletin-not-found': {
    status: 404,
    title: { zh: '信访通报不存在或无权查看', en: 'The bulletin does not exist or is not visible to you' }
  },
  'bulletin-published': {
    status: 409,
    title: {
      zh: '信访通报已发布，不可更改',
      en: 'The bulletin is published and cannot be changed'
    },
    detail: {
      zh: '如需新的数字，请另行编制一份信访通报。',
      en: 'For new figures, draft another bulletin.'
    },
    constraint: 'case_bulletin_keep'
  },
  'period-backwards': {
    status: 422,
    title: { zh: '统计期起止颠倒', en: 'The period ends before it begins' },
    detail: {
      zh: '截止日期应不早于起始日期。',
      en: 'Give a last day that is not before the first day.'
    }
  },
  'period-not-over': {
    status: 422,
    title: { zh: '统计期尚未结束', en: 'The period is not over' },
    detail: {
      zh: '截止日期不得晚于今日{today}。',
      en: 'The last day must not be later than today, {today}.'
    }
  },
  'period-too-long': {
    status: 422,
    title: { zh: '统计期过长', en: 'The period is too long' },
    detail: { zh: '统计期最长{most}天。', en: 'A period may have at most {most} days.' }
  },
  ...correctionWordings,
  ...identityWordings,
  ...accusedWordings,
  ...linkWordings,
  ...recusalWordings,
  ...letterWordings,
  ...referralWordings
} satisfies Wordings

export const refuse = refusals(wordings, labels)

export * from './labels.ts'
