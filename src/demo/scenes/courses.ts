/** A step of a case: so many days after the one before, by somebody of the county, its city or the top. */
export type Step = readonly [name: string, days: number, by?: 'city' | 'top']

/** What becomes of a case, and how often: as a weight among all. */
export type Course = readonly [kind: string, often: number, steps: readonly Step[]]

const asked: readonly Step[] = [
  ['accept', 5],
  ['reply', 20],
  ['request-review', 10]
]
const reviewed: readonly Step[] = [...asked, ['review', 20, 'city']]
const askedAgain: readonly Step[] = [...reviewed, ['request-recheck', 9, 'city']]

const steps = (...all: readonly Step[]) => all

export const courses: readonly Course[] = [
  ['appeal', 5, []],
  ['appeal', 6, steps(['accept', 4])],
  ['appeal', 5, steps(['accept', 12], ['reply', 70])],
  ['appeal', 3, steps(['decline', 5])],
  ['appeal', 18, steps(['accept', 5], ['reply', 30], ['close', 40])],
  ['appeal', 4, steps(['accept', 5], ['extend', 40], ['reply', 20])],
  ['appeal', 3, asked],
  ['appeal', 3, reviewed],
  ['appeal', 2, askedAgain],
  ['appeal', 2, [...askedAgain, ['recheck', 20, 'top']]],
  ['appeal', 3, steps(['withdraw', 6])],
  ['report', 6, steps(['accept', 6], ['reply', 35])],
  ['report', 3, []],
  ['suggestion', 8, steps(['accept', 5], ['reply', 20])],
  ['enquiry', 10, steps(['accept', 3], ['reply', 6], ['close', 30])]
]
