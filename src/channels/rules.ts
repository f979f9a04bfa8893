import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { isHttps } from '../platform/values/addresses.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { OnlineChannel, Phone } from '../units/index.ts'
import { areHours } from './hours.ts'
import { refuse } from './vocabulary.ts'

/** 第二部分（四）: 市、县、乡三级设立监督举报电话和网络咨询投诉渠道. */
export const CLAUSE = 'jilin-2019-12:2.4'

/** What people of the unit and of those above may do with its channels. */
export const steps = {
  put: { from: [], permission: 'channels:keep' },
  confirm: { from: [], permission: 'channels:keep' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

export interface Standing {
  path: string
  hasAny: boolean
  validTo: string | null
}

/** Everybody in the province sees the channels. To change them, other units than those above find none. */
export function notTheirs(_name: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('channels-not-found')
}

export function notNow(name: StepName, { hasAny, validTo }: Standing, today: string): Refusal | undefined {
  if (validTo !== null && validTo <= today) return refuse('channels-of-ended-unit')
  return name === 'confirm' && !hasAny ? refuse('channels-none') : undefined
}

/** Area code and 7 or 8 digits, a mobile number, 400 or 800, or a short number. */
const PHONE = /^(0\d{2,3}-?\d{7,8}(-\d{1,6})?|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|\d{3,5})$/
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** The name of an account: no other kind of address. */
const NAME = /^(?![a-z][a-z0-9+.-]*:)[^\s@]+$/i

/** Refuses channels over which nobody can be reached. */
export function check({
  phones,
  online
}: {
  phones: readonly Phone[]
  online: readonly OnlineChannel[]
}): void {
  phones.forEach(({ number, hours }, n) => {
    if (!PHONE.test(number)) throw refuse('phone-bad', { pointer: `/phones/${n}/number`, clause: CLAUSE })
    if (phones.findIndex((one) => one.number === number) < n) {
      throw refuse('phone-twice', { pointer: `/phones/${n}/number` })
    }
    if (hours !== undefined && !areHours(hours)) {
      throw refuse('hours-bad', { pointer: `/phones/${n}/hours` })
    }
  })
  online.forEach(({ kind, address }, n) => {
    if (isAddress(kind, address)) return
    throw refuse('address-bad', { pointer: `/online/${n}/address`, clause: CLAUSE })
  })
}

function isAddress(kind: OnlineChannel['kind'], address: string): boolean {
  if (kind === 'mail') return MAIL.test(address)
  return isHttps(address) || (kind !== 'site' && NAME.test(address))
}
