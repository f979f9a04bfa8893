/** Letters by their category, but seen as nothing. */
const fillers = '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0'

/**
 * Characters that a reader cannot see: control characters, line breaks, characters without a width, and those
 * that change the direction of writing. In a name or a number they make two different values look the same,
 * or a file name end in another extension than shown. Private characters stay: rare Chinese characters of
 * names are such. Variation selectors stay: they choose the form of a character.
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
