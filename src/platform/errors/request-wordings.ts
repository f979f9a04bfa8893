import type { Wordings } from './refusal.ts'

/** Refusals of malformed requests, on any route. */
export const requestWordings = {
  'malformed-json': {
    status: 400,
    title: { zh: '请求体不是有效的 JSON', en: 'The request body is not valid JSON' },
    detail: {
      zh: '请检查括号、引号和逗号后重新发送。',
      en: 'Check brackets, quotation marks and commas, and send it again.'
    }
  },
  'encoding-broken': {
    status: 400,
    title: { zh: '请求体不是有效的 UTF-8 编码', en: 'The request body is not valid UTF-8' },
    detail: {
      zh: '请将内容转换为 UTF-8 编码后重新发送。',
      en: 'Convert the content to UTF-8 and send it again.'
    }
  },
  'too-deep': {
    status: 400,
    title: {
      zh: '请求体嵌套过深或内容过多',
      en: 'The request body is nested too deeply or has too many values'
    },
    detail: {
      zh: 'JSON 最多嵌套{depth}层、含{nodes}个值；请拆分为多个请求。',
      en: 'JSON may be nested {depth} levels deep and contain {nodes} values. Split it into several requests.'
    }
  },
  'validation-failed': {
    status: 400,
    title: { zh: '请求不符合接口约定', en: 'The request does not match the API description' },
    detail: {
      zh: '共有{count}处不符，请按逐项错误更正。',
      en: '{count} place(s) do not match. Correct those listed under `errors`.'
    }
  },
  'host-missing': {
    status: 400,
    title: { zh: '缺少 Host 请求头', en: 'The Host header is missing' },
    detail: { zh: '请在请求中加上 Host 请求头。', en: 'Add the Host header to the request.' }
  },
  'bad-request': {
    status: 400,
    title: { zh: '请求无法理解', en: 'The request cannot be understood' },
    detail: { zh: '请检查请求的地址、请求头和内容。', en: 'Check the address, the headers and the body.' }
  },
  'bad-cursor': {
    status: 400,
    title: { zh: '翻页游标无效', en: 'The cursor is not valid' },
    detail: {
      zh: '请使用您上一次查询返回的游标，且不改变其他查询条件。',
      en: 'Use the cursor that your previous answer returned, with the same filters.'
    }
  },
  'bad-idempotency-key': {
    status: 400,
    title: { zh: '幂等键无效', en: 'The Idempotency-Key is not valid' },
    detail: { zh: '应为1至255个可见 ASCII 字符。', en: 'Use 1 to 255 visible ASCII characters.' }
  },
  'method-not-allowed': {
    status: 405,
    title: { zh: '该地址不支持此方法', en: 'This address does not support the method' },
    detail: { zh: '可用的方法：{allowed}。', en: 'Methods that it supports: {allowed}.' }
  },
  'request-timeout': {
    status: 408,
    title: { zh: '请求未在时限内送达', en: 'The request did not arrive in time' },
    detail: { zh: '请检查网络后重新发送。', en: 'Check the network and send it again.' }
  },
  'too-slow': {
    status: 408,
    title: { zh: '请求体传送过慢', en: 'The request body arrives too slowly' },
    detail: {
      zh: '连接速度低于服务允许的最低速度，请换用较快的网络后重新上传。',
      en: 'The connection is slower than this service allows. Send the request again over a faster one.'
    }
  },
  'body-too-large': {
    status: 413,
    title: { zh: '请求体过大', en: 'The request body is too large' },
    detail: {
      zh: '请减少内容，或拆分为多个请求。',
      en: 'Send less content, or split it into several requests.'
    }
  },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'This content type is not supported here' },
    detail: {
      zh: '请按接口文档注明的内容类型发送。',
      en: 'Send one of the content types that the API description names.'
    }
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
      zh: '请不经压缩发送请求体，不带 Content-Encoding。',
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
  'headers-too-large': {
    status: 431,
    title: { zh: '请求头过大', en: 'The request headers are too large' },
    detail: { zh: '请减少请求头的内容。', en: 'Send fewer or shorter headers.' }
  }
} satisfies Wordings
