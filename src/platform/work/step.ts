import { may, type Permission } from '../access/permissions.ts'
import type { Actor } from '../auth/actor.ts'
import { present } from '../database/present.ts'
import type { Refusal } from '../errors/refusal.ts'
import { keysOf } from '../values/keys.ts'
import type { NewEvent } from './catalogue.ts'
import type { Subject } from './entry.ts'
import type { Work } from './work.ts'

/** A step in the life of a record, as the table in `rules.ts` of its room has it. */
export interface Step<State extends string = string> {
  from: readonly State[]
  /** Left out: the state stays. */
  to?: State
  permission: Permission
}

/** A record that is locked for a step. */
interface Locked {
  id: string
  unitCode: string
  path: string
  version: number
}

/** What `rules.ts` of a room says about the steps of one kind of record. */
export interface Rules<One, Name extends string> {
  steps: Readonly<Record<Name, Step>>
  /** 403: the step is not the caller's to take. */
  notTheirs(name: Name, one: One, actor: Actor): Refusal | undefined
  /** 409 or 422: the record is not at this step. */
  notNow(name: Name, one: One, today: string): Refusal | undefined
}

/** The steps of one kind of record, and what they have in common. */
export interface StepKind<One extends Locked, Name extends string, Shown extends object>
  extends Rules<One, Name> {
  /** The record, if the caller may see it; others wait until this transaction ends. */
  lock(work: Work, id: string): Promise<One | undefined>
  /** 404 */
  missing(): Refusal
  /** The record as the caller is shown it after the step. */
  read(work: Work, id: string): Promise<Shown | undefined>
}

/** What a step has done: its event (`newEvent`), and where the record is now if it went to another unit. */
export interface Taken {
  event: NewEvent
  subject?: Subject
}

/**
 * Takes one step. The order is the same for all records: lock, 404, 403, 412, then `decide`, which refuses or
 * writes, then the audit line with its event, and the record as it is now.
 */
export async function takeStep<One extends Locked, Name extends string, Shown extends object>(
  kind: StepKind<One, Name, Shown>,
  work: Work,
  id: string,
  name: Name | ((one: One) => Name),
  decide: (one: One, step: Name) => Promise<Taken> | Taken
): Promise<Shown> {
  const one = await kind.lock(work, id)
  if (one === undefined) throw kind.missing()
  const step = typeof name === 'function' ? name(one) : name
  refuseIf(kind.notTheirs(step, one, work.actor))
  work.match(one.version)
  refuseIf(kind.notNow(step, one, work.today))
  const { event, subject = one } = await decide(one, step)
  work.recordEvent(event, subject)
  return present(await kind.read(work, id))
}

/** The steps that an actor may take now, for `actions` of a single record: the same answers as `takeStep`. */
export function actionsOf<One, Name extends string>(
  rules: Rules<One, Name>,
  one: One,
  actor: Actor,
  today: string
): Name[] {
  const { stackTraceLimit } = Error
  // The refusals made here are thrown away: a stack trace would take most of the time.
  Error.stackTraceLimit = 0
  try {
    return keysOf(rules.steps).filter(
      (name) =>
        may(actor, rules.steps[name].permission) &&
        rules.notTheirs(name, one, actor) === undefined &&
        rules.notNow(name, one, today) === undefined
    )
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function refuseIf(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw refusal
}
