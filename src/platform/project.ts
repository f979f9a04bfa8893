import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

const root = pathToFileURL(findPackageJSON('.', import.meta.url) as string)

/** A file or folder of the project, wherever in it the code lies that asks: in `src` or in `dist`. */
export function inProject(path: string): URL {
  return new URL(path, root)
}
