import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'phone-bad': {
    status: 422,
    title: { zh: '电话号码有误', en: 'This is not a telephone number' },
    detail: {
      zh: '请填写区号加7至8位号码、手机号码、400或800号码，或12345、12349等短号码。',
      en:
        'Give an area code with 7 or 8 digits, a mobile number, a 400 or 800 number, or a short number ' +
        'such as 12345 or 12349.'
    }
  },
  'phone-twice': {
    status: 422,
    title: { zh: '同一电话重复填写', en: 'A telephone number is named twice' },
    detail: { zh: '请删除重复的一项。', en: 'Remove one of the two entries.' }
  },
  'address-bad': {
    status: 422,
    title: { zh: '网络渠道地址有误', en: 'The address of the online channel is not right' },
    detail: {
      zh: '网站填写安全协议的网址，邮箱填写邮件地址，公众号和客户端填写名称或安全协议的网址。',
      en:
        'A site has an address that begins with https://, a mailbox a mail address. WeChat accounts and ' +
        'apps have a name or an https:// address.'
    }
  },
  'hours-bad': {
    status: 422,
    title: { zh: '受理时间有误', en: 'The hours are not right' },
    detail: {
      zh: '每段受理时间的截止应晚于起始，各段按先后填写，以逗号分隔，例如08:30-11:30,13:30-17:00；全天受理的请按全天填写。',
      en:
        'Each period ends after it begins, and they stand in their order with a comma in between, such as ' +
        '08:30-11:30,13:30-17:00. Write 24h if the phone is always answered.'
    }
  },
  'channels-of-ended-unit': {
    status: 409,
    title: { zh: '单位已撤销', en: 'The unit has ended' },
    detail: {
      zh: '已撤销单位的渠道不再变更，请登记承接单位的渠道。',
      en: 'The channels of a unit that has ended stay as they are. Enter those of its successor.'
    }
  },
  'channels-not-found': {
    status: 404,
    title: {
      zh: '单位不存在，或其渠道不由您查看、维护',
      en: 'The unit does not exist, or its channels are not yours to see or to change'
    },
    detail: {
      zh: '本省人员可查看各单位的渠道，变更由该单位或其上级办理。',
      en: 'Everybody sees the channels of their province. The unit itself and the units above it change them.'
    }
  },
  'channels-none': {
    status: 409,
    title: { zh: '没有可确认的渠道', en: 'There are no channels to confirm' },
    detail: {
      zh: '请先登记监督举报电话或网络渠道，再予确认。',
      en: 'Enter the telephone or the online channel first, then confirm them.'
    }
  },
  'channel-test-not-found': {
    status: 404,
    title: { zh: '拨测记录不存在或无权查看', en: 'The channel test does not exist or is not visible to you' }
  },
  'test-target-not-below': {
    status: 422,
    title: { zh: '只能拨测下级单位的渠道', en: 'Only channels of units below can be tested' },
    detail: {
      zh: '被拨测单位应为单位{unit}的下级，请核对单位代码。',
      en: 'The unit that is tested must lie below unit {unit}. Check the code.'
    }
  },
  'test-number-unknown': {
    status: 422,
    title: { zh: '该号码或地址未在该单位登记', en: 'The unit has no such number or address on record' },
    detail: {
      zh: '请填写该单位已登记的监督举报电话或网络渠道地址。',
      en: 'Test a telephone number or an address that the unit has on record.'
    }
  },
  'test-in-future': {
    status: 422,
    title: { zh: '拨测时间晚于当前时间', en: 'The time of the test lies in the future' },
    detail: { zh: '请填写实际拨测时间。', en: 'Give the time at which the channel was tried.' }
  }
} satisfies Wordings

export const labels = {
  'online-channel': {
    site: { zh: '网站', en: 'website' },
    mail: { zh: '邮箱', en: 'mailbox' },
    wechat: { zh: '微信公众号', en: 'WeChat account' },
    app: { zh: '客户端', en: 'app' }
  },
  'required-channel': {
    hotline: { zh: '监督举报电话', en: 'hotline' },
    online: { zh: '网络咨询投诉渠道', en: 'online channel' }
  },
  'missing-channel': {
    hotline: { zh: '缺监督举报电话', en: 'no hotline' },
    online: { zh: '缺网络渠道', en: 'no online channel' },
    any: { zh: '缺任意一项', en: 'any of the two missing' },
    both: { zh: '两项均缺', en: 'both missing' }
  },
  'channel-test-result': {
    answered: { zh: '有人接听', en: 'answered' },
    'no-answer': { zh: '无人接听', en: 'no answer' },
    'wrong-number': { zh: '号码有误', en: 'wrong number' },
    refused: { zh: '拒绝受理', en: 'refused to help' }
  },
  'channels-step': {
    put: { zh: '变更渠道', en: 'change the channels' },
    confirm: { zh: '确认渠道', en: 'confirm the channels' }
  },
  'channel-remark': {
    'phone-shared': {
      zh: '该号码同时登记于其他县（市、区）单位',
      en: 'number of a unit of another county, too'
    }
  }
} as const

export const refuse = refusals(wordings, labels)

export type RequiredChannel = keyof (typeof labels)['required-channel']
export type Result = keyof (typeof labels)['channel-test-result']
export const onlineKinds = keysOf(labels['online-channel'])
export const requiredChannels = keysOf(labels['required-channel'])
export const results = keysOf(labels['channel-test-result'])
export const remarkCodes = keysOf(labels['channel-remark'])
export const missingChannels = keysOf(labels['missing-channel'])
