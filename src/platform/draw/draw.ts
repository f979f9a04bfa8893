import { createHash } from 'node:crypto'

/**
 * The draw "sha256-rank-1", for anyone who wants to recompute one. This file only hashes and sorts; `npm run
 * -s verify-draw` needs nothing else.
 */
export const ALGORITHM = 'sha256-rank-1'

/** The frame as the text that is hashed: codes in ascending byte order, each ended by a line feed. */
export function frameText(codes: readonly string[]): string {
  return codes
    .toSorted(byBytes)
    .map((code) => `${code}\n`)
    .join('')
}

export function codesIn(frame: string): string[] {
  return frame.split('\n').slice(0, -1)
}

/** SHA-256 of a text in UTF-8, in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/**
 * All candidates in the order of the draw: by SHA-256 of `seed:code`, ties by code. The first `required`
 * are selected, the next ones are the substitutes.
 */
export function ranking(codes: readonly string[], seed: string): string[] {
  return codes
    .map((code) => ({ code, key: sha256(`${seed}:${code}`) }))
    .sort((a, b) => byBytes(a.key, b.key) || byBytes(a.code, b.code))
    .map(({ code }) => code)
}

/** Order of the UTF-8 bytes, which differs from JavaScript's own order beyond the basic plane. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}
