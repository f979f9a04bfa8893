import { hash } from 'node:crypto'
import type { TObject } from 'typebox'
import { may, type Role } from '../access/permissions.ts'
import { knowledgeOf, nameOf, type VisibleRecords } from '../access/visible-records.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { EventKind } from '../work/catalogue.ts'
import type { CloudEvent } from './schema.ts'
import type { Row } from './store.ts'

/** What decides about events: who sees the records of each kind, and what may be shown of each event. */
export interface Showing {
  records: VisibleRecords
  kinds: ReadonlyMap<string, EventKind>
}

/** A system that reads the feed sees the events that a viewer of its unit sees. */
export function readerOf(actor: Actor): Actor {
  const roles: Role[] = actor.roles.includes('events') ? [...actor.roles, 'viewer'] : [...actor.roles]
  return { ...actor, roles }
}

/**
 * Whether an event may be shown to a reader by its type and by the kind of its record, whatever the record
 * is.
 */
export function isPossible({ records, kinds }: Showing, actor: Actor, type: string, subjectKind: string) {
  const [kind, record] = [kinds.get(type), records[subjectKind]]
  return (
    kind !== undefined && kind.shownTo !== 'nobody' && record !== undefined && may(actor, record.permission)
  )
}

/** Those of the events that the reader may see now, in the same order. */
export async function shownOf(db: Db, showing: Showing, actor: Actor, rows: readonly Row[]): Promise<Row[]> {
  const possible = rows.filter(
    (row) =>
      row.isAsked &&
      isPossible(showing, actor, row.type, row.subjectKind) &&
      (row.isOwn || showing.kinds.get(row.type)?.shownTo === 'all')
  )
  if (possible.length === 0) return []
  const named = possible.map((row) => ({ kind: row.subjectKind, id: row.subjectId }))
  const ids = new Set(possible.flatMap((row) => [...mentioned(row)]))
  const kinds = new Set(named.map(({ kind }) => kind))
  const needed = Object.entries(showing.records).filter(
    ([kind, { hidden }]) => kinds.has(kind) || hidden !== undefined
  )
  const records = Object.fromEntries(needed)
  const { seen, hidden } = await knowledgeOf(db, records, actor, { ids: [...ids], coded: named })
  const hiddenIds = new Set([...hidden].map((name) => name.slice(name.indexOf('/') + 1)))
  return possible.filter(
    (row) =>
      seen.has(nameOf({ kind: row.subjectKind, id: row.subjectId })) &&
      !mentioned(row).some((id) => hiddenIds.has(id))
  )
}

const EVERY_UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

/** The identifiers of records in an event. */
function mentioned({ subjectId, data }: Row): string[] {
  return `${subjectId} ${JSON.stringify(data)}`.match(EVERY_UUID) ?? []
}

/** An event as its reader gets it. */
export function cloudEvent(row: Row, { kinds }: Pick<Showing, 'kinds'>): CloudEvent {
  const payload = kinds.get(row.type)?.payload
  return {
    specversion: '1.0',
    id: publicId(row.id),
    source: '/v1/events',
    type: row.type,
    subject: `${row.subjectKind}/${row.subjectId}`,
    time: row.at,
    datacontenttype: 'application/json',
    ...(row.unitCode === null ? {} : { unitcode: row.unitCode }),
    data: row.isOwn && payload !== undefined ? publicPart(payload, row.data) : {}
  }
}

/** Ids of one moment are counted up, and would tell how many events stand between two of them. */
function publicId(id: string): string {
  const digits = hash('sha256', `event ${id}`, 'hex')
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4]
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`]
  return [...parts, `${variant}${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')
}

interface Shape {
  properties?: Readonly<Record<string, Shape>>
  items?: Shape
  anyOf?: readonly Shape[]
  'x-audit-only'?: boolean
}

/** The fields of a payload that its schema knows, without those for the audit trail alone. */
function publicPart(payload: TObject, data: Record<string, unknown>): Record<string, unknown> {
  return shownFields(payload, data)
}

function shownFields({ properties = {} }: Shape, data: Record<string, unknown>): Record<string, unknown> {
  const shown = Object.entries(properties).filter(
    ([name, shape]) => shape['x-audit-only'] !== true && data[name] !== undefined
  )
  return Object.fromEntries(shown.map(([name, shape]) => [name, shownValue(shape, data[name])]))
}

function shownValue(shape: Shape, value: unknown): unknown {
  const { items } = shape
  if (Array.isArray(value)) return items === undefined ? value : value.map((one) => shownValue(items, one))
  const choice = shape.properties === undefined ? shape.anyOf?.find(({ properties }) => properties) : shape
  if (!isRecord(value) || choice?.properties === undefined) return value
  return shownFields(choice, value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
