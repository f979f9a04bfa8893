/** A part of a file: the first byte, and the one after the last. */
export interface Part {
  from: number
  to: number
}

/**
 * The part of a file that a request asks for (RFC 9110, 14); `whole` without a range, or with one that is not
 * understood or names several parts; `outside` where it lies beyond the file. `If-Range` names the version
 * that the caller has a part of: of another one they get the whole.
 */
export function partOf(
  { range, 'if-range': ifRange }: { range?: string | undefined; 'if-range'?: string | undefined },
  size: number,
  etag: string
): Part | 'whole' | 'outside' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '') ?? []
  if ((first === '' && last === '') || (ifRange !== undefined && ifRange.trim() !== etag)) return 'whole'
  if (first === '') {
    const length = Number(last)
    return length === 0 ? 'outside' : { from: Math.max(0, size - length), to: size }
  }
  const from = Number(first)
  const to = last === '' ? size : Math.min(size, Number(last) + 1)
  if (last !== '' && Number(last) < from) return 'whole'
  return from >= size ? 'outside' : { from, to }
}
