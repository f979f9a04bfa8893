import type { Parameter } from './parts.ts'

/** A parameter of at least so many operations becomes a shared one. */
const COMMON = 5

/**
 * Parameters that many operations have in common as components: the headers always, others where enough
 * operations have them in the very same form.
 */
export class SharedParameters {
  readonly #uses = new Map<string, number>()
  readonly #shared: Record<string, Parameter> = {}

  constructor(all: Iterable<Parameter>) {
    for (const one of all) {
      const form = JSON.stringify(one)
      this.#uses.set(form, (this.#uses.get(form) ?? 0) + 1)
    }
  }

  /** A reference to the component, or the parameter as it is. */
  share(one: Parameter): Parameter {
    const form = JSON.stringify(one)
    if (one.in !== 'header' && (this.#uses.get(form) ?? 0) < COMMON) return one
    const name = nameOf(one)
    const known = this.#shared[name]
    if (known !== undefined && JSON.stringify(known) !== form) return one
    this.#shared[name] = one
    return { $ref: `#/components/parameters/${name}` }
  }

  components(): Record<string, Parameter> {
    return Object.fromEntries(Object.entries(this.#shared).sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

/** `if-match` as `IfMatch`, with `Required` behind it where it may not be left out. */
function nameOf({ name = '', in: place, required }: Parameter): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join('')}${place === 'header' && required ? 'Required' : ''}`
}
