/** What happens on a day of the year. */
export type Happening = () => Promise<void>

interface Entry {
  day: string
  order: number
  happening: Happening
}

/**
 * The days of the year with what happens on each, in the order in which it was entered. What happens on a day
 * may enter more, for this day or later ones.
 */
export class Agenda {
  readonly #year: number
  readonly #last: string
  #entries: Entry[] = []
  #order = 0
  #today = ''

  constructor(year: number, last: string) {
    this.#year = year
    this.#last = `${year}-${last}`
  }

  /** The day that is under way. */
  get today(): string {
    return this.#today
  }

  /** Enters something for a day of the year, written `MM-DD`. */
  on(day: string, happening: Happening): void {
    this.#enter(`${this.#year}-${day}`, happening)
  }

  /** Enters something for so many days after today. What would happen after the last day does not happen. */
  after(days: number, happening: Happening): void {
    this.#enter(dayAfter(this.#today, days), happening)
  }

  #enter(day: string, happening: Happening): void {
    if (day <= this.#last) this.#entries.push({ day, order: this.#order++, happening })
  }

  /** Plays the year day by day; `open` and `close` go around what happens on a day. */
  async play(open: (day: string) => void, close: (day: string) => Promise<void>): Promise<void> {
    while (this.#entries.length > 0) {
      this.#today = this.#entries.reduce((first, { day }) => (day < first ? day : first), this.#last)
      open(this.#today)
      for (;;) {
        const now = this.#entries.filter(({ day }) => day === this.#today)
        if (now.length === 0) break
        this.#entries = this.#entries.filter(({ day }) => day !== this.#today)
        for (const { happening } of now.toSorted((a, b) => a.order - b.order)) await happening()
      }
      await close(this.#today)
    }
  }
}

/** A day as the agenda takes it, `MM-DD`. */
export function dayOfYear(month: number, date: number): string {
  return [month, date].map((part) => String(part).padStart(2, '0')).join('-')
}

export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
