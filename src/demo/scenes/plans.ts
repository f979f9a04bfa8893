import { clerk, leader } from '../desk.ts'
import type { Scene, Stage } from '../stage.ts'

interface Plan {
  id: string
  unitCode: string
}

/** Plans of the year: generated with a seed that everybody knows, handed in by each unit and approved. */
export const plans: Scene = {
  title: '年度检查计划',
  enter(stage) {
    const { agenda, year, seed, places, desk } = stage
    const top = places.top.code
    agenda.on('01-05', async () => {
      const drawn = { seed: `${seed}-${year}`, seedSource: '演示数据：公开的随机种子' }
      await desk.post(clerk(top), '/v1/inspection-plans/generate', { withinCode: top, year, ...drawn })
      const made = await desk.list<Plan>(clerk(top), `/v1/inspection-plans?year=${year}`)
      handIn(stage, made)
    })
  }
}

/** Most plans are approved in January. Some stay drafts, some wait, some come back once. */
function handIn({ agenda, desk }: Stage, made: readonly Plan[]): void {
  const step = (plan: Plan, name: 'submit' | 'approve' | 'return', body?: object) => () => {
    const who = name === 'submit' ? clerk(plan.unitCode) : leader(plan.unitCode)
    return desk.post(who, `/v1/inspection-plans/${plan.id}/${name}`, body)
  }
  const below = made.filter(({ unitCode }) => unitCode.length > 6)
  const drafts = new Set(below.filter((_, n) => n % 40 === 7))
  const waiting = new Set(below.filter((_, n) => n % 40 === 13))
  const submitted = made.filter((plan) => !drafts.has(plan))
  const back = submitted.filter((plan, n) => !waiting.has(plan) && n % 40 === 3)
  agenda.on('01-12', () => desk.together(submitted.map((plan) => step(plan, 'submit'))))
  agenda.on('01-14', async () => {
    const reason = '请补充检查人员安排后重新提交。'
    await desk.together(back.map((plan) => step(plan, 'return', { reason })))
  })
  agenda.on('01-19', () => desk.together(back.map((plan) => step(plan, 'submit'))))
  const approved = submitted.filter((plan) => !waiting.has(plan))
  agenda.on('01-22', () => desk.together(approved.map((plan) => step(plan, 'approve'))))
}
