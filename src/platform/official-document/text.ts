/** Characters that XML 1.0 does not allow. */
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g

/** A text in one line. */
export function plain(text: string): string {
  return linesOf(text).join(' ')
}

/** The paragraphs of a text, without the blanks that people use to indent and separate them. */
export function linesOf(text: string): string[] {
  return text
    .toWellFormed()
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', ' ').replace(unspeakable, '').trim())
    .filter((line) => line !== '')
}

/** The width of a text in characters; a character that is not Chinese counts as half. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u0000-\u02ff]/.test(sign) ? 0.5 : 1), 0)
}

/** 7.3.5.4: year, month and day in Arabic numerals, without leading zeros. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/**
 * 7.3.1: a title on as few lines as possible, of about equal length and divided between words. The line
 * breaks of a title take precedence.
 */
export function titleLines(title: string, most: number): string[] {
  const own = linesOf(title)
  const [only = ''] = own
  const count = Math.ceil(widthOf(only) / most)
  if (own.length > 1 || count < 2) return own
  const target = widthOf(only) / count
  const lines = ['']
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(only)) {
    const last = lines.at(-1) as string
    const isFull = last !== '' && widthOf(last + segment) > (lines.length < count ? target + 1 : most)
    if (isFull && !/^[、，。：；）》〉」』”’]/.test(segment)) lines.push(segment)
    else lines[lines.length - 1] = last + segment
  }
  return lines.map((line) => line.trim())
}
