import { WorkbookError } from '../sentences.ts'

const SPACE = 32

/**
 * The raw value of an attribute of a tag, by its name.
 *
 * @throws WorkbookError if the attributes are not XML
 */
export function attribute(attributes: string, name: string): string | undefined {
  let at = 0
  for (;;) {
    while (attributes.charCodeAt(at) <= SPACE) at += 1
    if (at >= attributes.length) return undefined
    const equals = attributes.indexOf('=', at)
    if (equals < 0) return unreadable()
    let open = equals + 1
    while (attributes.charCodeAt(open) <= SPACE) open += 1
    const quote = attributes[open] ?? ''
    const close = quote === '"' || quote === "'" ? attributes.indexOf(quote, open + 1) : -1
    if (close < 0) return unreadable()
    const isIt = attributes.startsWith(name, at) && attributes.slice(at + name.length, equals).trim() === ''
    if (isIt) return unescaped(attributes.slice(open + 1, close))
    at = close + 1
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** A text with its entities resolved. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&([^;&]*;?)/g, (_whole, body: string) => {
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));$/.exec(body)
    const sign = code === null ? entities[body.slice(0, -1)] : signOf(code)
    return sign !== undefined && body.endsWith(';') ? sign : unreadable()
  })
}

function signOf([, hex, decimal]: RegExpExecArray): string | undefined {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

export function unreadable(): never {
  throw new WorkbookError('workbook-unreadable')
}
