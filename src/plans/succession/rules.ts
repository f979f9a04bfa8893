import type { DropReason } from '../vocabulary.ts'

/** A code of a draw with its place in the order, from 1. */
export interface Ranked {
  code: string
  rank: number
}

export interface Next {
  substitutes: Ranked[]
  passedOver: (Ranked & { reason: DropReason })[]
}

/**
 * The next `count` substitutes in the order of a draw after `lastRank`, and those passed over before them.
 * `unfit`: the reason why a code cannot be inspected. Returns fewer than `count` if the order ends first.
 */
export function nextInOrder(
  order: readonly string[],
  lastRank: number,
  unfit: ReadonlyMap<string, DropReason>,
  count: number
): Next {
  const next: Next = { substitutes: [], passedOver: [] }
  for (let rank = lastRank + 1; rank <= order.length && next.substitutes.length < count; rank += 1) {
    const code = order[rank - 1] as string
    const reason = unfit.get(code)
    if (reason === undefined) next.substitutes.push({ code, rank })
    else next.passedOver.push({ code, rank, reason })
  }
  return next
}
