import { clerk } from '../desk.ts'
import type { Scene } from '../stage.ts'
import { PROGRAMME } from './money.ts'

const contents = ['policy', 'procedure', 'hotline'] as const

/** What counties show to the public, and what their cities find of it. */
export const disclosure: Scene = {
  title: '公开公示',
  enter({ agenda, places, desk, year, chance }) {
    const drawn = chance('disclosure')
    for (const county of places.all('county')) {
      const [who, city] = [clerk(county.code), clerk(places.above(county).code)]
      const address = `https://${county.code}.example.gov.cn/shjz`
      agenda.on('02-16', async () => {
        const board = { unitCode: county.code, place: '政务大厅（示例）', since: '2020-05-01' }
        await desk.post(who, '/v1/notice-boards', board)
        for (const content of contents.filter(() => drawn.percent(85)))
          await desk.post(who, '/v1/disclosures', {
            ...{ unitCode: county.code, content, channel: 'website', address, postedOn: agenda.today }
          })
      })
      agenda.on('04-20', async () => {
        const list = { programme: PROGRAMME, period: `${year}-03`, content: 'recipients', channel: 'board' }
        await desk.post(who, '/v1/disclosure-lists', { unitCode: county.code, ...list })
      })
      agenda.on('07-08', async () => {
        const observations = [{ content: 'policy', result: drawn.of(['shown', 'shown', 'missing']) }]
        await desk.post(city, '/v1/disclosure-checks', {
          ...{ unitCode: city.unit, targetCode: county.code, checkedOn: agenda.today, channel: 'website' },
          observations
        })
      })
      agenda.on('08-18', async () => {
        const lines = ['序号,村（社区）,姓名,保障人数,月补助金额（元）', '1,示例社区,赵某甲,2,685.50']
        await desk.table(city, 'POST', `/v1/disclosure-scans?targetCode=${county.code}`, lines)
      })
    }
    agenda.on('09-22', async () => {
      const top = clerk(places.top.code)
      const url = `/v1/disclosures?within=${top.unit}&content=policy`
      const [first] = await desk.list<{ id: string; unitCode: string }>(top, url)
      const by = { on: agenda.today, reason: '误登记，已重新登记。' }
      if (first !== undefined)
        await desk.post(clerk(first.unitCode), `/v1/disclosures/${first.id}/withdraw`, by)
    })
  }
}
