import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'webhook-not-found': {
    status: 404,
    title: { zh: '推送地址不存在或无权查看', en: 'The webhook does not exist or is not visible to you' }
  },
  'webhook-delivery-not-found': {
    status: 404,
    title: { zh: '推送记录不存在或无权查看', en: 'The delivery does not exist or is not visible to you' }
  },
  'webhook-of-others': {
    status: 403,
    title: { zh: '推送地址由其他账号设置', en: 'The webhook belongs to another account' },
    detail: {
      zh: '只有设置该推送地址的账号可以变更、测试或者查看推送记录；管理员可以查看其状态并删除。',
      en:
        'Only the account that made the webhook may change it, test it or read its deliveries. An ' +
        'administrator may see its state, and delete it.'
    }
  },
  'webhook-address-bad': {
    status: 422,
    title: { zh: '推送地址有误', en: 'The address of the webhook is not right' },
    detail: {
      zh: '请填写安全协议的完整网址，不带用户名、密码和井号之后的部分。未加密的地址须由运维人员列入允许的主机。',
      en:
        'Give a whole address that begins with https://, without a user, a password, or a part after #. ' +
        'An address without encryption needs a host that the operator has allowed.'
    }
  },
  'webhook-address-private': {
    status: 422,
    title: { zh: '推送地址属于内部网络', en: 'The address of the webhook is inside a network' },
    detail: {
      zh: '不向内部、本机、链路本地或组播地址推送。内网系统的地址请运维人员列入允许的网段或主机。',
      en:
        'Nothing is sent to private, local, link-local or multicast addresses. For a system in the ' +
        'intranet, ask the operator to allow its network or its host.'
    }
  },
  'webhook-type-unknown': {
    status: 422,
    title: { zh: '没有这一事件名称', en: 'There is no event of this name' },
    detail: {
      zh: '请填写字典中可读取的事件名称，或者不填，推送全部事件。',
      en: 'Give names of events from the dictionary that can be read, or none for all events.'
    }
  },
  'webhook-exists': {
    status: 409,
    title: { zh: '该地址已设置推送', en: 'There is a webhook with this address already' },
    detail: {
      zh: '同一账号对同一地址只设一个推送。请变更原有的推送；密钥遗失的，请更换密钥。',
      en:
        'An account has one webhook for an address. Change the one that exists; where its secret is lost, ' +
        'rotate it.'
    },
    constraint: 'webhook_address_key'
  },
  'webhooks-too-many': {
    status: 409,
    title: { zh: '推送地址过多', en: 'There are too many webhooks' },
    detail: {
      zh: '一个账号最多设置{most}个推送地址，请先删除不用的。',
      en: 'An account has {most} webhooks at most. Delete one that is not used.'
    }
  },
  'webhook-unit-ended': {
    status: 409,
    title: { zh: '账号所属单位已撤销', en: 'The unit of the account has ended' },
    detail: {
      zh: '请以承接单位的账号重新设置推送地址。',
      en: 'Make a webhook with an account of the successor.'
    }
  },
  'webhook-events-expired': {
    status: 410,
    title: { zh: '尚未推送的部分事件已删除', en: 'Some events that were not sent are deleted' },
    detail: {
      zh: '事件只保留{days}天。请通过各项列表重新读取所需记录，再填写从现在开始，恢复推送。',
      en:
        'Events are kept for {days} days. Read the records that you need through their lists, then resume ' +
        'with `fromNow`.'
    }
  },
  'webhook-event-deleted': {
    status: 410,
    title: { zh: '事件已删除', en: 'The event is deleted' },
    detail: {
      zh: '超过保存期限的事件不能重新推送，请读取记录本身。',
      en: 'An event that is kept no longer cannot be sent again. Read the record itself.'
    }
  },
  'webhook-step': {
    status: 409,
    title: { zh: '推送地址当前不能办理这一步', en: 'The webhook cannot take this step now' },
    detail: { zh: '请重新读取推送地址的状态。', en: 'Read the state of the webhook again.' }
  }
} satisfies Wordings

export const labels = {
  'webhook-state': {
    active: { zh: '推送中', en: 'active' },
    paused: { zh: '已暂停', en: 'paused' }
  },
  'webhook-paused-reason': {
    asked: { zh: '账号自行暂停', en: 'paused by its account' },
    failing: { zh: '连续三天未能送达', en: 'nothing was delivered for three days' },
    gone: { zh: '接收方表示不再接收', en: 'the receiver said that it is gone' },
    'events-expired': { zh: '尚未推送的事件已删除', en: 'events that were not sent are deleted' },
    'unit-ended': { zh: '账号所属单位已撤销', en: 'the unit of the account has ended' }
  },
  'webhook-delivery-kind': {
    event: { zh: '事件', en: 'event' },
    test: { zh: '测试', en: 'test' }
  },
  'webhook-delivery-state': {
    waiting: { zh: '等待推送', en: 'waiting' },
    delivered: { zh: '已送达', en: 'delivered' },
    failed: { zh: '未送达', en: 'failed' },
    withheld: { zh: '不再推送', en: 'withheld' }
  },
  'webhook-failure': {
    status: { zh: '接收方返回错误状态', en: 'the answer had a status of failure' },
    redirect: { zh: '接收方要求转向', en: 'the answer was a redirect' },
    timeout: { zh: '超过时限', en: 'timeout' },
    address: { zh: '地址属于内部网络', en: 'address inside a network' },
    tls: { zh: '加密连接失败', en: 'encryption failed' },
    unreachable: { zh: '无法连接', en: 'unreachable' }
  },
  'webhook-step': {
    change: { zh: '变更推送地址', en: 'change the webhook' },
    test: { zh: '发送测试事件', en: 'send a test event' },
    'rotate-secret': { zh: '更换密钥', en: 'rotate the secret' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type State = keyof (typeof labels)['webhook-state']
export type PausedReason = keyof (typeof labels)['webhook-paused-reason']
export type DeliveryKind = keyof (typeof labels)['webhook-delivery-kind']
export type DeliveryState = keyof (typeof labels)['webhook-delivery-state']
export type FailureKind = keyof (typeof labels)['webhook-failure']
export const states = keysOf(labels['webhook-state'])
export const pausedReasons = keysOf(labels['webhook-paused-reason'])
export const deliveryKinds = keysOf(labels['webhook-delivery-kind'])
export const deliveryStates = keysOf(labels['webhook-delivery-state'])
export const failureKinds = keysOf(labels['webhook-failure'])
