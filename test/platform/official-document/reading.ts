import { strFromU8, unzipSync } from 'fflate'
import { type OfficialDocument, officialDocument } from '../../../src/platform/official-document/index.ts'

/** A plain notice; what a test is about is put over it. */
export function notice(about: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    issuer: '吉林省民政厅',
    number: '吉民通报〔2026〕1号',
    title: '关于社会救助监督检查情况的通报',
    addressees: '各市（州）民政局',
    body: [{ text: '现将有关情况通报如下。' }],
    signature: '吉林省民政厅',
    date: '2026-11-22',
    ...about
  }
}

/** The parts of a .docx by their paths. */
export function unpacked(file: Buffer): Record<string, string> {
  const parts = Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)])
  return Object.fromEntries(parts)
}

/** A paragraph as it stands in the file. */
export interface Paragraph {
  text: string
  xml: string
}

export async function written(about: Partial<OfficialDocument> = {}) {
  const parts = unpacked(await officialDocument(notice(about)))
  const xml = parts['word/document.xml'] as string
  return { parts, xml, paragraphs: paragraphsOf(xml), texts: textsOf(xml) }
}

export function paragraphsOf(xml: string): Paragraph[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([found]) => ({
    xml: found,
    text: [...found.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => spoken(text)).join('')
  }))
}

/** The texts of the paragraphs that have any, in their order. */
export function textsOf(xml: string): string[] {
  return paragraphsOf(xml).flatMap(({ text }) => (text === '' ? [] : [text]))
}

function spoken(text = ''): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Whether every element is closed in its turn, and nothing stands in the text that may not. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = []
  const rest = xml.replace(
    /<\?[^>]*\?>|<(\/?)([\w:]+)(?: [\w:]+="[^"<]*")*(\/?)>/g,
    (_tag, ends, name, empty) => {
      if (name === undefined || empty === '/') return ''
      if (ends === '/') return open.pop() === name ? '' : '<'
      open.push(name)
      return ''
    }
  )
  return open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt|quot|apos);)|[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(rest)
}
