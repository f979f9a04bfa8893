import { BlockList, isIP } from 'node:net'
import { networksIn } from '../../platform/values/networks.ts'

// To which addresses events are sent: public ones, and what the operator allowed. A name is judged by the
// address that is connected to, because its answer may change from one question to the next.

/** What the operator allowed besides public addresses. */
export interface Allowed {
  /** Names of hosts, in small letters; `*.example.cn` for all below. */
  hosts: readonly string[]
  networks: BlockList
}

export function allowedBy(hosts: string, networks: string): Allowed {
  const names = hosts.split(',').map((host) => host.trim().toLowerCase())
  return { hosts: names.filter((host) => host !== ''), networks: networksIn(networks) ?? new BlockList() }
}

function listOf(...networks: string[]): BlockList {
  return networksIn(networks.join()) ?? new BlockList()
}

/** Networks inside an organisation. A host that is allowed by its name may be in one of them. */
const inside = listOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7')
/** This machine, links, multicast, documentation, and whatever is no address of a host. */
const special = listOf(
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Within the public addresses of IPv6: special purposes with Teredo, documentation, 6to4.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
)
/** The public addresses of IPv6. All others are special, also those that hold an address of IPv4. */
const publicV6 = listOf('2000::/3')

/** Whether an event may be sent to this address, at which `host` was found. */
export function isAllowed(address: string, host: string, allowed: Allowed): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (allowed.networks.check(address, family)) return true
  if (special.check(address, family)) return false
  if (inside.check(address, family)) return !isMapped(address, family) && isAllowedHost(host, allowed)
  return version === 4 || publicV6.check(address, family)
}

const mapped = listOf('::ffff:0:0/96')

/** An address of IPv4 in the form of IPv6. `BlockList` compares it with networks of IPv4. */
function isMapped(address: string, family: 'ipv4' | 'ipv6'): boolean {
  return family === 'ipv6' && mapped.check(address, family)
}

function isAllowedHost(host: string, { hosts }: Allowed): boolean {
  return hosts.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name))
}

/** The host of an address: a name in small letters, or an IP address without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Why nothing can be sent to an address, before its host is looked up; undefined where nothing is wrong. */
export function faultOfUrl(
  text: string,
  allowed: Allowed
): 'webhook-address-bad' | 'webhook-address-private' | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The parser takes other blanks and slashes for those that belong there, and numbers for addresses.
  if (url === undefined || !/^https?:\/\/[^\s\\#@]+$/i.test(text)) return 'webhook-address-bad'
  const host = hostOf(url)
  const isAddress = isIP(host) !== 0
  if (isAddress && !isAllowed(host, host, allowed)) return 'webhook-address-private'
  const isNamed = isAllowedHost(host, allowed)
  if (/(^|\.)localhost$/.test(host) && !isNamed) return 'webhook-address-private'
  const mayBeOpen = isNamed || (isAddress && allowed.networks.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6'))
  return url.protocol === 'https:' || mayBeOpen ? undefined : 'webhook-address-bad'
}
