import { projectVersion } from '../project.ts'

/**
 * Headers of every answer: the version of the API, and for browsers that nothing is a page, and that nothing
 * may be framed, cached or sniffed. One constant, because every answer has them; a route may override it.
 */
export const commonHeaders = {
  'api-version': projectVersion(),
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none'
}
