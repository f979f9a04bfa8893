import type { Sentence } from '../errors/refusal.ts'

/**
 * Named enums. In the code an enum stands where it is used: the validator and the serializer are fastest with
 * that. In the document each becomes one component with the labels of its codes, so that generators make one
 * type of it. Its name is that of the dictionary list with the same codes (`case-state` becomes
 * `CaseState`); where there is no such list, or there are two, the schema says it with `x-enum`.
 */

/** The lists of `/v1/dictionaries`, by name. */
export type LabelLists = Readonly<Record<string, Readonly<Record<string, Sentence>>>>

interface Enum {
  type: string | string[]
  enum: (string | null)[]
  title?: string
  description?: string
  'x-enum'?: string
}

/** One use of an enum: its title and description there, and how often they occur. */
interface Use {
  title: string | undefined
  description: string | undefined
  times: number
}

export class NamedEnums {
  readonly #lists: LabelLists
  readonly #byCodes = new Map<string, string[]>()
  readonly #found = new Map<string, { codes: string[]; uses: Map<string, Use> }>()

  constructor(lists: LabelLists) {
    this.#lists = lists
    for (const [name, list] of Object.entries(lists)) {
      const key = keyOf(Object.keys(list))
      this.#byCodes.set(key, [...(this.#byCodes.get(key) ?? []), name])
    }
  }

  /** The same part of a document, with a reference in place of each enum. */
  replace<T>(part: T): T {
    this.#collect(part)
    return this.#replaced(part) as T
  }

  /** The components that the references name, in addition to those that the document has. */
  schemas(others: object = {}): Record<string, object> {
    const taken = [...this.#found.keys()].find((name) => name in others)
    if (taken !== undefined) throw new Error(`${taken} is a schema already: name the enum by x-enum`)
    const entries = [...this.#found].map(([name, { codes }]): [string, object] => {
      const { title, description } = this.#usual(name)
      return [name, { type: 'string', title, description, enum: codes, ...this.#labels(name, codes) }]
    })
    return { ...others, ...Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) }
  }

  #collect(part: unknown): void {
    if (typeof part !== 'object' || part === null) return
    if (!isEnum(part)) for (const inner of Object.values(part)) this.#collect(inner)
    // A single code is a constant, not a list of its own.
    else if (part.enum.length > 1) this.#note(part)
  }

  #note(one: Enum): void {
    const name = this.#nameOf(one)
    if (name === undefined) return
    const codes = codesOf(one)
    const known = this.#found.get(name) ?? { codes, uses: new Map<string, Use>() }
    if (keyOf(known.codes) !== keyOf(codes)) throw new Error(`two enums are called ${name}: ${codes}`)
    const { title, description } = one
    const use = known.uses.get(`${title}\n${description}`) ?? { title, description, times: 0 }
    known.uses.set(`${title}\n${description}`, { ...use, times: use.times + 1 })
    this.#found.set(name, known)
  }

  #replaced(part: unknown): unknown {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map((inner) => this.#replaced(inner))
    if (!isEnum(part)) {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, this.#replaced(inner)]))
    }
    const { type, enum: codes, 'x-enum': _, title, description, ...others } = part
    if (codes.length === 1) return { type, const: codes[0], title, description, ...others }
    const name = this.#nameOf(part)
    if (name === undefined) return part
    const $ref = `#/components/schemas/${name}`
    const usual = this.#usual(name)
    // Texts that all uses share are moved to the component.
    const own = {
      ...(title !== undefined && title !== usual.title && { title }),
      ...(description !== undefined && description !== usual.description && { description }),
      ...others
    }
    return Array.isArray(type) ? { ...own, anyOf: [{ $ref }, { type: 'null' }] } : { $ref, ...own }
  }

  /** The name of an enum; `undefined` where neither a list nor the schema gives one: it stays where it is. */
  #nameOf(one: Enum): string | undefined {
    const given = one['x-enum']
    if (given !== undefined) return given
    const codes = codesOf(one)
    const same = this.#byCodes.get(keyOf(codes)) ?? []
    // `actions` of a record are some of the steps.
    const steps = Object.entries(this.#lists).filter(
      ([name, list]) => name.endsWith('-step') && codes.every((code) => code in list)
    )
    const [name] = same.length > 0 ? same : steps.map(([name]) => name)
    return name === undefined || same.length > 1 || (same.length === 0 && steps.length > 1)
      ? undefined
      : pascal(name)
  }

  /** The title and description of most uses of an enum. */
  #usual(name: string): Use {
    const uses = [...(this.#found.get(name)?.uses.values() ?? [])]
    return uses.reduce((most, one) => (one.times > most.times ? one : most))
  }

  /** From the list of that name, or else from one that has all of the codes. */
  #labels(name: string, codes: readonly string[]): { 'x-labels'?: Record<string, Sentence> } {
    const lists = Object.entries(this.#lists)
    const own = lists.find(([list]) => pascal(list) === name)
    const [, list] = own ?? lists.find(([, labels]) => codes.every((code) => code in labels)) ?? []
    if (list === undefined) return {}
    const labels = codes.map((code) => [code, list[code] as Sentence])
    return {
      'x-labels': Object.fromEntries(labels.map(([code, label]) => [code, { ...(label as Sentence) }]))
    }
  }
}

function isEnum(part: object): part is Enum {
  const { enum: codes, type } = part as Partial<Enum>
  return Array.isArray(codes) && [type].flat().includes('string')
}

function codesOf({ enum: codes }: Enum): string[] {
  return codes.filter((code) => code !== null)
}

function keyOf(codes: readonly string[]): string {
  return codes.toSorted().join(',')
}

/** `case-state` as `CaseState`, `case-step` as `CaseAction`: the bodies of steps are called `CaseStep`. */
function pascal(name: string): string {
  return name
    .replace(/-step$/, '-action')
    .replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
