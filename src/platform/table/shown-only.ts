/**
 * Ends the header of a column of our downloads that is only shown: an upload leaves such a column out without
 * a word.
 */
export const SHOWN_ONLY = { zh: '（仅供查看）', en: ' (for display)' } as const
