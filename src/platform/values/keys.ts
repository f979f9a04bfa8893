/** The keys of an object that has no others than its type says. `Object.keys` calls them `string[]`. */
export function keysOf<T extends object>(all: T): (keyof T & string)[] {
  return Object.keys(all) as (keyof T & string)[]
}
