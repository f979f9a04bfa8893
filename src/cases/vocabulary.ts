import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { accusedWordings } from './accused/vocabulary.ts'
import { correctionWordings } from './corrections/vocabulary.ts'
import { identityWordings } from './identity/vocabulary.ts'
import { letterWordings } from './letters/vocabulary.ts'
import { linkWordings } from './links/vocabulary.ts'
import { recusalWordings } from './recusals/vocabulary.ts'
import { referralWordings } from './referrals/vocabulary.ts'

export const wordings = {
  'case-not-found': {
    status: 404,
    title: { zh: '信访件不存在或无权查看', en: 'The case does not exist, or not for you' }
  },
  'case-step': {
    status: 409,
    title: { zh: '信访件现状不允许此操作', en: 'The case is not at this step' },
    detail: { zh: '信访件现为 {state}，不能 {step}。', en: 'A case that is {state} cannot {step}.' }
  },
  'objection-to-itself': {
    status: 409,
    title: {
      zh: '转送单位的职责已由本单位承继，不能退回',
      en: 'The unit that forwarded the case has passed to this unit; handle the case here'
    }
  },
  'not-deciding-unit': {
    status: 403,
    title: { zh: '不是该环节的办理单位', en: 'It is the turn of another unit' },
    detail: { zh: '现由单位 {unit} 或其上级办理。', en: 'It is the turn of unit {unit}, or of one above it.' }
  },
  'step-of-that-unit': {
    status: 403,
    title: { zh: '只能由该环节的办理单位自行提出', en: 'Only the unit whose turn it is can say so' },
    detail: { zh: '现由单位 {unit} 办理。', en: 'It is the turn of unit {unit}.' }
  },
  'case-received-later': {
    status: 422,
    title: { zh: '收到时间晚于现在', en: 'The case was received in the future' },
    detail: {
      zh: '收到时间最多可比现在晚五分钟，请核对时间和时区。',
      en: 'It may be at most five minutes later than now. Check the time and its offset.'
    }
  },
  'case-unit-invalid': {
    status: 422,
    title: { zh: '该单位在收到之日不存在或已撤销', en: 'The unit was not valid on that day' }
  },
  'case-unit-moved': {
    status: 409,
    title: { zh: '办理单位刚刚调整，请重试', en: 'The unit has just moved; try again' },
    constraint: 'petition_case_place_fkey'
  },
  'reporter-missing': {
    status: 422,
    title: { zh: '实名信访件须填写信访人', en: 'A case that is not anonymous names its reporter' }
  },
  'anonymous-with-reporter': {
    status: 422,
    title: { zh: '匿名信访件不得填写信访人', en: 'An anonymous case holds no identity' }
  },
  'id-number-invalid': {
    status: 422,
    title: { zh: '身份证号码校验不符', en: 'The identity number has a wrong check digit' }
  },
  'personal-data-in-text': {
    status: 422,
    title: { zh: '文字中含有身份证号码', en: 'A text holds an identity number' },
    detail: {
      zh: '请从文字中删去；信访人的号码填入 reporter.idNumber（加密保存）。',
      en: 'Take it out of the text. That of the reporter goes into reporter.idNumber, stored encrypted.'
    }
  },
  'too-many-representatives': {
    status: 422,
    title: { zh: '代表人数不得超过五人', en: 'A joint visit has at most five representatives' }
  },
  'no-unit-above': {
    status: 422,
    title: { zh: '没有上一级单位可办理', en: 'There is no unit above that could decide' }
  },
  'forward-to-same-unit': {
    status: 422,
    title: { zh: '已由该单位办理', en: 'That unit has the case already' }
  },
  'not-forwarded': {
    status: 409,
    title: { zh: '信访件未经转送，不能提出异议', en: 'The case was not forwarded to this unit' }
  },
  'objection-too-late': {
    status: 409,
    title: { zh: '已超过提出异议的期限', en: 'The term for objecting is over' },
    detail: { zh: '期限已于 {dueOn} 届满。', en: 'It ended on {dueOn}.' }
  },
  'wrong-kind': {
    status: 409,
    title: { zh: '该类信访件没有此环节', en: 'Cases of this kind know no such step' }
  },
  'term-over': {
    status: 409,
    title: { zh: '期限已届满', en: 'The term is over' },
    detail: { zh: '期限已于 {dueOn} 届满。', en: 'It ended on {dueOn}.' }
  },
  'no-running-term': {
    status: 409,
    title: { zh: '没有正在计算的办理期限', en: 'No term of this case is running' }
  },
  'request-too-late': {
    status: 409,
    title: { zh: '已超过申请期限', en: 'The request comes too late' },
    detail: { zh: '申请期限已于 {dueOn} 届满。', en: 'It could be made until {dueOn}.' }
  },
  'request-date': {
    status: 422,
    title: { zh: '申请日期有误', en: 'The day of the request cannot be' },
    detail: {
      zh: '申请日期应在 {from} 与 {to} 之间。',
      en: 'It must lie between {from} and {to}.'
    }
  },
  'bulletin-not-found': {
    status: 404,
    title: { zh: '通报不存在或无权查看', en: 'The bulletin does not exist, or not for you' }
  },
  'bulletin-published': {
    status: 409,
    title: { zh: '通报已发布，不可更改', en: 'The bulletin is published and stays as it is' },
    constraint: 'case_bulletin_keep'
  },
  'period-backwards': {
    status: 422,
    title: { zh: '统计期起止颠倒', en: 'The period ends before it begins' }
  },
  'period-not-over': {
    status: 422,
    title: { zh: '统计期尚未结束', en: 'The period is not over' },
    detail: { zh: '截止日期不得晚于今天 {today}。', en: 'It ends today, {today}, at the latest.' }
  },
  'period-too-long': {
    status: 422,
    title: { zh: '统计期过长', en: 'The period is too long' },
    detail: { zh: '统计期最长 {most} 天。', en: 'It may have {most} days.' }
  },
  ...correctionWordings,
  ...identityWordings,
  ...accusedWordings,
  ...linkWordings,
  ...recusalWordings,
  ...letterWordings,
  ...referralWordings
} satisfies Wordings

export const refuse = refusals(wordings)

export * from './labels.ts'
