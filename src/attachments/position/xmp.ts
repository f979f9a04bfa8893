import { NotUnderstood, type Patch } from './patches.ts'

// XMP is XML in a file: a property is an attribute or an element. Its prefix is free, so only names count.

/** The longest value that is looked for: those of cameras have some 30 characters. */
export const LONGEST = 2000

const property =
  /(?:G(?:PS|ps)[A-Z][A-Za-z]{2,40}|[Ll]atitude|[Ll]ongt?itude)(?:\s*=\s*(["'])|(?:\s[^<>]{0,200})?>)/g
/** What no text of XMP has: the value goes on in another segment of the file. */
const control = /[^\t\n\r\x20-\xff]/

/**
 * Puts spaces for the position in a text that begins at `start` of its file. One character is one byte.
 *
 * @throws NotUnderstood
 */
export function withoutPlace(text: string, start: number, most = text.length): Patch[] {
  const patches: Patch[] = []
  for (const found of text.matchAll(property)) {
    if (found.index >= most) break
    const from = found.index + found[0].length
    const value = text.slice(from, from + LONGEST)
    const length = value.indexOf(found[1] ?? '<')
    if (length < 0 || control.test(value.slice(0, length))) {
      throw new NotUnderstood('a property of a position has no end')
    }
    if (value.slice(0, length).trim() !== '') {
      patches.push({ at: start + from, bytes: Buffer.alloc(length, ' ') })
    }
  }
  return patches
}
