import type { Fault, Refusal } from '../../platform/errors/refusal.ts'

/** The pointer to a case of a batch. */
export function placeOf(index: number): string {
  return `/cases/${index}`
}

/** The place in the batch of the case that a pointer names; undefined where it names none. */
export function caseNamed(pointer: string): number | undefined {
  const [, digits] = /^\/cases\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** The faults of each case; undefined where one is of the batch as a whole, which is refused then. */
export function faultsByCase(faults: readonly Fault[]): Map<number, Fault[]> | undefined {
  const byCase = new Map<number, Fault[]>()
  for (const one of faults) {
    const index = caseNamed(one.pointer)
    if (index === undefined) return undefined
    byCase.set(index, [...(byCase.get(index) ?? []), one])
  }
  return byCase
}

/** What the refusal of one case says about its places, which are those of the batch. */
export function placed({ particulars }: Refusal, index: number): Refusal['particulars'] {
  const { pointer, faults, ...rest } = particulars
  const at = placeOf(index)
  return {
    ...rest,
    ...(pointer === undefined ? {} : { pointer: at + pointer }),
    ...(faults === undefined ? {} : { faults: faults.map((one) => ({ ...one, pointer: at + one.pointer })) })
  }
}

/** In the order of the units, so that two batches never wait for each other's numbers. */
export function inOrder(cases: readonly { unitCode?: unknown }[]): number[] {
  const unit = (index: number) => String(cases[index]?.unitCode)
  return cases
    .map((_, index) => index)
    .sort((a, b) => (unit(a) < unit(b) ? -1 : unit(a) > unit(b) ? 1 : a - b))
}
