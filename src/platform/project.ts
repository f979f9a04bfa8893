import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

const root = pathToFileURL(findPackageJSON('.', import.meta.url) as string)

/** A file or folder of the project, wherever in it the code lies that asks: in `src` or in `dist`. */
export function inProject(path: string): URL {
  return new URL(path, root)
}

/** The version in `package.json`. */
export function projectVersion(): string {
  const { version } = JSON.parse(readFileSync(root, 'utf8')) as { version: string }
  return version
}
