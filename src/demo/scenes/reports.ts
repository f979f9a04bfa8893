import { dayAfter } from '../agenda.ts'
import { clerk, leader } from '../desk.ts'
import type { Scene } from '../stage.ts'

/** Publications of the year: bulletins on cases each quarter, and the yearly report of the year before. */
export const reports: Scene = {
  title: '定期通报和年度报告',
  enter({ agenda, places, desk, year }) {
    const top = places.top.code
    const quarters = [
      ['01-01', '03-31', '04-08'],
      ['04-01', '06-30', '07-08'],
      ['07-01', '09-30', '10-12']
    ] as const
    for (const [from, to, on] of quarters)
      agenda.on(on, async () => {
        const period = { withinCode: top, from: `${year}-${from}`, to: `${year}-${to}` }
        const { id } = await desk.post(clerk(top), '/v1/case-bulletins', period)
        await desk.post(leader(top), `/v1/case-bulletins/${id}/publish`)
      })
    agenda.on('02-05', async () => {
      for (const { code } of new Set([places.top, ...places.all('city').slice(0, 1)])) {
        const body = { unitCode: code, year: year - 1 }
        const { id } = await desk.post(leader(code), '/v1/compliance-reports', body)
        if (code === top) await desk.post(leader(code), `/v1/compliance-reports/${id}/publish`)
      }
    })
    agenda.on('10-30', async () => {
      const found = await desk.list<Proposal>(leader(top), '/v1/proposals?state=open')
      const waiting = found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      for (const [n, { id, unitCode, kind }] of waiting.slice(0, 6).entries()) {
        const [step, body] =
          n % 2 === 1
            ? ['dismiss', { reason: '银行系统故障所致，已核实。' }]
            : ['accept', kind === 'interview' ? { calledFor: dayAfter(agenda.today, 10) } : {}]
        await desk.post(leader(unitCode), `/v1/proposals/${id}/${step}`, body as object)
      }
    })
  }
}

interface Proposal {
  id: string
  unitCode: string
  targetCode: string
  kind: string
  fact: string
}

const keyOf = ({ targetCode, kind, fact }: Proposal) => `${targetCode} ${kind} ${fact}`
