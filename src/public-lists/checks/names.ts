import { withoutInvisible } from '../../platform/values/invisible.ts'

export type Mask = 'none' | 'middle' | 'given'

const before = /^\s*(?:户主|姓名)\s*[:：]/u

/** A cell with a name in the form in which it is shown: without the word before it, and without gaps. */
export function nameOf(cell: string): string {
  const name = withoutInvisible(cell.replaceAll(/[\t\n\r]/g, ' ')).replace(before, '')
  // Names of two characters are often written with a gap; between words of Latin letters it belongs there.
  return name
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Whether a cell can be a name: it has a letter, and not only signs. */
export function isName(name: string): boolean {
  return name !== '' && [...name].length <= MOST && /\p{L}/u.test(name)
}

const MOST = 50

/**
 * A name as it is shown. Counted by code points: a rare character outside the basic plane is one character.
 * 欧阳龙 may be 欧 with a given name of two characters or 欧阳 with one; a list decides, no logic can.
 */
export function masked(name: string, mask: Mask, compoundSurnames: ReadonlySet<string>): string {
  if (mask === 'none') return name
  const signs = [...name]
  if (signs.length === 1) return '*'
  if (mask === 'middle') return hidden(signs, 1, Math.max(2, signs.length - 1))
  return hidden(signs, surnameLength(signs, compoundSurnames), signs.length)
}

function hidden(signs: readonly string[], from: number, to: number): string {
  return signs.map((sign, n) => (n >= from && n < to ? '*' : sign)).join('')
}

function surnameLength(signs: readonly string[], compound: ReadonlySet<string>): number {
  for (const length of [4, 3, 2]) {
    if (signs.length > length && compound.has(signs.slice(0, length).join(''))) return length
  }
  return 1
}
