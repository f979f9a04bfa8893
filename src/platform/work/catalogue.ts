import type { Static, TObject, TProperties, TSchema } from 'typebox'
import { Type } from 'typebox'
import type { Sentence } from '../errors/refusal.ts'
import { closed } from '../http/schema.ts'

/**
 * The catalogue of events. Each room lists in its `events.ts` what it records: the name, its labels and the
 * schema of its payload. From that list follow the type of `record`, the type that a reaction gets, the
 * section `events` of `GET /v1/dictionaries`, and docs/events.md.
 *
 * A room links its list to the compiler by declaration merging:
 *
 *     declare module '../platform/work/catalogue.ts' {
 *       interface EventTypes extends PayloadsOf<typeof events> {}
 *     }
 */

/** The payload of every event, by its name. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms merge their events into it
export interface EventTypes {}

/** The name of an event: the kind of its subject, a dot, what happened to it. */
export type EventName = keyof EventTypes

/** The payload of an event. Of several names: what fits all of them. */
export type Payload<N extends EventName> = (
  N extends unknown
    ? (one: EventTypes[N]) => void
    : never
) extends (all: infer P) => void
  ? P
  : never

/** What a room says of one of its events. */
export interface EventKind<P extends TProperties = TProperties> {
  /** In few words, as they stand in a timeline or a table. */
  label: Sentence
  /** When it is recorded, and what a reader should know. */
  description: string
  payload: TObject<P>
}

export type Catalogue = Readonly<Record<string, EventKind>>

/** What every room records, by the name of the room. */
export type Catalogues = Readonly<Record<string, Catalogue>>

/** The payloads of a room's list. A field that may be missing may also be undefined: it is left out then. */
export type PayloadsOf<C extends Catalogue> = { [N in keyof C]: Open<Static<C[N]['payload']>> }

type Open<T> = { [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] }

/** One event: what it is called, when it is recorded, and the fields of its payload. */
export function event<P extends TProperties>(label: Sentence, description: string, fields: P): EventKind<P> {
  return { label, description, payload: closed(fields) }
}

/** The events of a room, by name. */
export function eventsOf<const C extends Catalogue>(events: C): C {
  return events
}

/** The schema under the title and the description that fit the field; without its own name and example. */
export function field<T extends TSchema>(schema: T, title: string, description: string): T {
  return { ...schema, $id: undefined, examples: undefined, title, description }
}

/** A reason that a person wrote. */
export function writtenReason(title: string, description: string) {
  return auditOnly(Type.String({ title, description }))
}

/** A person, by the subject of their token. */
export function personSub(title: string, description: string) {
  return auditOnly(Type.String({ title, description }))
}

/**
 * A field for the audit trail alone: texts that people wrote and the subjects of tokens may say who somebody
 * is. It must not be handed to other systems.
 */
export function auditOnly<T extends TSchema>(schema: T): T {
  return { ...schema, 'x-audit-only': true }
}

/** What `record` takes after the subject: the payload, which may be left out where every field may. */
export type Details<N extends EventName, D> =
  Record<never, never> extends Payload<N> ? [details?: Fitting<N, D>] : [details: Fitting<N, D>]

/** The payload with no field that the schema does not know, whether written down or spread into it. */
type Fitting<N extends EventName, D> = D & Payload<N> & { [K in Exclude<keyof D, keyof Payload<N>>]: never }

const checked = Symbol('checked')

/** An event that `record` would take, made before its subject is at hand. */
export interface NewEvent {
  readonly name: EventName
  readonly details: object | undefined
  readonly [checked]: true
}

export function newEvent<N extends EventName, D extends Payload<N>>(
  name: N,
  ...[details]: Details<N, D>
): NewEvent {
  return { name, details, [checked]: true }
}

/** Stands in every payload: the trace of the request. */
const traceId = Type.Optional(
  Type.String({ title: '链路编号', description: 'Trace of the request (traceparent)' })
)

/** The schema of a payload as it is recorded. */
export function recorded({ payload }: EventKind): TObject {
  return closed({ ...payload.properties, traceId })
}
