import type { Wordings } from '../../platform/errors/refusal.ts'

export const identityWordings = {
  'identity-absent': {
    status: 404,
    title: { zh: '该信访件没有信访人身份信息', en: 'The case holds no identity' }
  },
  'identity-key-unknown': {
    status: 503,
    title: { zh: '身份信息密钥未配置', en: 'The key of this identity is not configured' }
  },
  'identity-tampered': {
    status: 409,
    title: { zh: '身份信息在数据库中被改动', en: 'The stored identity was changed in the database' },
    detail: {
      zh: '存储的内容与封存时不一致，已报警并记入审计。请通知系统管理员核查数据库的写入情况，并向信访人重新核实身份。',
      en:
        'What is stored is not what was sealed. The alarm was raised and an audit line written. Tell the ' +
        'operator, who finds out who wrote to the database, and ask the petitioner again.'
    }
  },
  'identity-limit': {
    status: 429,
    title: { zh: '今日查阅身份信息已达上限', en: 'You have reached the limit of openings for today' },
    detail: {
      zh: '每人每日最多查阅 {limit} 次，明日可继续；确需更多时由他人查阅。',
      en: 'A person may open {limit} identities a day. Go on tomorrow, or ask a colleague with the role.'
    }
  },
  'identity-erased': {
    status: 409,
    title: { zh: '身份信息已删除', en: 'The identity was erased' },
    detail: {
      zh: '密钥已销毁，无法恢复，也不再登记新的身份信息。',
      en: 'Its key was destroyed. It cannot be restored, and no new one is stored with this case.'
    }
  },
  'erasure-asked': {
    status: 409,
    title: { zh: '已申请删除，待上级确认', en: 'The erasure was asked for and waits for its confirmation' }
  },
  'erasure-not-asked': {
    status: 409,
    title: { zh: '尚未申请删除身份信息', en: 'Nobody has asked for the erasure' },
    detail: {
      zh: '先由身份信息查阅人员提出申请（erase-identity），再由上级负责人确认。',
      en: 'Somebody with the role identity-reader asks first (erase-identity), then a leader confirms.'
    }
  },
  'erasure-same-person': {
    status: 403,
    title: { zh: '申请人不得自行确认', en: 'Whoever asked cannot confirm' },
    detail: { zh: '须由另一人确认。', en: 'Another person must confirm.' }
  },
  'erasure-from-above': {
    status: 403,
    title: { zh: '须由上级单位负责人确认', en: 'Only a leader of a unit above confirms' },
    detail: {
      zh: '该信访件由单位 {unit} 办理，须由其上级单位的负责人确认。',
      en: 'Unit {unit} handles the case; a leader of a unit above it must confirm.'
    }
  }
} satisfies Wordings
