import { refuse } from '../vocabulary.ts'

/** The day as of which progress is asked for: nothing is known of days to come. */
export function dayOf(on: string | undefined, today: string): string {
  if (on !== undefined && on > today) {
    throw refuse('deployment-day-to-come', { pointer: '?on', values: { today } })
  }
  return on ?? today
}
