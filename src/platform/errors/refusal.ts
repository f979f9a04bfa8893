/** How one refusal reads. In a detail, `{name}` is replaced by the value of that name. */
export interface Wording {
  status: number
  /** The short, unchanging name of the problem. */
  title: Sentence
  /** What to do about it, with the values at hand. Left out: the title says all. */
  detail?: Sentence
  /** The database constraint that has the last word on this refusal, if one has. */
  constraint?: string
}

export type Wordings = Record<string, Wording>

/** A sentence in both languages. */
export interface Sentence {
  zh: string
  en: string
}

/** One place in the input, and what is wrong there. */
export interface Fault {
  /** JSON pointer into the body (`/name`), or `?name`, `{name}`, `header:name`, `line:7`. */
  pointer: string
  code: string
  sentence: Sentence
  values?: Values
  line?: number
  column?: string
  /** Of a file: the letters of the column, and its header as it stands. */
  letter?: string
  header?: string
}

export type Values = Record<string, string | number>

export interface Clause {
  id: string
  text: string
}

export interface Particulars {
  values?: Values
  pointer?: string
  /** The clause by which a rule refuses, or its identifier. */
  clause?: Clause | string
  faults?: Fault[]
  /** Lines that were refused, where `faults` shows only the first of them. */
  rejected?: number
  retryAfterSeconds?: number
  /** Another transaction holds what is needed. `work` waits for it a moment, outside the pool. */
  isPassing?: boolean
}

/** The service says no, and says why. Everything else that is thrown is a defect. */
export class Refusal extends Error {
  readonly code: string
  readonly wording: Wording
  readonly particulars: Particulars

  constructor(code: string, wording: Wording, particulars: Particulars = {}) {
    super(fill((wording.detail ?? wording.title).en, particulars.values))
    this.code = code
    this.wording = wording
    this.particulars = particulars
  }
}

/** Turns a room's wordings into the function by which the room refuses. */
export function refusals<const W extends Wordings>(wordings: W) {
  return (code: keyof W & string, particulars?: Particulars): Refusal =>
    new Refusal(code, wordings[code] as Wording, particulars)
}

/** Turns a table of sentences into the function that names a fault in a body or a file. */
export function faults<const S extends Record<string, Sentence>>(sentences: S) {
  return (code: keyof S & string, place: Omit<Fault, 'code' | 'sentence'>): Fault => ({
    ...place,
    code,
    sentence: sentences[code] as Sentence
  })
}

export function fill(template: string, values: Values = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
