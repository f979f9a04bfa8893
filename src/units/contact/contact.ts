import type { Channels } from './channels.ts'

/** A telephone for complaints and reports. */
export interface Phone {
  number: string
  /** `08:30-17:00` on working days, or `24h`; left out where nobody has stated it. */
  hours?: string | undefined
  note?: string | undefined
}

/** A website, mailbox or account. */
export interface OnlineChannel {
  kind: 'site' | 'mail' | 'wechat' | 'app'
  address: string
}

/**
 * How people reach a unit, as it is stored in `unit.channels`. `hotline` and `online` are always the first
 * phone and the first online address: clients that know only these two read and write them.
 */
export interface Contact extends Channels {
  phones?: readonly Phone[]
  sites?: readonly OnlineChannel[]
  letters?: { address: string; postcode: string } | undefined
  updatedOn?: string
  confirmedOn?: string
}

/** All phones; of a unit of which only the text is known, that one. */
export function phonesOf({ phones, hotline }: Contact): readonly Phone[] {
  return phones ?? (hotline === undefined ? [] : [{ number: hotline }])
}

/** All online channels; of a unit of which only the text is known, that one. */
export function sitesOf({ sites, online }: Contact): readonly OnlineChannel[] {
  return (
    sites ?? (online === undefined ? [] : [{ kind: online.includes('@') ? 'mail' : 'site', address: online }])
  )
}

/** The two texts that follow from the lists. */
export function withLists(contact: Omit<Contact, 'hotline' | 'online'>): Contact {
  const [phone, site] = [contact.phones?.[0], contact.sites?.[0]]
  return {
    ...(phone !== undefined && { hotline: phone.number }),
    ...(site !== undefined && { online: site.address }),
    ...contact
  }
}

/** New texts take the first places of the lists; what stands behind them stays. */
export function withTexts(before: Contact, { hotline, online }: Channels, today: string): Contact {
  const { hotline: _, online: __, ...rest } = before
  const phones = first(
    phonesOf(before),
    hotline,
    ({ number }) => number,
    (number) => ({ number })
  )
  const sites = first(
    sitesOf(before),
    online,
    ({ address }) => address,
    (address) => sitesOf({ online: address })[0] as OnlineChannel
  )
  return withLists({ ...rest, phones, sites, updatedOn: today })
}

function first<T>(
  list: readonly T[],
  text: string | undefined,
  textOf: (one: T) => string,
  make: (text: string) => T
) {
  const [head, ...others] = list
  if (text === undefined) return others
  return head !== undefined && textOf(head) === text ? list : [make(text), ...others]
}
