/** The time of the story. It goes on by a second with each request, and to the next morning with each day. */
export class Clock {
  now: Date

  constructor(day: string) {
    this.now = morningOf(day)
  }

  day(): string {
    return new Date(this.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  }

  tick(): void {
    this.now = new Date(this.now.getTime() + 1000)
  }

  /** Half past eight in the morning in Shanghai. */
  begin(day: string): void {
    this.now = morningOf(day)
  }

  /** An instant of the day that is under way, as bodies write it. */
  at(time: string): string {
    return `${this.day()}T${time}:00+08:00`
  }
}

function morningOf(day: string): Date {
  return new Date(`${day}T08:30:00+08:00`)
}
