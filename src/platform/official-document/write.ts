import type { OfficialDocument } from './document.ts'

/**
 * The document as a .docx, laid out by GB/T 9704-2012. The same description always gives the same bytes. The
 * fonts are named, not embedded, so the layout is exact only where they are installed.
 */
export async function officialDocument(document: OfficialDocument): Promise<Buffer> {
  // Loaded only now, because the library takes memory that a service without documents does not need.
  const { lay } = await import('./layout.ts')
  return lay(document)
}
