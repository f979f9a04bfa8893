import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { isHttps } from '../platform/values/addresses.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Channel, Content, State } from './labels.ts'
import { refuse } from './vocabulary.ts'

/** 第二部分（三）: what counties, townships and villages show to the public. */
export const CLAUSE = 'jilin-2019-12:2.3'

/** The steps of a disclosure. What was taken down and put up again is another one. */
export const steps = {
  remove: { from: ['shown'], to: 'removed', permission: 'disclosures:keep' },
  withdraw: { from: ['shown', 'removed'], to: 'withdrawn', permission: 'disclosures:keep' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a disclosure on record. */
export interface Standing {
  path: string
  state: State
  postedOn: string
}

/** Everybody in the province sees it. To change it, other units than those above find none. */
export function notTheirs(_: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('disclosure-not-found')
}

export function notNow(name: StepName, { state }: Standing): Refusal | undefined {
  const { from }: { from: readonly State[] } = steps[name]
  return from.includes(state) ? undefined : refuse('disclosure-step', { values: { state, step: name } })
}

/** What is to be put on record. */
export interface Wanted {
  content: Content
  channel: Channel
  programme?: string
  period?: string
  address?: string
  boardId?: string
  listId?: string
  fileHash?: string
  lines?: number
  postedOn: string
}

/** Texts for everybody: they belong to no programme and no month. */
const general: readonly Content[] = ['policy', 'procedure', 'hotline']

const figures = ['fileHash', 'lines'] as const
const ofLists = ['programme', 'period', 'listId', ...figures] as const

/** Refuses what cannot be right. */
export function check(wanted: Wanted, today: string): void {
  const { content, programme, period, postedOn, listId, channel, address, boardId } = wanted
  if (general.includes(content)) {
    const strange = ofLists.find((name) => wanted[name] !== undefined)
    if (strange !== undefined) {
      throw refuse('disclosure-field-of-other-content', { pointer: `/${strange}`, values: { content } })
    }
  } else {
    if (programme === undefined) throw refuse('disclosure-incomplete', { pointer: '/programme' })
    if (content === 'recipients' && period === undefined) {
      throw refuse('disclosure-incomplete', { pointer: '/period' })
    }
  }
  const figure = figures.find((name) => wanted[name] !== undefined)
  if (listId !== undefined && figure !== undefined) {
    throw refuse('disclosed-list-figures', { pointer: `/${figure}` })
  }
  checkPlace({ channel, address, boardId })
  if (postedOn > today) throw refuse('disclosure-day', { pointer: '/postedOn', values: { today } })
  if (period !== undefined && period > postedOn.slice(0, 7)) {
    throw refuse('disclosure-day', { pointer: '/period', values: { today } })
  }
}

function checkPlace({
  channel,
  address,
  boardId
}: {
  channel: Channel
  address: string | undefined
  boardId: string | undefined
}): void {
  const [own, other] = channel === 'website' ? [address, boardId] : [boardId, address]
  const [ownName, otherName] = channel === 'website' ? ['address', 'boardId'] : ['boardId', 'address']
  if (own === undefined) throw refuse('disclosure-place-missing', { pointer: `/${ownName}` })
  if (other !== undefined) throw refuse('disclosure-place-missing', { pointer: `/${otherName}` })
  if (address !== undefined && !isHttps(address)) {
    throw refuse('disclosure-address-bad', { pointer: '/address' })
  }
}

/** The board on which something is shown, and the unit that shows it. */
export interface Posting {
  board: { unitCode: string; path: string; level: string; since: string; until: string | null } | undefined
  unit: { code: string; level: string }
  postedOn: string
}

/** A unit shows things on a board of its own. Townships and counties also use those of their villages. */
export function checkBoard({ board, unit, postedOn }: Posting): void {
  const at = { pointer: '/boardId' }
  if (board === undefined) throw refuse('notice-board-unknown', at)
  const isAbove = board.path.split('.').includes(unit.code)
  const mayUse = board.level === 'village' && isAbove && ['township', 'county'].includes(unit.level)
  if (board.unitCode !== unit.code && !mayUse) throw refuse('notice-board-of-others', at)
  const stands = board.since <= postedOn && (board.until === null || postedOn < board.until)
  if (!stands) throw refuse('notice-board-not-standing', { ...at, values: { on: postedOn } })
}

/** A finished list, as far as it decides whether it can be the one that is shown. */
interface ListToShow {
  /** Who acts now for the county that made it, and for the unit that pays. */
  acting: string
  payer: string
  programmeId: string
  period: string
  content: Content
  state: string
}

/** A list, and the disclosure that is said to show it. */
export interface Listed<List extends ListToShow> {
  list: List | undefined
  wanted: { content: Content; programmeId: string | null; period: string | null; postedOn: string }
  /** The unit that shows it. */
  path: string
}

/** Gives the list: one of the unit itself, or one that the county made for its townships and villages. */
export function listShown<List extends ListToShow>({ list, wanted, path }: Listed<List>): List {
  const at = { pointer: '/listId' }
  const units = path.split('.')
  // The list of a township that pays is shown by its county, by the township, and by the villages of it.
  const isTheirs =
    list !== undefined &&
    units.includes(list.acting) &&
    (units.at(-1) === list.acting || units.includes(list.payer))
  if (!isTheirs) throw refuse('disclosed-list-unknown', at)
  const isSame =
    list.content === wanted.content &&
    list.programmeId === wanted.programmeId &&
    (wanted.period === null || list.period === wanted.period) &&
    list.period <= wanted.postedOn
  if (!isSame) throw refuse('disclosed-list-differs', at)
  if (list.state !== 'rendered') throw refuse('disclosed-list-open', at)
  return list
}

/** Refuses a day on which something cannot have been taken down. */
export function checkEnd(on: string, { postedOn }: Pick<Standing, 'postedOn'>, today: string): void {
  if (postedOn <= on && on <= today) return
  throw refuse('disclosure-end-day', { pointer: '/on', values: { postedOn, today } })
}

/** The day of a list of gaps: nobody knows what will be missing later. */
export function dayAsked(on: string | undefined, today: string): string {
  if (on === undefined) return today
  if (on > today) throw refuse('missing-in-future', { pointer: '?on', values: { today } })
  return on
}
