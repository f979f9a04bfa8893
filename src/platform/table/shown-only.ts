/**
 * The end of the header of a column that our downloads only show. An upload skips such a column without a
 * note.
 */
export const SHOWN_ONLY = { zh: '（仅供查看）', en: ' (for display)' } as const
