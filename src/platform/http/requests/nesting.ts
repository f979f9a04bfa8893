import { refuse } from '../../errors/wordings.ts'

/** Far above any record of the contract. More would only cost time for parsing and checks. */
export const MOST_DEPTH = 20
export const MOST_NODES = 20_000

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

/**
 * Checks a JSON text before it is parsed: how deep it is nested and how many values it has (an empty list or
 * object may count twice). Whether it is JSON at all is left to the parser.
 *
 * @throws too-deep
 */
export function mustBeSimple(text: string): void {
  let depth = 0
  let nodes = 1
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) {
      at = endOfString(text, at)
      continue
    }
    // [ and {, ] and } differ in one bit only.
    const folded = sign | 0x20
    if (folded === 0x7b) {
      depth += 1
      nodes += 1
    } else if (folded === 0x7d) depth -= 1
    else if (sign === COMMA) nodes += 1
    else continue
    if (depth > MOST_DEPTH || nodes > MOST_NODES) {
      throw refuse('too-deep', { values: { depth: MOST_DEPTH, nodes: MOST_NODES } })
    }
  }
}

/** The place of the quote that ends the string which begins at `start`; the end of a text without one. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1)
  return at === -1 ? text.length : at
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0
  while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1
  return slashes % 2 === 1
}
