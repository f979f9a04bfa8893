import type { OfficialDocument } from './document.ts'

/**
 * The document as a .docx, laid out by GB/T 9704-2012. The same description always gives the same bytes.
 * The fonts are named, not embedded: it looks as it should where they are installed.
 */
export async function officialDocument(document: OfficialDocument): Promise<Buffer> {
  // Only now: what writes .docx takes memory that a service which writes none does not need.
  const { lay } = await import('./layout.ts')
  return lay(document)
}
