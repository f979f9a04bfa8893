import { clerk } from '../desk.ts'
import { hotlineOf } from '../invented.ts'
import type { Scene, Stage } from '../stage.ts'

/** What units do of their own: schemes, rules, training and publicity, and how people reach them. */
export const duties: Scene = {
  title: '监管责任和信访渠道',
  enter(stage) {
    const { agenda, places, chance } = stage
    const drawn = chance('duties')
    const large = [places.top, ...places.all('city'), ...places.all('county')]
    for (const { code } of new Set(large)) {
      agenda.on('01-20', () => reachable(stage, code))
      for (const [kind, body] of Object.entries(records))
        if (drawn.percent(85)) agenda.on('03-10', () => file(stage, code, kind, body))
    }
    for (const { code } of places.all('township')) {
      if (!drawn.percent(8)) continue
      agenda.on('02-10', () => reachable(stage, code))
      agenda.on('03-12', () => file(stage, code, 'scheme', records.scheme))
    }
    for (const city of places.all('city'))
      for (const { code } of places.below(city.code)) {
        const result = drawn.percent(75) ? 'answered' : 'no-answer'
        agenda.on('05-15', () => tried(stage, city.code, code, result))
      }
  }
}

const records = {
  scheme: { title: '社会救助监管工作方案（示例）', documentNo: '示例〔3〕号', issuedOn: '02-20' },
  rules: { title: '社会救助监管实施细则（示例）', documentNo: '示例〔5〕号', issuedOn: '02-21' },
  training: {
    title: '社会救助业务培训（示例）',
    issuedOn: '02-26',
    figures: { sessions: 1, people: 17, staffOnRegister: 22 }
  },
  publicity: {
    ...{ title: '社会救助政策宣传月（示例）', from: '01-10', to: '02-10', topics: ['policy'] },
    figures: { sessions: 3, people: 120, copies: 500 }
  }
}

/** The days of the record get their year. */
async function file({ desk, year }: Stage, unitCode: string, kind: string, body: object): Promise<void> {
  const dated = Object.entries(body).map(([name, value]) => [
    name,
    ['issuedOn', 'from', 'to'].includes(name) ? `${year}-${value}` : value
  ])
  await desk.post(clerk(unitCode), '/v1/duty-records', {
    ...{ unitCode, year, kind },
    ...Object.fromEntries(dated)
  })
}

const numberOf = (code: string) => hotlineOf(Number(code.slice(2)) * 7)

async function reachable({ desk }: Stage, code: string): Promise<void> {
  const phones = [{ number: numberOf(code), hours: '08:30-17:00' }]
  await desk.put(clerk(code), `/v1/units/${code}/channels`, { phones, online: [] })
}

async function tried({ desk, clock }: Stage, unitCode: string, targetCode: string, result: string) {
  const call = { channel: 'hotline', number: numberOf(targetCode), triedAt: clock.at('08:20') }
  await desk.post(clerk(unitCode), '/v1/channel-tests', {
    ...{ unitCode, targetCode, result, waitedSeconds: result === 'answered' ? 12 : 60 },
    ...call
  })
}
