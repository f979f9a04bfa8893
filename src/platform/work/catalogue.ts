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

/** The payload of an event; for several names, the payload that fits all of them. */
export type Payload<N extends EventName> = (
  N extends unknown
    ? (one: EventTypes[N]) => void
    : never
) extends (all: infer P) => void
  ? P
  : never

/** One event, as its room describes it. */
export interface EventKind<P extends TProperties = TProperties> {
  /** In a few words, for timelines and tables. */
  label: Sentence
  /** When the event is recorded, and what readers should know. */
  description: string
  payload: TObject<P>
  /**
   * Whom the feed of events shows it to, of those who see its record. Left out: people of the unit under
   * which it is recorded, and of those above.
   */
  shownTo?: 'all' | 'nobody'
}

export type Catalogue = Readonly<Record<string, EventKind>>

/** The events of every room, by the name of the room. */
export type Catalogues = Readonly<Record<string, Catalogue>>

/** Every event of all rooms, by its name. */
export function kindsOf(catalogues: Catalogues): ReadonlyMap<string, EventKind> {
  return new Map(Object.values(catalogues).flatMap((catalogue) => Object.entries(catalogue)))
}

/** The payloads of a room's list. A field that may be missing may also be undefined: it is left out then. */
export type PayloadsOf<C extends Catalogue> = { [N in keyof C]: Open<Static<C[N]['payload']>> }

type Open<T> = { [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] }

/** One event: what it is called, when it is recorded, and the fields of its payload. */
export function event<P extends TProperties>(label: Sentence, description: string, fields: P): EventKind<P> {
  return { label, description, payload: closed(fields) }
}

/** Whom the feed of events shows the events of a room to, of those who see the record. */
export interface Shown<Name> {
  /**
   * Also to people below the unit under which it is recorded: it says no more than the record. They get it
   * without its payload.
   */
  toAll?: readonly Name[]
  /** These are for the audit trail and for rooms. */
  toNobody?: readonly Name[]
}

/** The events of a room, by name. */
export function eventsOf<const C extends Catalogue>(events: C, shown: Shown<keyof C> = {}): C {
  const marked = Object.entries(events).map(([name, kind]): [string, EventKind] => {
    if (shown.toAll?.includes(name)) return [name, { ...kind, shownTo: 'all' }]
    return [name, shown.toNobody?.includes(name) ? { ...kind, shownTo: 'nobody' } : kind]
  })
  // The same names with the same payloads.
  return Object.fromEntries(marked) as C
}

/** The schema with the title and description of this field, and without its own name and examples. */
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
 * A field that only the audit trail may have: texts written by people and subjects of tokens can identify
 * somebody. It must not be given to other systems.
 */
export function auditOnly<T extends TSchema>(schema: T): T {
  return { ...schema, 'x-audit-only': true }
}

/** The arguments of `record` after the subject: the payload, optional where all of its fields are. */
export type Details<N extends EventName, D> =
  Record<never, never> extends Payload<N> ? [details?: Fitting<N, D>] : [details: Fitting<N, D>]

/** The payload without fields that the schema does not know, whether written out or spread. */
type Fitting<N extends EventName, D> = D & Payload<N> & { [K in Exclude<keyof D, keyof Payload<N>>]: never }

const checked = Symbol('checked')

/** An event made before its subject is known. */
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

/** Part of every payload: the trace of the request. */
const traceId = Type.Optional(
  Type.String({ title: '链路编号', description: 'Trace of the request (traceparent)' })
)

/** The schema of a payload as it is recorded. */
export function recorded({ payload }: EventKind): TObject {
  return closed({ ...payload.properties, traceId })
}
