/**
 * Numbers of persons in what leaves a unit: fewer than five become `<5`, and what would give them away by
 * subtraction is withheld. Whoever knows this rule and all that is shown still finds two possible values for
 * each of them: therefore the withheld cell is chosen by its place, and bounds do not depend on its value.
 */

/** A number, or what stands in its place. */
export type Cell = number | '<5' | 'withheld'

const FEWEST = 5

/** The parts of a total by one trait: they are disjoint, and together make the total. */
export type Partition = readonly number[]

export interface Shown {
  total: Cell
  partitions: Cell[][]
}

/** A total with its partitions by several traits, as they may be shown. */
export function shownCells(total: number, partitions: readonly Partition[]): Shown {
  if (isSmall(total)) return { total: '<5', partitions: partitions.map((cells) => cells.map(() => '<5')) }
  const shown = partitions.map(beside)
  if (shown.every((cells) => cells !== undefined)) return { total, partitions: shown }
  return { total: 'withheld', partitions: partitions.map((cells) => cells.map(hide)) }
}

const isSmall = (one: number) => one > 0 && one < FEWEST
const hide = (one: number): Cell => (one === 0 ? 0 : isSmall(one) ? '<5' : 'withheld')

/**
 * The cells next to a total that is shown: if any is small, the first large one is withheld, too. Undefined
 * if the small ones would still follow from the total.
 */
function beside(cells: Partition): Cell[] | undefined {
  const small = cells.filter(isSmall)
  if (small.length === 0) return [...cells]
  const first = cells.findIndex((one) => one >= FEWEST)
  const sum = [...small, cells[first] ?? 0].reduce((all, one) => all + one, 0)
  if (first < 0 || sum < small.length * (FEWEST - 1) + FEWEST) return undefined
  return cells.map((one, at) => (at === first ? 'withheld' : isSmall(one) ? '<5' : one))
}
