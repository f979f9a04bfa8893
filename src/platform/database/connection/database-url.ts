import pg from 'pg'

// Reads and checks the URL of a database, which may name several servers.

/** The kind of server that a URL must lead to: the one that takes writes, or one that follows it. */
export type ServerRole = 'primary' | 'standby'

const attributesOf: Record<ServerRole, readonly string[]> = {
  primary: ['read-write', 'primary'],
  standby: ['standby', 'read-only']
}

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?]*@)?)([^/?@]*)([^?]*)(?:\?(.*))?$/
const ATTRIBUTES = 'target_session_attrs'

export interface UrlParts {
  hosts: string[]
  attributes: string | undefined
  query: URLSearchParams
  /** The URL of one of the hosts, with this query. */
  with(host: string, query: URLSearchParams): string
}

export function partsOf(url: string): UrlParts | undefined {
  const found = PARTS.exec(url)
  if (found === null) return undefined
  const [, start = '', hosts = '', name = '', asked] = found
  const query = new URLSearchParams(asked)
  const attributes = query.get(ATTRIBUTES) ?? undefined
  query.delete(ATTRIBUTES)
  return {
    hosts: hosts.split(','),
    attributes,
    query,
    with: (host, query) => `${start}${host}${name}${query.size === 0 ? '' : `?${query}`}`
  }
}

/** What is wrong with a setting that names a database, in one sentence without secrets. */
export function faultOfUrl(setting: string, url: string, role: ServerRole): string | undefined {
  const parts = partsOf(url)
  const form = 'postgres://user:password@host:port/name, several hosts as host:port,host:port'
  if (parts === undefined) return `${setting} cannot be read: it is written ${form}`
  const { hosts, attributes, query } = parts
  if ([query.get('host'), query.get('port')].some((value) => value?.includes(','))) {
    return `${setting} names several hosts behind the question mark: they are written ${form}`
  }
  if (attributes !== undefined && !attributesOf[role].includes(attributes)) {
    const allowed = attributesOf[role].join(' or ')
    return `${setting} must lead to a ${role}: ${ATTRIBUTES} may be ${allowed}, and may be left out`
  }
  if (hosts.length > 1 && hosts.some((host) => /^(:\d*)?$/.test(host))) {
    return `${setting} has an empty place in its list of hosts: it is written ${form}`
  }
  const odd = hosts.findIndex((host) => !isReadable(parts.with(host, query)))
  if (odd < 0) return undefined
  const which = hosts.length === 1 ? '' : ` (host ${odd + 1} of ${hosts.length})`
  return `${setting} cannot be read${which}: it is written ${form}`
}

function isReadable(url: string): boolean {
  try {
    const { port } = new pg.Client({ connectionString: url })
    return port > 0 && port < 65_536
  } catch {
    return false
  }
}
