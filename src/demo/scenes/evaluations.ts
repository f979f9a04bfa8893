import { clerk, leader } from '../desk.ts'
import type { Scene } from '../stage.ts'

const grades = [
  { code: 'excellent', from: 90 },
  { code: 'good', from: 80 },
  { code: 'qualified', from: 60 },
  { code: 'unqualified', from: 0 }
]
const points = (code: string, name: string, full: string) => ({
  ...{ code, name, dimension: '工作管理', weight: full, mode: 'entered', unitOfMeasure: 'points' },
  ...{ direction: 'up', method: 'linear', full, zero: '0', by: 'self' }
})
const items = [points('policy', '政策落实', '40'), points('work', '工作成效', '60')]

/** Each unit that supervises cities or counties evaluates those directly below it for the first half-year. */
export const evaluations: Scene = {
  title: '绩效评价',
  enter({ agenda, places, desk, year, chance }) {
    const drawn = chance('evaluations')
    const evaluating = [...new Set([places.top, ...places.all('city')])].slice(0, 4)
    evaluating.forEach((unit, at) => {
      const below = places.below(unit.code)
      const who = leader(unit.code)
      agenda.on('07-06', async () => {
        const set = { unitCode: unit.code, year, name: `${year}年绩效评价指标（示例）`, grades, items }
        const levels = [...new Set(below.map(({ level }) => level))]
        const made = await desk.post(who, '/v1/indicator-sets', { ...set, levels })
        await desk.post(who, `/v1/indicator-sets/${made.id}/publish`)
        const { id } = await desk.post(who, '/v1/evaluations', {
          ...{ unitCode: unit.code, setId: made.id, year, from: `${year}-01-01`, to: `${year}-06-30` },
          targets: { unitCodes: below.map(({ code }) => code) },
          ...{ selfBy: `${year}-07-31`, verifyBy: `${year}-08-31` }
        })
        const url = `/v1/evaluations/${id}`
        await desk.post(who, `${url}/open`)
        for (const { code } of below)
          for (const { code: item, weight } of items) {
            const value = String(drawn.between(Math.floor(Number(weight) * 0.6), Number(weight)))
            await desk.put(clerk(code), `${url}/targets/${code}/values/${item}`, { value })
          }
        if (at === 1) return
        agenda.after(35, async () => {
          await desk.post(who, `${url}/verify`)
          await desk.post(who, `${url}/score`)
          await desk.post(who, `${url}/publish`)
        })
      })
    })
  }
}
