import type { Api } from './connect.ts'
import { dataOf } from './results.ts'
import type { paths } from './schema.ts'

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Page } } } }
}
  ? Page
  : never

/** The paths of lists that are read page by page. */
export type ListPath = {
  [Path in keyof paths]: Answer<Path> extends { items: unknown[]; nextCursor: string | null } ? Path : never
}[keyof paths]

/** A record of a list. */
export type Item<Path extends ListPath> = Answer<Path> extends { items: (infer One)[] } ? One : never

type Parameters<Path extends ListPath> = paths[Path] extends { get: { parameters: infer P } }
  ? Omit<P, 'header' | 'cookie'>
  : never

/**
 * All records of a list, page after page, with the filters of `params.query`. The next page is requested when
 * the records of the last one are used up.
 *
 * @throws Refusal
 */
export function items(api: Api) {
  return async function* <Path extends ListPath>(
    path: Path,
    params?: Partial<Parameters<Path>>,
    signal?: AbortSignal
  ): AsyncGenerator<Item<Path>, void> {
    // What the compiler cannot follow: that a path of `ListPath` is one of a GET with these parameters.
    const get = api.GET as unknown as Get<Item<Path>>
    const given: { path?: unknown; query?: object } = params ?? {}
    let cursor: string | null = null
    do {
      const query: object = { ...given.query, ...(cursor !== null && { cursor }) }
      const page: Page<Item<Path>> = dataOf(
        await get(path, { params: { ...given, query }, ...(signal && { signal }) })
      )
      yield* page.items
      cursor = page.nextCursor
    } while (cursor !== null)
  }
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

type Get<T> = (
  path: string,
  options: object
) => Promise<{ data?: Page<T>; error?: unknown; response: Response }>
