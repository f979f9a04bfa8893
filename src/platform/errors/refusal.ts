/**
 * How one refusal reads. In a detail, `{unit}` is replaced by the value of that name; `{state:case-state}` by
 * what the dictionary's list `case-state` calls that value, in the language of the reader.
 */
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
  labels?: Labels
  line?: number
  column?: string
  /** Of a file: the letters of the column, and its header as it stands. */
  letter?: string
  header?: string
}

/** What fills the placeholders. A list is joined: 甲、乙 in Chinese, a, b in English. */
export type Values = Record<string, Value | readonly Value[]>
type Value = string | number | Sentence

/** Lists of the dictionary, by name: what a code is called in both languages. */
export type Labels = Record<string, Record<string, Sentence>>

export type Language = keyof Sentence

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
  readonly labels: Labels

  constructor(code: string, wording: Wording, particulars: Particulars = {}, labels: Labels = {}) {
    super(fill(wording.detail ?? wording.title, 'en', particulars.values, labels))
    this.code = code
    this.wording = wording
    this.particulars = particulars
    this.labels = labels
  }
}

/**
 * Turns a room's wordings into the function by which the room refuses. `labels`: the lists that the wordings
 * name in placeholders; one that is missing stops the start.
 */
export function refusals<const W extends Wordings>(wordings: W, labels: Labels = {}) {
  for (const { title, detail } of Object.values(wordings)) checkLabels([title, detail], labels)
  return (code: keyof W & string, particulars?: Particulars): Refusal =>
    new Refusal(code, wordings[code] as Wording, particulars, labels)
}

/** Turns a table of sentences into the function that names a fault in a body or a file. */
export function faults<const S extends Record<string, Sentence>>(sentences: S, labels?: Labels) {
  checkLabels(Object.values(sentences), labels ?? {})
  return (code: keyof S & string, place: Omit<Fault, 'code' | 'sentence' | 'labels'>): Fault => ({
    ...place,
    code,
    sentence: sentences[code] as Sentence,
    ...(labels === undefined ? {} : { labels })
  })
}

/** `{name}`, or `{name:list}` with the list of the dictionary that says what the value is called. */
const placeholder = /\{(\w+)(?::([a-z-]+))?\}/g

function checkLabels(sentences: readonly (Sentence | undefined)[], labels: Labels): void {
  for (const text of sentences.flatMap((one) => (one === undefined ? [] : [one.zh, one.en]))) {
    for (const [whole, , list] of text.matchAll(placeholder)) {
      if (list !== undefined && labels[list] === undefined) throw new Error(`no labels for ${whole}: ${text}`)
    }
  }
}

/** A sentence in one language, its placeholders filled. One without a value stands as it is. */
export function fill(
  template: Sentence,
  language: Language,
  values: Values = {},
  labels: Labels = {}
): string {
  return template[language].replace(placeholder, (whole, name: string, list?: string) => {
    const value = values[name]
    if (value === undefined) return whole
    const called = list === undefined ? {} : labels[list]
    const shown = [value].flat().map((one) => label(one as Value, language, called))
    return shown.join(language === 'zh' ? '、' : ', ')
  })
}

function label(value: Value, language: Language, called: Record<string, Sentence> = {}): string {
  if (typeof value === 'object') return value[language]
  return called[value]?.[language] ?? String(value)
}
