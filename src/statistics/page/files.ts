import { readFile } from 'node:fs/promises'
import { refuse } from '../../platform/errors/wordings.ts'

const script = 'text/javascript; charset=utf-8'

/** The files of the page by their address below `/overview/`, each with its name and its type. */
const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '': ['index.html', 'text/html; charset=utf-8'],
  'overview.css': ['overview.css', 'text/css; charset=utf-8'],
  'overview.js': ['overview.js', script],
  'api.js': ['api.js', script],
  'elements.js': ['elements.js', script],
  'tree.js': ['tree.js', script],
  'words.js': ['words.js', script]
}

/**
 * A file of the page, and its type.
 *
 * @throws not-found
 */
export async function fileAt(url: string): Promise<{ type: string; bytes: Buffer }> {
  const path = url.split('?', 1)[0]?.slice('/overview/'.length) ?? ''
  const found = Object.hasOwn(files, path) ? files[path] : undefined
  if (found === undefined) throw refuse('not-found')
  const [name, type] = found
  return { type, bytes: await readFile(new URL(`./overview/${name}`, import.meta.url)) }
}
