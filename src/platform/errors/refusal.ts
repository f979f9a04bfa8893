/**
 * The wording of one refusal. In a detail, `{unit}` is replaced by the value of that name, and
 * `{state:case-state}` by the label of the value in the dictionary list `case-state`, in the reader's
 * language.
 */
export interface Wording {
  status: number
  /** The short, unchanging name of the problem. */
  title: Sentence
  /** What to do about it, with values filled in. Left out of a record that is not found: `detailOf`. */
  detail?: Sentence
  /** The database constraint whose violation is answered with this refusal, if any. */
  constraint?: string
}

export type Wordings = Record<string, Wording>

/** What to do where a record is not found: whether it is hidden or absent, the sentence is the same. */
const missing: Sentence = {
  zh: '请核对编号，以及您登录的单位和角色；可从列表中重新打开该记录。',
  en: 'Check the identifier, and the unit and roles of your sign-in; or open the record from its list.'
}

/** What a problem says besides its title. */
export function detailOf({ status, title, detail }: Wording): Sentence {
  return detail ?? (status === 404 ? missing : title)
}

/** A sentence in both languages. */
export interface Sentence {
  zh: string
  en: string
}

/** A fault in one place of the input. */
export interface Fault {
  /** JSON pointer into the body (`/name`), or `?name`, `{name}`, `header:name`, `line:7`. */
  pointer: string
  code: string
  sentence: Sentence
  values?: Values | undefined
  labels?: Labels
  line?: number
  column?: string
  /** In a file: the letters of the column, and its header. */
  letter?: string
  header?: string
}

/** Values of the placeholders. A list is joined: 甲、乙 in Chinese, a, b in English. */
export type Values = Record<string, Value | readonly Value[]>
type Value = string | number | Sentence

/** Dictionary lists by name: the labels of codes in both languages. */
export type Labels = Record<string, Record<string, Sentence>>

export type Language = keyof Sentence

export interface Clause {
  id: string
  text: string
}

export interface Particulars {
  values?: Values
  pointer?: string | undefined
  /** The clause on which the refusal rests, or its identifier. */
  clause?: Clause | string | undefined
  faults?: Fault[]
  /** How many lines were refused, where `faults` has only the first of them. */
  rejected?: number
  /** The record that exists already, where the caller may see it. */
  existingId?: string | undefined
  retryAfterSeconds?: number
  /** Another transaction holds the rows. `work` waits a moment for it, outside the pool. */
  isPassing?: boolean
}

/** A refusal by the service, with its reason. Every other thrown error is a defect. */
export class Refusal extends Error {
  readonly code: string
  readonly wording: Wording
  readonly particulars: Particulars
  readonly labels: Labels

  constructor(code: string, wording: Wording, particulars: Particulars = {}, labels: Labels = {}) {
    super(fill(detailOf(wording), 'en', particulars.values, labels))
    this.code = code
    this.wording = wording
    this.particulars = particulars
    this.labels = labels
  }
}

/**
 * Makes the function with which a room refuses, from its wordings. `labels`: the lists that placeholders
 * name; a missing one stops the start.
 */
export function refusals<const W extends Wordings>(wordings: W, labels: Labels = {}) {
  for (const { title, detail } of Object.values(wordings)) checkLabels([title, detail], labels)
  return (code: keyof W & string, particulars?: Particulars): Refusal =>
    new Refusal(code, wordings[code] as Wording, particulars, labels)
}

/** Makes the function that describes a fault in a body or a file, from a table of sentences. */
export function faults<const S extends Record<string, Sentence>>(sentences: S, labels?: Labels) {
  checkLabels(Object.values(sentences), labels ?? {})
  return (code: keyof S & string, place: Omit<Fault, 'code' | 'sentence' | 'labels'>): Fault => ({
    ...place,
    code,
    sentence: sentences[code] as Sentence,
    ...(labels === undefined ? {} : { labels })
  })
}

/** A refusal as a fault in one place: what a single entry is refused for, in a file of many. */
export function asFault(
  { code, wording, particulars, labels }: Refusal,
  place: Pick<Fault, 'pointer'>
): Fault {
  const { values } = particulars
  return { ...place, code, sentence: wording.detail ?? wording.title, values, labels }
}

/** `{name}`, or `{name:list}` with the dictionary list that has the labels of the value. */
const placeholder = /\{(\w+)(?::([a-z-]+))?\}/g

function checkLabels(sentences: readonly (Sentence | undefined)[], labels: Labels): void {
  for (const text of sentences.flatMap((one) => (one === undefined ? [] : [one.zh, one.en]))) {
    for (const [whole, , list] of text.matchAll(placeholder)) {
      if (list !== undefined && labels[list] === undefined) throw new Error(`no labels for ${whole}: ${text}`)
    }
  }
}

/** A sentence in one language with its placeholders filled. A placeholder without a value stays as it is. */
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
