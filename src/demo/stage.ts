import type { AppContext } from '../platform/work/work.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Clock } from './clock.ts'
import type { Desk } from './desk.ts'
import type { Places } from './places.ts'

/** What the scenes work with. */
export interface Stage {
  year: number
  seed: string
  places: Places
  agenda: Agenda
  clock: Clock
  desk: Desk
  context: AppContext
  /** Chance of a subject, the same each time. */
  chance(subject: string): Chance
  /** The number of the next invented person. */
  person(): number
}

/** A part of the year: enters into the agenda what happens. */
export interface Scene {
  title: string
  enter(stage: Stage): void
}
