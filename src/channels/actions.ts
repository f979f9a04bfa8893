import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { type Contact, lockUnit, phonesOf, sitesOf, withLists, writeContact } from '../units/index.ts'
import * as rules from './rules.ts'
import type { ChannelsChange } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** Enters all channels of a unit in place of the former ones. */
export function putChannels(work: Work, code: string, wanted: ChannelsChange): Promise<store.Shown> {
  return takeStep(channelSteps, work, code, 'put', async ({ unitCode }) => {
    const { phones, online, letters } = wanted
    rules.check({ phones, online })
    const contact = withLists({
      phones,
      sites: online,
      letters,
      updatedOn: work.today,
      confirmedOn: work.today
    })
    await writeContact(work.tx, unitCode, contact)
    const details = { phones: phones.length, online: online.length, letters: letters !== undefined }
    return { event: newEvent('unit.channels-changed', details), subject: { code: unitCode } }
  })
}

/** States that the channels are still right: due once a year. */
export function confirmChannels(work: Work, code: string): Promise<store.Shown> {
  return takeStep(channelSteps, work, code, 'confirm', async ({ unitCode, contact }) => {
    await writeContact(work.tx, unitCode, { ...contact, confirmedOn: work.today })
    return { event: newEvent('unit.channels-confirmed', {}), subject: { code: unitCode } }
  })
}

interface Locked extends rules.Standing {
  id: string
  unitCode: string
  version: number
  contact: Contact
}

const channelSteps: StepKind<Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('channels-not-found'),
  async lock({ tx }, code) {
    const unit = await lockUnit(tx, code)
    if (unit === undefined) return undefined
    const contact: Contact = unit.channels
    const hasAny = phonesOf(contact).length + sitesOf(contact).length > 0
    return { ...unit, id: code, unitCode: code, contact, hasAny }
  },
  read: ({ tx, actor, today }, code) => store.find(tx, actor, code, today)
}
