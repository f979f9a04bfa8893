import { Refusal } from '../../platform/errors/refusal.ts'
import { refuse, type State } from '../vocabulary.ts'
import { linkWordings } from './vocabulary.ts'

/**
 * Two cases may be linked only if they are hidden from the same units, or from none, because each reveals the
 * other in its fields and in its refusals. Both sets are sorted by code.
 */
export function checkLink(
  one: { hiddenFrom: readonly string[] },
  other: { hiddenFrom: readonly string[] },
  pointer: string
): void {
  if (other.hiddenFrom.join() === one.hiddenFrom.join()) return
  throw refuse('link-would-tell', { pointer, clause: 'xinfang-2022:30' })
}

/** Another case about the same facts as the present one. */
export interface Other {
  /** Null if it is not visible to the actor. */
  number: string | null
  state: State
  wasDeclined: boolean
  isFinal: boolean
  /** It is linked to the present case, which is not linked to it. */
  isLater: boolean
  /** Each leads to the other, directly or through other links, so neither came first. */
  isMutual: boolean
}

/**
 * A case is not accepted while another case about the same facts is open, nor after one is final. A declined
 * or withdrawn case does not prevent this; nor does a later one that waits for this case. Cases that are
 * linked to each other are handled together, so that they do not wait for each other for ever.
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

/** A link cannot be replaced while a case to which it leads is open or final. */
export function checkFree(others: readonly Other[], pointer: string): void {
  if (others.some((other) => !other.isLater && hasForce(other))) throw refuse('linked-already', { pointer })
}

function hasForce({ state, wasDeclined }: Other): boolean {
  return !wasDeclined && state !== 'withdrawn'
}
