/** The keys of an object that has only the keys of its type. `Object.keys` types them as `string[]`. */
export function keysOf<T extends object>(all: T): (keyof T & string)[] {
  return Object.keys(all) as (keyof T & string)[]
}
