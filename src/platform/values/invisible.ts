/** Characters of the category letter that show nothing. */
const fillers = '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0'

/**
 * Characters that a reader cannot see: control characters, line breaks, characters without a width, and those
 * that change the direction of writing. In a name or a number they make two different values look the same,
 * or a file name seem to end in another extension. Private-use characters stay, because rare Chinese
 * characters in names are among them. Variation selectors stay, because they choose the form of a character.
 */
const invisible = `[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}${fillers}]`
const one = new RegExp(invisible, 'u')
const all = new RegExp(invisible, 'gu')

export function hasInvisible(text: string): boolean {
  return one.test(text)
}

export function withoutInvisible(text: string): string {
  return text.replace(all, '')
}
