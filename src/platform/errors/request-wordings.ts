import type { Wordings } from './refusal.ts'

/** The refusals of a request that is wrong in its form, whatever it asks for. */
export const requestWordings = {
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
  'headers-too-large': { status: 431, title: { zh: '请求头过大', en: 'The headers are too large' } }
} satisfies Wordings
