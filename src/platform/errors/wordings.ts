import { refusals, type Wordings } from './refusal.ts'

/** The refusals that any route may give. Rooms add their own. */
export const wordings = {
  'malformed-json': {
    status: 400,
    title: { zh: '请求体不是有效的 JSON', en: 'The body is not valid JSON' }
  },
  'encoding-broken': {
    status: 400,
    title: { zh: '请求体不是有效的 UTF-8 编码', en: 'The body is not valid UTF-8' },
    detail: {
      zh: '请将内容转换为 UTF-8 编码后重新发送。',
      en: 'Convert the content to UTF-8 and send it again.'
    }
  },
  'too-deep': {
    status: 400,
    title: { zh: '请求体嵌套过深或内容过多', en: 'The body is nested too deeply or has too many values' },
    detail: {
      zh: 'JSON 最多嵌套{depth}层、含{nodes}个值；请拆分为多个请求。',
      en: 'JSON may be nested {depth} levels deep and have {nodes} values. Split it into several requests.'
    }
  },
  'validation-failed': {
    status: 400,
    title: { zh: '请求不符合接口约定', en: 'The request does not fit the contract' },
    detail: { zh: '共有 {count} 处不符，见 errors。', en: '{count} place(s) do not fit; see errors.' }
  },
  'host-missing': {
    status: 400,
    title: { zh: '缺少 Host 请求头', en: 'The Host header is missing' }
  },
  'bad-request': { status: 400, title: { zh: '请求无法理解', en: 'The request cannot be understood' } },
  'bad-cursor': {
    status: 400,
    title: { zh: '翻页游标无效', en: 'The cursor is not valid' },
    detail: {
      zh: '请使用上一页返回的 nextCursor，且不改变其他查询条件。',
      en: 'Use the nextCursor of the page before, with the same filters.'
    }
  },
  'bad-idempotency-key': {
    status: 400,
    title: { zh: '幂等键无效', en: 'The Idempotency-Key is not valid' },
    detail: { zh: '须为 1 至 255 个可见 ASCII 字符。', en: 'It takes 1 to 255 visible ASCII characters.' }
  },
  'token-missing': { status: 401, title: { zh: '缺少访问令牌', en: 'The access token is missing' } },
  'token-invalid': {
    status: 401,
    title: { zh: '访问令牌无效', en: 'The access token is not valid' },
    detail: { zh: '令牌未通过校验：{reason}。', en: 'The token did not pass: {reason}.' }
  },
  'token-expired': { status: 401, title: { zh: '访问令牌已过期', en: 'The access token has expired' } },
  'role-missing': {
    status: 403,
    title: { zh: '缺少所需角色', en: 'A role is missing' },
    detail: { zh: '本操作需要以下角色之一：{roles}。', en: 'This needs one of the roles: {roles}.' }
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
  'method-not-allowed': {
    status: 405,
    title: { zh: '该地址不支持此方法', en: 'The method is not allowed at this address' },
    detail: { zh: '可用的方法：{allowed}。', en: 'The allowed methods are: {allowed}.' }
  },
  'request-timeout': {
    status: 408,
    title: { zh: '请求未在时限内送达', en: 'The request came in too slowly' }
  },
  'too-slow': {
    status: 408,
    title: { zh: '请求体传送过慢', en: 'The body came in too slowly' },
    detail: {
      zh: '连接速度低于服务允许的最低速度，请换用较快的网络后重新上传。',
      en: 'The connection is slower than this service allows. Send it again over a faster one.'
    }
  },
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
  'body-too-large': { status: 413, title: { zh: '请求体过大', en: 'The body is too large' } },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'This content type is not taken here' }
  },
  'unsupported-charset': {
    status: 415,
    title: { zh: '不支持的字符编码', en: 'This charset is not supported' },
    detail: {
      zh: '不支持 {charset}；请以 UTF-8 编码发送，并注明 charset=utf-8 或不注明。',
      en: '{charset} is not supported. Send UTF-8, with charset=utf-8 or without a charset.'
    }
  },
  'unsupported-content-encoding': {
    status: 415,
    title: { zh: '不支持的内容编码', en: 'This content encoding is not supported' },
    detail: {
      zh: '请求体须不经压缩发送，不带 Content-Encoding。',
      en: 'Send the body uncompressed, without Content-Encoding.'
    }
  },
  'unsupported-expectation': {
    status: 417,
    title: { zh: '不支持的 Expect 请求头', en: 'This Expect header is not supported' },
    detail: {
      zh: '仅支持 Expect: 100-continue，或不带该请求头。',
      en: 'Send Expect: 100-continue, or leave the header out.'
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
  'headers-too-large': { status: 431, title: { zh: '请求头过大', en: 'The headers are too large' } },
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

export const refuse = refusals(wordings)
