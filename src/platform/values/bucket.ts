/** A bucket of an S3-compatible store, and the place in it that is ours. */
export interface Bucket {
  name: string
  /** What stands before the name of each object: empty, or ends with a slash. */
  prefix: string
  /** The server; undefined where the bucket lies at Amazon. */
  endpoint: string | undefined
  region: string
}

const REGION = 'us-east-1'
const FORM = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9._/-]*))?(?:\?(.*))?$/

/** Reads `s3://bucket/prefix?endpoint=https://host:port&region=name`; undefined if it is not written so. */
export function bucketIn(text: string): Bucket | undefined {
  const [, name, folder = '', asked = ''] = FORM.exec(text) ?? []
  if (name === undefined) return undefined
  const query = new URLSearchParams(asked)
  const endpoint = query.get('endpoint') ?? undefined
  const isOurs = [...query.keys()].every((key) => key === 'endpoint' || key === 'region')
  if (!isOurs || (endpoint !== undefined && !isServer(endpoint))) return undefined
  const prefix = folder.replace(/\/+$/, '')
  return {
    name,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint,
    region: query.get('region') ?? REGION
  }
}

/** Credentials in the address would appear in error messages of the client. */
function isServer(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
