import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { refuse } from '../../platform/errors/wordings.ts'

const script = 'text/javascript; charset=utf-8'

/** The types of the files of the page, by their names. */
const types: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'overview.css': 'text/css; charset=utf-8',
  'overview.js': script,
  'api.js': script,
  'elements.js': script,
  'late.js': script,
  'sign-in.js': script,
  'tree.js': script,
  'words.js': script,
  'oauth4webapi.js': script
}

/** A file of the page. The library that speaks to the issuer is in its package, or copied into the bundle. */
function placeOf(name: string): URL {
  const own = new URL(`./overview/${name}`, import.meta.url)
  return existsSync(own) ? own : new URL(import.meta.resolve('oauth4webapi'))
}

/**
 * A file of the page by its address below `/overview/`, and its type.
 *
 * @throws not-found
 */
export async function fileAt(url: string): Promise<{ type: string; bytes: Buffer }> {
  const path = url.split('?', 1)[0]?.slice('/overview/'.length) ?? ''
  const name = path === '' ? 'index.html' : path
  const type = Object.hasOwn(types, name) ? types[name] : undefined
  if (type === undefined) throw refuse('not-found')
  return { type, bytes: await readFile(placeOf(name)) }
}
