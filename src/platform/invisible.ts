/**
 * Signs that nobody sees: control characters, line breaks, signs without a width, and those that turn the
 * direction of writing. A name that holds one looks like another name. Private characters stay: rare Chinese
 * characters of names are such.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

export function hasInvisible(text: string): boolean {
  return invisible.test(text)
}
