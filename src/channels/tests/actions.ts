import { v7 as uuid } from 'uuid'
import { calendarOf } from '../../calendar/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { inUtc, localDate } from '../../platform/values/days.ts'
import type { Work } from '../../platform/work/work.ts'
import { type Contact, mustBeInOffice, phonesOf, sitesOf, unitPlace } from '../../units/index.ts'
import { isInHours } from '../hours.ts'
import { refuse } from '../vocabulary.ts'
import type { ChannelTest, NewChannelTest } from './schema.ts'
import * as store from './store.ts'

/** Puts on record that somebody tried a channel of a unit below, and whether it was answered. */
export async function makeTest(
  work: Work,
  wanted: NewChannelTest
): Promise<ChannelTest & { version: number }> {
  const { tx, actor, now, today } = work
  const { unitCode, targetCode, channel, number, result } = wanted
  await placeOf(tx, actor, 'channel-test', unitCode, '/unitCode')
  mustBeInOffice(present(await unitPlace(tx, unitCode)), today, '/unitCode')
  const target = await unitPlace(tx, targetCode)
  if (target === undefined || !target.path.split('.').slice(0, -1).includes(unitCode)) {
    throw refuse('test-target-not-below', { pointer: '/targetCode', values: { unit: unitCode } })
  }
  const contact: Contact = target.channels
  const hours = hoursOf(contact, channel, number)
  const triedAt = inUtc(wanted.triedAt)
  if (Date.parse(triedAt) > now.getTime()) throw refuse('test-in-future', { pointer: '/triedAt' })
  const day = localDate(new Date(triedAt))
  const isOff = (await calendarOf(tx)).isOff(day)
  const id = uuid({ msecs: now.getTime() })
  await store.insert(tx, {
    ...wanted,
    id,
    triedAt,
    isInHours: isInHours(hours, clockOf(triedAt), isOff),
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  work.record('channel-test.made', { id, unitCode }, { targetCode, channel, result })
  return { ...present(await store.find(tx, actor, id, today)), version: 1 }
}

/** The stated hours of the phone. The phone or address must be on record. */
function hoursOf(contact: Contact, channel: NewChannelTest['channel'], number: string): string | undefined {
  const phone = phonesOf(contact).find((one) => one.number === number)
  const isKnown =
    channel === 'hotline' ? phone !== undefined : sitesOf(contact).some(({ address }) => address === number)
  if (!isKnown) throw refuse('test-number-unknown', { pointer: '/number' })
  return phone?.hours
}

/** The time of day in Asia/Shanghai, `HH:MM`. */
function clockOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
}
