/** An operation that waits, the oldest of its unit. */
export interface Waiting {
  id: string
  unit: string
  province: string
}

/** More would only cost memory: units served that long ago come first anyway. */
const MOST_REMEMBERED = 10_000

/** Units whose operations were begun, the latest at the end. */
export class Served {
  readonly #order = new Map<string, number>()
  #turn = 0

  note({ unit, province }: Pick<Waiting, 'unit' | 'province'>): void {
    this.#turn += 1
    for (const name of [`unit ${unit}`, `province ${province}`]) {
      this.#order.delete(name)
      this.#order.set(name, this.#turn)
    }
    for (const name of this.#order.keys()) {
      if (this.#order.size <= MOST_REMEMBERED) break
      this.#order.delete(name)
    }
  }

  unit(code: string): number {
    return this.#order.get(`unit ${code}`) ?? 0
  }

  province(code: string): number {
    return this.#order.get(`province ${code}`) ?? 0
  }
}

/**
 * The next units: of each province the unit that was served longest ago, ordered by when their provinces were
 * served. `waiting` is ordered by request, which decides between equals.
 */
export function turns(waiting: readonly Waiting[], served: Served): Waiting[] {
  const ofProvinces = Map.groupBy(waiting, ({ province }) => province)
  return [...ofProvinces.values()]
    .map((ofUnits) => ofUnits.reduce((a, b) => (served.unit(b.unit) < served.unit(a.unit) ? b : a)))
    .sort((a, b) => served.province(a.province) - served.province(b.province))
}
