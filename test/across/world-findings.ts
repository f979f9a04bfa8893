import { person } from '../support/people.ts'
import type { TestService } from '../support/service.ts'

/** What was found at a unit, wherever the tests need it. */
export function findingAt(unitCode: string, targetCode: string) {
  return { unitCode, targetCode, area: 'funds', severity: 'serious', text: '低保资金未按月足额发放。' }
}

/** What one unit found at another one below it, reported as mended where that is asked for; gives its id. */
export async function makeFinding(
  { call }: TestService,
  unit: string,
  target: string,
  isRectified = false
): Promise<string> {
  const post = async (url: string, as: string, body: object) => {
    const answer = await call('POST', `/v1/findings${url}`, { as: person(as), body })
    if (answer.status >= 300) throw new Error(`the finding was not made: ${answer.text}`)
    return answer.body
  }
  const { id } = await post('', unit, findingAt(unit, target))
  if (isRectified) await post(`/${id}/rectify`, target, { text: '已补发。' })
  return id
}
