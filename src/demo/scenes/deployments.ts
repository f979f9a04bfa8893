import { clerk, leader } from '../desk.ts'
import type { Scene } from '../stage.ts'

const work = ['完成低保对象年度复核。', '核查长期未复核家庭。', '公布举报电话。']

/** Work that the top unit and each city deploy to the units below, with their reports. */
export const deployments: Scene = {
  title: '工作部署',
  enter({ agenda, places, desk, year, chance }) {
    const drawn = chance('deployments')
    for (const issuing of new Set([places.top, ...places.all('city')])) {
      const below = places.below(issuing.code)
      agenda.on('03-02', async () => {
        const items = work.map((text, n) => ({
          ...{ no: n + 1, text, dueOn: `${year}-${['06-30', '09-30', '12-20'][n]}` },
          measure: { name: '完成率', unit: '%', target: 100 }
        }))
        const { id } = await desk.post(clerk(issuing.code), '/v1/deployments', {
          ...{
            unitCode: issuing.code,
            title: `${year}年社会救助重点工作任务（示例）`,
            issuedOn: `${year}-03-01`
          },
          ...{ addressees: { unitCodes: below.map(({ code }) => code) }, items }
        })
        await desk.post(leader(issuing.code), `/v1/deployments/${id}/issue`)
        for (const { code } of below) {
          if (!drawn.percent(80)) continue
          const isBack = drawn.percent(15)
          agenda.after(drawn.between(40, 160), async () => {
            const report = await desk.post(clerk(code), `/v1/deployments/${id}/reports`, {
              ...{ itemNo: 1, state: 'done', value: 100, measures: '逐户入户复核，逐户签字确认。' }
            })
            const step = isBack ? 'return' : 'confirm'
            const body = isBack ? { reason: '未附复核台账。' } : undefined
            await desk.post(leader(issuing.code), `/v1/deployment-reports/${report.id}/${step}`, body)
          })
        }
      })
    }
  }
}
