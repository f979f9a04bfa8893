import { clerk } from '../desk.ts'
import { identityOf, nameOf } from '../invented.ts'
import type { Place } from '../places.ts'
import type { Scene, Stage } from '../stage.ts'
import { PROGRAMME } from './money.ts'

/** Filers in one county of each city, the relatives whom they file, and a check of it. */
export const relatives: Scene = {
  title: '近亲属备案',
  enter(stage) {
    const { agenda, places, desk, year } = stage
    for (const city of places.all('city')) {
      const county = places.below(city.code)[0]
      if (county === undefined) continue
      const villages = places.below(county.code).flatMap(({ code }) => places.below(code))
      agenda.on('04-15', async () => {
        for (const [n, village] of villages.slice(0, 6).entries()) await filer(stage, county, village, n)
      })
      agenda.on('07-16', async () => {
        const body = { unitCode: county.code, programme: PROGRAMME, period: `${year}-06` }
        await desk.post(clerk(county.code), '/v1/relative-checks', body)
      })
    }
  }
}

/** Two of three filers file a relative: one is entered in the registers of all levels, one ends. */
async function filer({ desk, person, places, agenda }: Stage, county: Place, village: Place, n: number) {
  const who = clerk(county.code)
  const one = person()
  const made = await desk.post(who, '/v1/filers', {
    ...{ unitCode: village.code, name: nameOf(one), kind: 'committee-member', post: '村委会委员' },
    ...{ idNumber: identityOf(900_000 + one), since: '2024-03-01' }
  })
  if (n % 3 === 2) return
  const filing = await desk.post(who, '/v1/relative-filings', {
    ...{ filerId: made.id, programme: PROGRAMME, recipientNo: `D0${n}0`, villageCode: village.code },
    ...{ idNumber: identityOf((Number(county.code) % 10_000) * 100 + n * 3) },
    ...{ relation: 'parent', isHead: true, trigger: 'annual' }
  })
  const url = `/v1/relative-filings/${filing.id}`
  if (n % 3 === 0) {
    const township = clerk(places.above(village).code)
    await desk.post(township, `${url}/register`, { level: 'village', onBehalf: true })
    await desk.post(township, `${url}/register`, { level: 'township' })
    await desk.post(who, `${url}/register`, { level: 'county' })
  }
  if (n === 1)
    agenda.after(60, async () => {
      await desk.post(who, `${url}/end`, { on: agenda.today, reason: 'left-programme' })
    })
}
