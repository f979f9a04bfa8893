import { BlockList, isIP } from 'node:net'

/** Networks in CIDR notation, separated by commas; undefined where one cannot be read. */
export function networksIn(text: string): BlockList | undefined {
  const networks = new BlockList()
  for (const one of text.split(',').map((part) => part.trim())) {
    if (one === '') continue
    const [, address = '', length = ''] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(one) ?? []
    const family = isIP(address)
    if (family === 0 || Number(length) > (family === 4 ? 32 : 128)) return undefined
    networks.addSubnet(address, Number(length), family === 4 ? 'ipv4' : 'ipv6')
  }
  return networks
}
