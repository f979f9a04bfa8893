/** The lists of words by which a text that is to be shown is checked. They are data: see `publicWords`. */
export interface Words {
  /** Words about health, in a header or a cell. */
  health: readonly string[]
  /** Headers of columns that are never shown. */
  forbiddenHeaders: readonly string[]
  /** Headers under which a long number is an account. */
  accountHeaders: readonly string[]
  /** Words that end a house number. */
  addressWords: readonly string[]
  /** Headers of columns with names. */
  nameHeaders: readonly string[]
  /** Short telephone numbers of the whole country. */
  hotlines: readonly string[]
  compoundSurnames: readonly string[]
}
