import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { type Channel, type Content, labels } from '../labels.ts'
import type { Observation } from '../tables.ts'
import { refuse } from '../vocabulary.ts'

/** A check never changes. What is not in order can be recorded as findings. */
export const steps = {
  findings: { from: [], permission: 'disclosure-checks:make' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a check. */
export interface Standing {
  unitCode: string
  path: string
  /** Who acts for the checking unit now. */
  acting: string
  channel: Channel
  observations: readonly Observation[]
  findings: readonly { n: number }[]
}

export function notTheirs(_: StepName, { path, acting }: Standing, { unitCode }: Actor): Refusal | undefined {
  const isTheirs = path.split('.').includes(unitCode)
  return isTheirs ? undefined : refuse('disclosure-check-of-others', { values: { unit: acting } })
}

export function notNow(_: StepName, check: Standing): Refusal | undefined {
  return openFaults(check).length === 0 ? refuse('disclosure-check-sound') : undefined
}

/** Refuses a check that cannot be right. */
export function check(
  { checkedOn, observations }: { checkedOn: string; observations: readonly Observation[] },
  today: string
): void {
  if (checkedOn > today) throw refuse('disclosure-check-day', { pointer: '/checkedOn', values: { today } })
  observations.forEach(({ content, result, postedOn, periodShown, disclosureId }, n) => {
    const at = (name: string) => ({ pointer: `/observations/${n}/${name}` })
    if (result === 'too-short' && content !== 'review') {
      throw refuse('disclosure-check-observation', at('result'))
    }
    const isThere = postedOn !== undefined || periodShown !== undefined || disclosureId !== undefined
    if (result === 'missing' && isThere) throw refuse('disclosure-check-observation', at('result'))
    if (postedOn !== undefined && postedOn > checkedOn) {
      throw refuse('disclosure-check-day', { ...at('postedOn'), values: { today } })
    }
    if (periodShown !== undefined && periodShown > checkedOn.slice(0, 7)) {
      throw refuse('disclosure-check-day', { ...at('periodShown'), values: { today } })
    }
  })
}

/** What a scan says of a list that is shown. */
export interface ScannedList {
  refused: number
  /** Whether all that was refused only differs from the roster. */
  onlyDiffers: boolean
  programme: string | null
  /** First day of the month. */
  period: string | null
}

/** A disclosure on record, and whether another roster stands since it was posted. */
export interface OnRecord {
  id: string
  content: Content
  rosterReplaced: boolean | null
}

/**
 * Whether a list that was scanned shows what must not be shown. Where the roster was replaced after the
 * posting, lines that differ from it are those of an outdated list.
 */
export function scanned(
  { refused, onlyDiffers }: Pick<ScannedList, 'refused' | 'onlyDiffers'>,
  isReplaced: boolean
): 'leaks' | 'outdated' | undefined {
  if (refused === 0) return undefined
  return isReplaced && onlyDiffers ? 'outdated' : 'leaks'
}

/** The observation that a scan adds to those of the inspector; none where they say it already. */
export function observedIn(
  scan: ScannedList,
  observations: readonly Observation[],
  onRecord: OnRecord | undefined
): Observation | undefined {
  const result = scanned(scan, onRecord?.rosterReplaced === true)
  if (result === undefined) return undefined
  const disclosureId = onRecord?.id
  const isSaid = observations.some(
    (one) => one.result === result && (disclosureId === undefined || one.disclosureId === disclosureId)
  )
  if (isSaid) return undefined
  return {
    content: onRecord?.content ?? listSeen(observations)?.content ?? 'recipients',
    result,
    ...(scan.programme !== null && { programme: scan.programme }),
    ...(scan.period !== null && { periodShown: scan.period.slice(0, 7) }),
    ...(disclosureId !== undefined && { disclosureId })
  }
}

const lists: readonly Content[] = ['recipients', 'review', 'approval', 'ended']

/** The only list among what an inspector saw: the one that was scanned. */
export function listSeen(observations: readonly Observation[]): Observation | undefined {
  const seen = observations.filter(({ content, result }) => lists.includes(content) && result !== 'missing')
  return seen.length === 1 ? seen[0] : undefined
}

/** The checklist item that an observation is about. */
export function itemOf({ content, result }: Observation, channel: Channel): string {
  if (result === 'leaks') return 'disclosure-protected'
  if (channel === 'website') return 'disclosure-website'
  if (result === 'unreadable') return 'disclosure-board'
  if (content === 'recipients') return 'disclosure-recipients'
  return ['review', 'approval', 'ended'].includes(content) ? 'disclosure-approval' : 'disclosure-procedure'
}

/** An observation with its number. */
export interface Numbered {
  n: number
  one: Observation
}

/** Observations that are not in order and from which no finding was made, by their numbers from 1. */
export function openFaults({
  observations,
  findings
}: Pick<Standing, 'observations' | 'findings'>): Numbered[] {
  const made = new Set(findings.map(({ n }) => n))
  return observations
    .map((one, index) => ({ n: index + 1, one }))
    .filter(({ n, one }) => one.result !== 'shown' && !made.has(n))
}

/** The observations to record as findings, by checklist item. */
export function groupsOf(check: Standing, wanted?: readonly number[]): [itemId: string, Numbered[]][] {
  const open = openFaults(check)
  const numbers = new Set(open.map(({ n }) => n))
  const absent = (wanted ?? []).findIndex((n) => !numbers.has(n))
  if (absent >= 0) throw refuse('disclosure-check-sound', { pointer: `/observations/${absent}` })
  if (open.length === 0) throw refuse('disclosure-check-sound')
  const chosen = open.filter(({ n }) => wanted === undefined || wanted.includes(n))
  return [...Map.groupBy(chosen, ({ one }) => itemOf(one, check.channel))]
}

export interface About {
  id: string
  targetCode: string
  checkedOn: string
  channel: Channel
}

/** What a finding says. The remarks stay in the check: they could say more than the unit should repeat. */
export function textOf({ checkedOn, channel }: About, group: readonly Numbered[], text?: string): string {
  const seen = group.map(({ n, one }) => {
    const programme = one.programme === undefined ? '' : `（${one.programme}）`
    const content = labels['disclosure-content'][one.content].zh
    return `${n}.${content}${programme}：${labels['disclosure-result'][one.result].zh}`
  })
  const own = `公示核查（${checkedOn}，${labels['disclosure-channel'][channel].zh}）：${seen.join('；')}。`
  return text === undefined ? own : `${text}\n${own}`
}

/** Private data on show harm somebody each day: the finding asks for the withdrawal on the same day. */
export const URGENT = '请于当日撤下，并登记撤回。'
