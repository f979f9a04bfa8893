import { roles } from '../access/permissions.ts'
import { refusals, type Wordings } from './refusal.ts'
import { requestWordings } from './request-wordings.ts'

/** The refusals that any route may give. Rooms add their own. */
export const wordings = {
  ...requestWordings,
  'token-missing': { status: 401, title: { zh: '缺少访问令牌', en: 'The access token is missing' } },
  'token-invalid': {
    status: 401,
    title: { zh: '访问令牌无效', en: 'The access token is not valid' },
    detail: {
      zh: '令牌未通过校验：{reason}。请重新登录取得令牌。',
      en: 'The token was refused: {reason}. Sign in again to get a new one.'
    }
  },
  'token-expired': { status: 401, title: { zh: '访问令牌已过期', en: 'The access token has expired' } },
  'role-missing': {
    status: 403,
    title: { zh: '缺少所需角色', en: 'You do not have the role that this needs' },
    detail: {
      zh: '本操作需要以下角色之一：{roles:role}。如确有需要，请管理员授予。',
      en: 'This needs one of the following roles: {roles:role}. Ask your administrator for it if you need it.'
    }
  },
  'top-unit-only': {
    status: 403,
    title: { zh: '仅限最上级单位', en: 'Only for the unit at the top' },
    detail: {
      zh: '本操作涉及整个系统，仅限最上级单位的人员。',
      en: 'This touches the whole system and is kept to people of the unit at the top of the tree.'
    }
  },
  'not-found': { status: 404, title: { zh: '不存在或无权查看', en: 'It does not exist, or not for you' } },
  'idempotency-in-progress': {
    status: 409,
    title: { zh: '同一幂等键的请求仍在处理', en: 'A request with this Idempotency-Key is still running' }
  },
  'version-stale': {
    status: 412,
    title: { zh: '记录已被他人修改', en: 'The record has changed meanwhile' },
    detail: {
      zh: '请重新读取后再修改；现版本为 {current}。',
      en: 'Read it again before you change it; its version is now {current}.'
    }
  },
  'idempotency-mismatch': {
    status: 422,
    title: { zh: '幂等键已用于另一请求', en: 'This Idempotency-Key was used for another request' }
  },
  'seed-missing': {
    status: 422,
    title: { zh: '注明了种子来源但未给出种子', en: 'A source is named for a seed that is not given' }
  },
  'not-storable': {
    status: 422,
    title: { zh: '内容含有无法保存的值', en: 'A value cannot be stored' }
  },
  'conflicting-change': {
    status: 409,
    title: { zh: '与现有数据冲突', en: 'This conflicts with what is on record' }
  },
  'precondition-required': {
    status: 428,
    title: { zh: '须带 If-Match', en: 'If-Match is required' },
    detail: {
      zh: '请先读取记录，并以其 ETag 作为 If-Match。',
      en: 'Read the record first and send its ETag as If-Match.'
    }
  },
  'rate-limited': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  'queue-full': {
    status: 429,
    title: { zh: '本单位未完成的操作过多', en: 'The unit has too many operations that have not ended' },
    detail: {
      zh: '一个单位最多有{most}项未完成的操作，请待其中一项完成后再提交。',
      en: 'One unit may have {most} operations that have not ended. Wait until one of them has.'
    }
  },
  'upload-interrupted': {
    status: 503,
    title: {
      zh: '读取文件时服务重新启动，未写入任何内容，请重新上传',
      en: 'The service was restarted while it read the file. Nothing was written; send it again'
    }
  },
  'internal-error': {
    status: 500,
    title: { zh: '服务内部错误', en: 'Something went wrong here' },
    detail: {
      zh: '错误已记入日志，请将 requestId 告知管理员。',
      en: 'It is in the log; tell the operator the requestId.'
    }
  },
  'database-unavailable': {
    status: 503,
    title: { zh: '数据库暂不可用', en: 'The database is not available right now' }
  },
  'issuer-unavailable': {
    status: 503,
    title: { zh: '身份认证服务暂不可用', en: 'The token issuer cannot be reached right now' }
  },
  overloaded: { status: 503, title: { zh: '服务繁忙，请稍后再试', en: 'The service is busy; try again' } },
  'streams-busy': {
    status: 503,
    title: { zh: '上传和下载过多，请稍后再试', en: 'Too many uploads and downloads at once; try again' },
    detail: {
      zh: '同一人员最多同时进行两项上传或下载，同一单位最多三项；请待其中一项结束后再试。',
      en: 'One person may have two uploads and downloads under way, one unit three. Wait until one has ended.'
    }
  },
  'spool-full': {
    status: 503,
    title: { zh: '暂存空间不足，请稍后再试', en: 'There is no room for the upload right now; try again' }
  },
  draining: { status: 503, title: { zh: '服务正在停止，请重试', en: 'The service is stopping; try again' } }
} satisfies Wordings

export const refuse = refusals(wordings, { role: roles })
