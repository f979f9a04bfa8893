/** Finds the ends of texts and tags in a piece of XML that may be cut anywhere. */

/** The end of the text that can be passed on: the end of a piece may cut an entity or a line end. */
export function wholeText(all: string, from: number): number {
  const entity = all.lastIndexOf('&')
  const end = entity >= from && all.indexOf(';', entity) < 0 ? entity : all.length
  return all.charCodeAt(end - 1) === 13 ? end - 1 : end
}

export function after(all: string, end: string, from: number): number {
  const at = all.indexOf(end, from)
  return at < 0 ? -1 : at + end.length
}

/** The `>` of a tag; one within quotation marks is part of a value. */
export function endOfTag(all: string, at: number): number {
  let end = all.indexOf('>', at)
  let from = at
  while (end >= 0) {
    const quote = openQuote(all, from, end)
    if (quote === undefined) return end
    const close = all.indexOf(quote.sign, quote.at + 1)
    if (close < 0) return -1
    from = close + 1
    end = all.indexOf('>', from)
  }
  return -1
}

/** A quotation mark that is not closed before `to`. */
function openQuote(all: string, from: number, to: number): { sign: string; at: number } | undefined {
  for (let at = from; at < to; at += 1) {
    const sign = all[at] as string
    if (sign !== '"' && sign !== "'") continue
    const close = all.indexOf(sign, at + 1)
    if (close < 0 || close > to) return { sign, at }
    at = close
  }
  return undefined
}
