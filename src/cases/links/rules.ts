import { Refusal } from '../../platform/errors/refusal.ts'
import type { Standing } from '../rules.ts'
import { refuse, type State } from '../vocabulary.ts'
import { linkWordings } from './vocabulary.ts'

/**
 * Two cases are linked when they are hidden from the same units, or from none: each tells of the other, in
 * what it shows and in what it refuses. Both sets are in the order of their codes.
 */
export function checkLink(
  one: Pick<Standing, 'hiddenFrom'>,
  other: Pick<Standing, 'hiddenFrom'>,
  pointer: string
): void {
  if (other.hiddenFrom.join() === one.hiddenFrom.join()) return
  throw refuse('link-would-tell', { pointer, clause: 'xinfang-2022:30' })
}

/** A case about the same facts as the one at hand. */
export interface Other {
  /** Null where the actor must not know of it. */
  number: string | null
  state: State
  wasDeclined: boolean
  isFinal: boolean
  /** It is linked to the one at hand, which is not linked to it. */
  isLater: boolean
  /** Each leads to the other, over however many links: neither came first. */
  isMutual: boolean
}

/**
 * A case about the same facts is not accepted again while another is open, nor after one is final. One that
 * was declined or withdrawn stands in nobody's way; nor does a later one that waits for this one. Cases that
 * are linked to each other are dealt with together, so that they do not wait for each other for ever.
 */
export function checkSameFacts(others: readonly Other[]): void {
  const waits = ({ isLater, state }: Other) => isLater && state === 'received'
  const isTogether = ({ isMutual, isFinal }: Other) => isMutual && !isFinal
  const inTheWay = others.find((other) => hasForce(other) && !waits(other) && !isTogether(other))
  if (inTheWay === undefined) return
  const { number, isFinal } = inTheWay
  const clause = isFinal ? 'xinfang-2022:36' : 'xinfang-2022:19'
  if (number !== null) throw refuse('same-facts', { clause, values: { number } })
  const { status, title } = linkWordings['same-facts']
  throw new Refusal('same-facts', { status, title }, { clause })
}

/** A link is not given up for another one while something it leads to stands in the way. */
export function checkFree(others: readonly Other[], pointer: string): void {
  if (others.some((other) => !other.isLater && hasForce(other))) throw refuse('linked-already', { pointer })
}

function hasForce({ state, wasDeclined }: Other): boolean {
  return !wasDeclined && state !== 'withdrawn'
}
