import type { Chance } from '../chance.ts'
import { clerk, leader, type Made, type Who } from '../desk.ts'
import { nameOf, phoneOf } from '../invented.ts'
import type { Place } from '../places.ts'
import type { Scene, Stage } from '../stage.ts'
import { courses, type Step } from './courses.ts'

const bodies: Record<string, object> = {
  accept: {},
  close: {},
  decline: { reason: '所述事项不属于社会救助受理范围，已告知向有权机关提出。' },
  extend: { days: 20, reason: '需入户核查家庭经济状况。' },
  reply: {
    text: '经核查，所述情况部分属实，已补发并书面答复。',
    outcome: 'partly-upheld',
    cause: 'late-payment'
  },
  review: { text: '维持原答复意见。', outcome: 'maintained' },
  recheck: { text: '维持复查意见。', outcome: 'maintained' },
  withdraw: { reason: '信访人自愿撤回。' }
}

const categories = [
  'low-income-allowance',
  'extreme-poverty-support',
  'temporary-assistance',
  'fund-management'
]
const channels = ['hotline', 'online', 'visit', 'letter']
const summaries = [
  '反映低保申请长期未得到答复',
  '反映本月救助金未按时到账',
  '咨询临时救助申请条件',
  '反映公示栏长期未更新'
]

/** How many cases a county has in the year, besides one of each course in all. */
const EACH = 3

/** Cases of all kinds in the counties, taken as far as chance wants; letters and clues handed on. */
export const cases: Scene = {
  title: '信访件',
  enter(stage) {
    const { agenda, places, chance } = stage
    const drawn = chance('cases')
    const weighted = courses.flatMap((course) => Array<typeof course>(course[1]).fill(course))
    const counties = places.all('county')
    counties.forEach((county, at) => {
      const own = courses.filter((_, n) => n % counties.length === at)
      for (const [kind, , steps] of [...own, ...Array.from({ length: EACH }, () => drawn.of(weighted))]) {
        const day = `${String(drawn.between(1, 10)).padStart(2, '0')}-${drawn.between(10, 27)}`
        agenda.on(day, () => receive(stage, county, kind, steps, drawn))
      }
    })
  }
}

async function receive(stage: Stage, county: Place, kind: string, steps: readonly Step[], drawn: Chance) {
  const { desk, clock, person, places, agenda } = stage
  const n = person()
  const anonymous = kind === 'report' || drawn.percent(25)
  const made = await desk.post(clerk(county.code), '/v1/cases', {
    ...{ kind, unitCode: county.code, receivedAt: clock.at('08:10'), anonymous },
    ...{ category: drawn.of(categories), channel: drawn.of(channels), summary: drawn.of(summaries) },
    ...(kind === 'report' && { accusedUnitCode: places.below(county.code)[0]?.code }),
    ...(!anonymous && { reporter: { name: nameOf(n), phone: phoneOf(n) } })
  })
  goOn(stage, county, made, steps)
  if (kind === 'report') agenda.after(12, () => handOn(stage, county, made, drawn))
  else if (steps.length === 0) agenda.after(20, () => urge(stage, county, made))
}

function goOn(stage: Stage, county: Place, { id }: Made, steps: readonly Step[]): void {
  const [[name, days, by] = [], ...rest] = steps
  if (name === undefined || days === undefined) return
  const { agenda, desk, places } = stage
  const city = places.above(county)
  const unit = { county: county.code, city: city.code, top: places.root }[by ?? 'county']
  const who: Who = name === 'extend' ? leader(unit) : clerk(unit)
  agenda.after(days, async () => {
    const body = name.startsWith('request') ? { requestedOn: agenda.today } : bodies[name]
    await desk.post(who, `/v1/cases/${id}/${name}`, body)
    goOn(stage, county, { id }, rest)
  })
}

/** A city writes to a county that lets a case lie. */
async function urge({ desk, places, agenda }: Stage, county: Place, { id }: Made): Promise<void> {
  const city = places.above(county).code
  const text = '该信访件逾期未受理，请依法按期办理并反馈结果。'
  const letter = await desk.post(leader(city), `/v1/cases/${id}/letters`, {
    ...{ kind: 'supervise', grounds: 'not-accepted-in-time', text }
  })
  if (Number(county.code) % 2 === 0)
    agenda.after(6, async () => {
      await desk.post(clerk(county.code), `/v1/letters/${letter.id}/answer`, { text: '已受理，正在核查。' })
    })
}

async function handOn({ desk, agenda }: Stage, county: Place, { id }: Made, drawn: Chance): Promise<void> {
  if (drawn.percent(40)) return
  const who = clerk(county.code)
  const clue = { receiver: 'discipline', receiverName: '县纪委监委（示例）', text: '反映经办人员优亲厚友。' }
  const referral = await desk.post(who, `/v1/cases/${id}/referrals`, clue)
  if (drawn.percent(30)) return
  agenda.after(8, async () => {
    const receipt = { receiptNumber: '示例1号', receivedOn: agenda.today }
    await desk.post(who, `/v1/referrals/${referral.id}/receipt`, receipt)
    agenda.after(40, async () => {
      const outcome = { outcome: '经查不属实，予以了结。', outcomeOn: agenda.today }
      await desk.post(who, `/v1/referrals/${referral.id}/outcome`, outcome)
    })
  })
}
