import type { Sentence } from '../../platform/errors/refusal.ts'
import { type FilerKind, filerKinds, labels, type TieSource, tieSources } from '../vocabulary.ts'

/** A word of a cell without blanks. */
export function bareWord(word: string): string {
  return word.replaceAll(/\s/g, '')
}

const names = (list: string) => list.split(' ')

/** The codes of a list by what tables call them: the code, and its labels in both languages. */
function wordsFor<C extends string>(codes: readonly C[], called: Record<C, Sentence>): [string, C][] {
  return codes.flatMap((code) =>
    [code, called[code].zh, called[code].en].map((word): [string, C] => [bareWord(word), code])
  )
}

/** Words for the kind of filer. */
export const filerKindWords: ReadonlyMap<string, FilerKind> = new Map([
  ...wordsFor(filerKinds, labels['filer-kind']),
  ...names('经办人员 救助经办 民政经办').map((word) => [word, 'assistance-staff'] as const),
  ...names('村委会成员 居委会成员 村干部 两委成员').map((word) => [word, 'committee-member'] as const)
])

/** Words for the source of a tie. */
export const sources: ReadonlyMap<string, TieSource> = new Map([
  ...wordsFor(tieSources, labels['tie-source']),
  ...names('公安 户籍 公安比对 户籍比对').map((word) => [word, 'registry'] as const),
  ...names('申报 个人申报').map((word) => [word, 'declaration'] as const),
  ...names('检查 核查').map((word) => [word, 'inspection'] as const)
])
