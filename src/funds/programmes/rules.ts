import { refuse } from '../vocabulary.ts'

/** Programmes are named once for a province, by its own unit. */
export function checkTop({ depth }: { depth: number }): void {
  if (depth !== 1) throw refuse('programme-not-at-top', { pointer: '/unitCode' })
}

/** The programmes that are excluded: all of the same province, and not the programme itself. */
export function excluded(own: string, found: readonly (string | undefined)[]): string[] {
  return found.map((id, n) => {
    const pointer = `/excludes/${n}`
    if (id === undefined) throw refuse('programme-unknown', { pointer })
    if (id === own) throw refuse('programme-excludes-itself', { pointer })
    return id
  })
}
