import type { Wordings } from '../../platform/errors/refusal.ts'

export const identityWordings = {
  'identity-absent': {
    status: 404,
    title: { zh: '该信访件没有信访人身份信息', en: 'The case has no identity of a reporter' }
  },
  'identity-key-unknown': {
    status: 503,
    title: { zh: '身份信息密钥未配置', en: 'The key of this identity is not configured' },
    detail: {
      zh: '请通知系统管理员配置密钥后重试。',
      en: 'Ask the operator to configure the key, then try again.'
    }
  },
  'identity-tampered': {
    status: 409,
    title: { zh: '身份信息在数据库中被改动', en: 'The stored identity was changed in the database' },
    detail: {
      zh: '存储的内容与封存时不一致，已报警并记入审计。请通知系统管理员核查数据库的写入情况，并向信访人重新核实身份。',
      en:
        'The stored content differs from the content that was sealed. An alert was raised and an audit ' +
        'line was written. Inform the operator, who has to find out who wrote to the database, and ' +
        'confirm the identity with the petitioner again.'
    }
  },
  'identity-limit': {
    status: 429,
    title: { zh: '今日查阅身份信息已达上限', en: 'You have reached the limit of identities for today' },
    detail: {
      zh: '每人每日最多查阅{limit}次，明日可继续；确需更多时由他人查阅。',
      en: 'A person may open {limit} identities a day. Continue tomorrow, or ask a colleague with this role.'
    }
  },
  'identity-erased': {
    status: 409,
    title: { zh: '身份信息已删除', en: 'The identity was erased' },
    detail: {
      zh: '密钥已销毁，无法恢复，也不再登记新的身份信息。',
      en:
        'The key was destroyed. The identity cannot be restored, and no new identity is stored for this ' +
        'case.'
    }
  },
  'erasure-asked': {
    status: 409,
    title: { zh: '已申请删除，待上级确认', en: 'The erasure has been requested and awaits confirmation' },
    detail: {
      zh: '无需重复申请，请由上级单位负责人确认。',
      en: 'No further request is needed; a leader of a unit above has to confirm.'
    }
  },
  'erasure-not-asked': {
    status: 409,
    title: { zh: '尚未申请删除身份信息', en: 'The erasure has not been requested' },
    detail: {
      zh: '请先由身份信息查阅人员提出删除申请，再由上级单位负责人确认。',
      en: 'A person with the role identity-reader has to request it first, then a leader confirms.'
    }
  },
  'erasure-same-person': {
    status: 403,
    title: {
      zh: '申请人不得自行确认',
      en: 'The person who requested the erasure may not confirm it'
    },
    detail: { zh: '请由另一人确认。', en: 'Another person has to confirm.' }
  },
  'erasure-from-above': {
    status: 403,
    title: { zh: '须由上级单位负责人确认', en: 'Only a leader of a unit above may confirm the erasure' },
    detail: {
      zh: '该信访件由单位{unit}办理，须由其上级单位的负责人确认。',
      en: 'Unit {unit} handles the case. A leader of a unit above it has to confirm.'
    }
  }
} satisfies Wordings
