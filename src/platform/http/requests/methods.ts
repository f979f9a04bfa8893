import type { App } from '../app.ts'

/** The methods of the routes that match a path, for an address that is known with another method. */
export function knownMethods(app: App): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    const source = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace('*', '.*')))
    routes.push({ pattern: new RegExp(`^${source.join('/')}$`), methods: [method].flat() })
  })
  return (path) => {
    const found = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
    return [...new Set(found)].sort()
  }
}
