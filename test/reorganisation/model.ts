import { type Level, levels } from '../../src/units/vocabulary.ts'

interface Unit {
  level: Level
  parent: string
  end?: { successor: string | undefined } | undefined
}

/** The tree of supervision below a province, its ends and successions, in the plainest words. */
export class Model {
  readonly #units = new Map<string, Unit>()

  add(code: string, level: Level, parent: string): void {
    this.#units.set(code, { level, parent })
  }

  move(code: string, parent: string): void {
    this.#unit(code).parent = parent
  }

  /** Ends a unit, or takes its end back. */
  end(code: string, end: Unit['end']): void {
    this.#unit(code).end = end
  }

  get codes(): string[] {
    return [...this.#units.keys()]
  }

  ended(): string[] {
    return this.codes.filter((code) => !this.isInOffice(code))
  }

  readonly isInOffice = (code: string): boolean => this.#units.get(code)?.end === undefined

  level(code: string): Level {
    return this.#units.get(code)?.level ?? 'province'
  }

  mayStandUnder(code: string, parent: string): boolean {
    return (
      levels.indexOf(this.level(parent)) < levels.indexOf(this.level(code)) &&
      !this.line(parent).includes(code)
    )
  }

  /** Who acts for a unit. */
  acting(code: string): string {
    const unit = this.#units.get(code)
    if (unit?.end === undefined) return code
    return this.acting(unit.end.successor ?? unit.parent)
  }

  /** The units from the province down to one; an ended one stands below who took its place. */
  line(code: string): string[] {
    const unit = this.#units.get(code)
    if (unit === undefined) return [code]
    return [...this.line(unit.end?.successor ?? unit.parent), code]
  }

  linesInOffice(code: string): string[] {
    return this.line(code).filter(this.isInOffice)
  }

  /** Whether people of a unit must not know of a report: it, one above it, or a predecessor of these is accused. */
  isBarred(code: string, accused: string): boolean {
    return this.#heirs(accused).some((heir) => this.line(code).includes(heir))
  }

  /** A unit, and all that succeeded to it. */
  #heirs(code: string): string[] {
    const successor = this.#units.get(code)?.end?.successor
    return successor === undefined ? [code] : [code, ...this.#heirs(successor)]
  }

  #unit(code: string): Unit {
    const unit = this.#units.get(code)
    if (unit === undefined) throw new Error(`there is no unit ${code}`)
    return unit
  }
}
