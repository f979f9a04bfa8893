import { roles } from '../access/permissions.ts'
import { accessWordings } from './access-wordings.ts'
import { refusals, type Wordings } from './refusal.ts'
import { requestWordings } from './request-wordings.ts'

/** Refusals of all routes. Rooms add their own. */
export const wordings = {
  ...requestWordings,
  ...accessWordings,
  'not-found': {
    status: 404,
    title: { zh: '不存在或无权查看', en: 'It does not exist or is not visible to you' },
    detail: { zh: '请核对地址和标识。', en: 'Check the address and the identifier.' }
  },
  'source-exists': {
    status: 409,
    title: {
      zh: '该来源编号已有记录',
      en: 'A record with this source reference exists already'
    },
    detail: {
      zh: '同一来源系统的同一编号只登记一次。请使用已有的记录。',
      en: 'The same reference of a system is recorded once. Use the record that exists.'
    }
  },
  'idempotency-in-progress': {
    status: 409,
    title: { zh: '同一幂等键的请求仍在处理', en: 'A request with this Idempotency-Key is still in progress' },
    detail: {
      zh: '请稍后以同一幂等键重试，以取得其结果。',
      en: 'Try again in a moment with the same key to get its answer.'
    }
  },
  'events-expired': {
    status: 410,
    title: { zh: '游标之后的部分事件已删除', en: 'Some events after the cursor have been deleted' },
    detail: {
      zh: '事件只保留{days}天。请通过各项列表重新读取所需记录，再不带游标读取事件。',
      en:
        'Events are kept for {days} days. Read the records that you need through their lists again, and ' +
        'then the events without a cursor.'
    }
  },
  'version-stale': {
    status: 412,
    title: { zh: '记录已被他人修改', en: 'The record has been changed by someone else' },
    detail: {
      zh: '请重新读取后再修改；现版本为{current}。',
      en: 'Read the record again before you change it. Its version is now {current}.'
    }
  },
  'idempotency-mismatch': {
    status: 422,
    title: { zh: '幂等键已用于另一请求', en: 'This Idempotency-Key was used for a different request' },
    detail: { zh: '请为新的请求使用新的幂等键。', en: 'Use a new key for a new request.' }
  },
  'seed-missing': {
    status: 422,
    title: { zh: '注明了种子来源但未给出种子', en: 'The source of a seed is given without the seed' },
    detail: { zh: '请补充种子，或删去种子来源。', en: 'Add the seed, or leave out its source.' }
  },
  'not-storable': {
    status: 422,
    title: { zh: '内容含有无法保存的值', en: 'A value cannot be stored' },
    detail: { zh: '请检查数值和日期是否超出范围。', en: 'Check whether a number or a date is out of range.' }
  },
  'conflicting-change': {
    status: 409,
    title: { zh: '与现有数据冲突', en: 'The change conflicts with existing records' },
    detail: { zh: '请重新读取相关记录后再试。', en: 'Read the records concerned again, then try again.' }
  },
  'precondition-required': {
    status: 428,
    title: { zh: '缺少 If-Match 请求头', en: 'The If-Match header is missing' },
    detail: {
      zh: '请先读取记录，并以其 ETag 作为 If-Match。',
      en: 'Read the record first and send its ETag as If-Match.'
    }
  },
  'rate-limited': {
    status: 429,
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    detail: { zh: '请稍后再试，并降低请求的频率。', en: 'Try again later, and send requests less often.' }
  },
  'queue-full': {
    status: 429,
    title: { zh: '本单位未完成的操作过多', en: 'Your unit has too many unfinished operations' },
    detail: {
      zh: '一个单位最多有{most}项未完成的操作，请待其中一项完成后再提交。',
      en: 'A unit may have at most {most} unfinished operations. Wait until one has finished.'
    }
  },
  'upload-interrupted': {
    status: 503,
    title: {
      zh: '读取文件时服务重新启动，未写入任何内容',
      en: 'The service restarted while it was reading the file; nothing was written'
    },
    detail: { zh: '请重新上传。', en: 'Upload the file again.' }
  },
  'internal-error': {
    status: 500,
    title: { zh: '服务内部错误', en: 'Internal error of the service' },
    detail: {
      zh: '错误已记入日志，请将请求编号告知管理员。',
      en: 'The error is in the log. Tell the administrator the requestId.'
    }
  },
  'database-unavailable': {
    status: 503,
    title: { zh: '数据库暂不可用', en: 'The database is temporarily unavailable' },
    detail: { zh: '请稍后再试。', en: 'Try again in a moment.' }
  },
  'issuer-unavailable': {
    status: 503,
    title: { zh: '身份认证服务暂不可用', en: 'The identity provider is temporarily unavailable' },
    detail: { zh: '请稍后再试。', en: 'Try again in a moment.' }
  },
  overloaded: {
    status: 503,
    title: { zh: '服务繁忙', en: 'The service is busy' },
    detail: { zh: '请稍后再试。', en: 'Try again in a moment.' }
  },
  'streams-busy': {
    status: 503,
    title: { zh: '上传和下载过多', en: 'Too many uploads and downloads are in progress' },
    detail: {
      zh: '同一人员最多同时进行两项上传或下载，同一单位最多三项；请待其中一项结束后再试。',
      en:
        'One person may have two uploads and downloads in progress, one unit three. Wait until one ' +
        'has finished.'
    }
  },
  'spool-full': {
    status: 503,
    title: { zh: '暂存空间不足', en: 'There is no space for the upload right now' },
    detail: { zh: '请稍后再试。', en: 'Try again in a moment.' }
  },
  draining: {
    status: 503,
    title: { zh: '服务正在停止', en: 'The service is stopping' },
    detail: { zh: '请稍后重试。', en: 'Try again in a moment.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings, { role: roles })
