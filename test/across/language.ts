/** The language rules that a machine can keep: plain English, and Chinese without codes. */

/** Wordings that a reader has to decode. Each has a plainer form. */
const odd = [
  /\b(?:he|his|him|she|her)\b/i,
  /\bnobody\b[^.]*\bbut\b/i,
  /\bone who\b/i,
  /\bof what\b/i,
  /\bas good as\b/i,
  /\bbeside\b/i,
  /\banew\b/i,
  /\bin earnest\b/i,
  /\bc[ao]mes? to pass\b/i,
  /\bor not for you\b/i,
  /\bhow (?:far|bad)\b/i,
  /\bcannot be taken\b/i,
  /\bstands? (?:twice|on record)\b/i,
  /\bwhat was told\b/i
]

/** The same for what callers read; a comment may say what is so, and what somebody was told. */
const oddInTexts = [...odd, /\btold\b/i, /\bwhat is\b(?! wrong)/i, /\bwhoever\b/i, /\bputs? on record\b/i]

export function oddWords(text: string, isComment = false): string[] {
  return (isComment ? odd : oddInTexts).flatMap((one) => text.match(one)?.[0] ?? [])
}

/** The description of a field is a noun phrase, or begins with `whether`; that of an operation is sentences. */
export function isClause(description: string): boolean {
  return /^(?:what|why|how|who|whose|which|where|when|since when|of|as it)\b/i.test(description)
}

/** Names of fields are not subjects of sentences: "parentId must …", or a bare "must …". */
export function fieldAsSubject(text: string): string | undefined {
  return text.match(/^(?:must|is)\b|(?:^|[.;:] )(?:`\w+`|[a-z]+[A-Z]\w*) must\b/)?.[0]
}

/** Latin words that Chinese texts may have: formats, headers and signs that have no Chinese name. */
const latin = new Set(
  (
    'PDF OFD ODT PNG JPG HEIC MP3 AMR MP4 TXT MB SHA-256 Content-Disposition Range CSV ID RFC JSON XLSX DOCX HTML XML UTF-8 ASCII BOM NUL UUID JWT ETag GB charset gb18030 utf-8 ' +
    'Accept Authorization Content-Type Content-Encoding Expect Host If-Match If-None-Match Idempotency-Key Prefer respond-async ' +
    'Excel WPS LibreOffice OpenDocument Word xls xlsx xlsb ods TRUE FALSE true false NULL null nan N A REF X T ' +
    'TOKEN_MAX_HOURS iss aud nbf sub exp typ name unit roles continue en allowEmpty sheet living-allowance'
  ).split(' ')
)

/** Codes in a Chinese text, which should be labels. Placeholders and examples of values are no codes. */
export function codesIn(chinese: string): string[] {
  const plain = chinese
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:+]+|[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
  return [...plain.matchAll(/[A-Za-z][A-Za-z0-9_-]*/g)]
    .map(([word]) => word)
    .filter((word) => !latin.has(word))
}

/** A regular expression, or the error code of a library. */
export function isMachineText(text: string): boolean {
  return /\[0-9|\[a-z|\\d|\\S|\^\(|ERR_[A-Z]|FST_ERR/.test(text)
}

/** The names of the placeholders of a sentence. */
export function placeholdersOf(text: string): string {
  const names = [...text.matchAll(/\{(\w+)(?::[a-z-]+)?\}/g)].map(([, name]) => name)
  return [...new Set(names)].sort().join(' ')
}

export const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

/** The Chinese and the English part of a description that has both, Chinese first; either may be empty. */
export function parts(description: string): { zh: string; en: string } {
  const [first = '', second] = description.split('\n\n')
  if (second !== undefined) return { zh: first, en: second }
  if (!/^\p{Script=Han}/u.test(first)) return { zh: '', en: first }
  const end = first.lastIndexOf('。') + 1
  return end === 0 ? { zh: first, en: '' } : { zh: first.slice(0, end), en: first.slice(end) }
}

/** The comments of a source, each on one line. */
export function commentsOf(source: string): string[] {
  return [...source.matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/[^\n]*/g)].map(([text]) =>
    text.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim()
  )
}

/** The paragraphs, entries and rows of a page in Markdown, without code, addresses and quotations. */
export function passagesOf(markdown: string): string[] {
  return markdown
    .replaceAll(/```[\s\S]*?```|`[^`]*`|\]\([^)]*\)|"[^"]*"/g, '')
    .split(/\n\n|\n(?=\s*(?:[-|]|\d+\.) )/)
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
}
