import { may, type Permission } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { refuse } from './vocabulary.ts'

/** An attachment waits for its record, or belongs to one. */
type State = 'waiting' | 'linked'

export const steps = {
  link: { from: ['waiting'], to: 'linked', permission: 'attachments:add' },
  remove: { from: ['waiting', 'linked'], permission: 'attachments:add' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** A record that takes files, as it is now. */
export interface Subject {
  id: string
  unitCode: string
  path: string
  state: string
  /** The units whose people may attach files. */
  units: readonly string[]
  permissions: readonly Permission[]
  takes: readonly string[]
  drafts: readonly string[]
}

/** What the rules need to know of an attachment. */
export interface Standing {
  id: string
  /** The unit that acts today for the unit of the uploader. */
  acting: string
  /** The record to which it belongs. */
  record: Subject | null
}

/** A file that waits for its record is visible to the person who uploaded it, so all its steps are theirs. */
export function notTheirs(name: StepName, one: Standing, actor: Actor): Refusal | undefined {
  const { record, acting } = one
  if (name !== 'remove' || record === null) return undefined
  // The target of a finding works on the same record: it must not remove the evidence of the problem.
  return (
    notAttaching(record, actor) ?? (acting === actor.unitCode ? undefined : refuse('attachment-of-others'))
  )
}

export function notNow(name: StepName, { record }: Standing): Refusal | undefined {
  if (record === null) return undefined
  if (name === 'link') return refuse('attachment-linked')
  return record.drafts.includes(record.state) ? undefined : refuse('attachment-kept')
}

/** Files come from people of a unit that acts on the record, with a role that works on such records. */
export function notAttaching({ units, permissions }: Subject, actor: Actor): Refusal | undefined {
  const isTheirs = units.includes(actor.unitCode) && permissions.some((one) => may(actor, one))
  return isTheirs ? undefined : refuse('attachment-not-yours')
}

/** Refuses a file for this record. */
export function checkTaking(record: Subject, actor: Actor): void {
  const refusal = notAttaching(record, actor)
  if (refusal !== undefined) throw refusal
  if (!record.takes.includes(record.state)) throw refuse('attachment-subject-closed')
}
