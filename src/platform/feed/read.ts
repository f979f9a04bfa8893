import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import { refuse } from '../errors/wordings.ts'
import { markOf, type Opened, type Place } from './cursors.ts'
import { placeNew, type State, stateOf } from './positions.ts'
import { type Showing, shownOf } from './shown.ts'
import { nextRows, type Row, type Wanted } from './store.ts'

/** Events that one statement reads. */
const CHUNK = 500
/** Events that one request reads, whether or not it shows them; the next request goes on from there. */
const MOST_READ = 5000

export interface Found extends Place {
  rows: Row[]
  /** Whether there is nothing more after the place. */
  isAtEnd: boolean
}

/** What a request asks for, apart from where it begins. */
export interface Asked extends Wanted {
  actor: Actor
  limit: number
}

/**
 * Where a request begins.
 *
 * @throws events-expired where events after the cursor may be deleted, or the order is another one
 */
export async function startOf(db: Db, cursor: Opened | undefined, keepDays: number): Promise<Place> {
  const state = await stateOf(db, cursor?.position ?? 0)
  if (cursor === undefined) return { position: state.expired, eventId: null }
  if (!isKept(cursor, state))
    throw refuse('events-expired', { pointer: '?after', values: { days: keepDays } })
  return { position: cursor.position, eventId: state.idThere }
}

function isKept({ position, mark }: Opened, { last, expired, idThere }: State): boolean {
  if (position < expired || position > last) return false
  // Where all events up to the cursor are deleted, the event of the cursor is gone as well.
  if (idThere === null) return position === expired
  return mark.equals(markOf(null)) || mark.equals(markOf(idThere))
}

/** Whether a reader who stopped at a place can go on from there. */
export async function isKeptAt(db: Db, { position, eventId }: Place): Promise<boolean> {
  return isKept({ position, mark: markOf(eventId) }, await stateOf(db, position))
}

/** The present end of the order. */
export async function endOf(db: Db): Promise<Place> {
  const { last, lastId } = await stateOf(db, 0)
  return { position: last, eventId: lastId }
}

/** One event, if the reader sees it now. */
export async function rowAt(
  db: Db,
  showing: Showing,
  asked: Omit<Asked, 'limit'>,
  { position, eventId }: Place
): Promise<Row | undefined> {
  const rows = await nextRows(db, asked, { after: position - 1, through: position, limit: 1 })
  const own = rows.filter(({ id }) => id === eventId)
  const [shown] = await shownOf(db, showing, asked.actor, own)
  return shown
}

/** The next events that the reader sees after a place, and the place that was reached. */
export async function found(db: Db, showing: Showing, asked: Asked, start: Place): Promise<Found> {
  await placeNew(db)
  const { last, lastId } = await stateOf(db, 0)
  const rows: Row[] = []
  let place: Place = start
  for (let read = 0; read < MOST_READ; read += CHUNK) {
    const range = { after: place.position, through: last, limit: CHUNK }
    const chunk = await nextRows(db, asked, range)
    const shown = await shownOf(db, showing, asked.actor, chunk)
    rows.push(...shown.slice(0, asked.limit - rows.length))
    const [end, lastShown] = [chunk.at(-1), rows.at(-1)]
    if (rows.length === asked.limit && lastShown !== undefined) {
      return { rows, position: lastShown.position, eventId: lastShown.id, isAtEnd: false }
    }
    if (end === undefined || chunk.length < CHUNK) {
      const isFurther = last > place.position
      return { rows, ...(isFurther ? { position: last, eventId: lastId } : place), isAtEnd: true }
    }
    place = { position: end.position, eventId: end.id }
  }
  return { rows, ...place, isAtEnd: false }
}
