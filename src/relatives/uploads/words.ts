/** A word of a cell without blanks. */
export function bareWord(word: string): string {
  return word.replaceAll(/\s/g, '')
}
