import type { Sentence } from './refusal.ts'

/** The words of all rooms, by the codes that they explain. */
export type CodeLabels = ReadonlyMap<string, Record<string, Sentence>>

export function labelsOf(lists: readonly Record<string, Sentence>[]): CodeLabels {
  return new Map(lists.map((list) => [codeKey(Object.keys(list)), list]))
}

/** What these codes are called: by the list that has just these, else by the shortest that has them all. */
export function labelsFor(
  codes: readonly string[],
  labels: CodeLabels
): Record<string, Sentence> | undefined {
  const exact = labels.get(codeKey(codes))
  if (exact !== undefined) return exact
  const wider = [...labels.values()].filter((list) => codes.every((code) => Object.hasOwn(list, code)))
  return wider.sort((one, other) => Object.keys(one).length - Object.keys(other).length)[0]
}

/** A list of codes as the key of its labels. */
export function codeKey(codes: readonly string[]): string {
  return codes.toSorted().join(',')
}
