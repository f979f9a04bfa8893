import type { Sentence } from './refusal.ts'

/** The labels of all rooms, by their codes. */
export type CodeLabels = ReadonlyMap<string, Record<string, Sentence>>

export function labelsOf(lists: readonly Record<string, Sentence>[]): CodeLabels {
  return new Map(lists.map((list) => [codeKey(Object.keys(list)), list]))
}

/**
 * The labels of these codes: from the list with exactly these codes, else from the shortest list with all of
 * them.
 */
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
