import { dayAfter } from '../agenda.ts'
import type { Chance } from '../chance.ts'
import { clerk, leader, type Made } from '../desk.ts'
import { nameOf } from '../invented.ts'
import type { Place } from '../places.ts'
import type { Scene, Stage } from '../stage.ts'

const problems = [
  { area: 'funds', text: '低保资金未按月足额发放，抽查的发放明细与名册不符。' },
  { area: 'disclosure', text: '公示栏未更新本季度救助对象名单。' },
  { area: 'petitions', text: '信访件登记不全，未按期书面告知受理情况。' },
  { area: 'policy', text: '上级新标准未在规定时间内执行。' }
] as const

const severities = ['minor', 'minor', 'serious', 'grave'] as const

/** How a finding goes on: steps of the target and of the finder. */
type Course = readonly ('rectify' | 'accept' | 'send-back' | 'waive')[]

/** The courses that findings take one after the other. */
const courses: readonly Course[] = [
  ['rectify', 'accept'],
  [],
  ['waive'],
  ['rectify'],
  ['rectify', 'send-back'],
  ['rectify', 'accept'],
  ['rectify', 'send-back', 'rectify', 'accept'],
  ['rectify', 'accept'],
  ['rectify', 'accept']
]

/** Inspections of cities at their counties and of the top at its cities, by drawn teams, with findings. */
export const findings: Scene = {
  title: '监督检查、问题和整改',
  enter(stage) {
    const { agenda, places, chance, desk, person } = stage
    const drawn = chance('findings')
    let found = 0
    const next = () => courses[found++ % courses.length] ?? []
    for (const unit of new Set([places.top, ...places.all('city'), ...places.all('county')])) {
      agenda.on('02-24', async () => {
        for (let n = 0; n < 2; n += 1) {
          const somebody = { name: nameOf(person()), post: '科员' }
          await desk.post(clerk(unit.code), '/v1/staff', { unitCode: unit.code, ...somebody })
        }
      })
      const targets = places.below(unit.code).slice(0, unit.level === 'county' ? 1 : 20)
      for (const target of targets) {
        const day = `${String(drawn.between(4, 10)).padStart(2, '0')}-${drawn.between(10, 24)}`
        agenda.on(day, () => inspect(stage, unit, target, drawn, next))
      }
    }
  }
}

async function inspect(stage: Stage, unit: Place, target: Place, drawn: Chance, next: () => Course) {
  const { desk, agenda, year, seed } = stage
  const who = clerk(unit.code)
  const isOpen = drawn.percent(40)
  const first = drawn.of(problems)
  const areas = [...new Set([first.area, 'deployment'])]
  const made = await desk.post(who, '/v1/inspections', {
    ...{ unitCode: unit.code, targetCode: target.code, plannedOn: agenda.today, areas },
    method: isOpen ? 'open-check' : 'unannounced-visit'
  })
  const url = `/v1/inspections/${made.id}`
  const lot = { seed: `${seed}-${year}-${target.code}`, seedSource: '演示数据：公开的随机种子' }
  await desk.post(who, `${url}/draw-team`, { size: 2, ...lot })
  if (isOpen) await desk.post(who, `${url}/notify`)
  await desk.post(who, `${url}/start`)
  const isSound = drawn.percent(35)
  if (!isSound) {
    const rectifyBy = dayAfter(agenda.today, drawn.between(20, 40))
    const body = { ...first, severity: drawn.of(severities), rectifyBy }
    const finding = await desk.post(who, `${url}/findings`, body)
    goOn(stage, finding, [unit.code, target.code], next(), drawn)
  }
  const conclusions = areas.map((area) => ({
    ...{ area, conclusion: area === first.area && !isSound ? 'problems' : 'sound' }
  }))
  await desk.post(who, `${url}/complete`, { areas: conclusions })
  if (drawn.percent(60))
    agenda.after(10, async () => void (await desk.post(leader(unit.code), `${url}/publish`)))
}

const bodies: Record<Course[number], object | undefined> = {
  rectify: { text: '已按要求整改，附整改台账。' },
  accept: undefined,
  'send-back': { reason: '未附整改凭证。' },
  waive: { reason: '经复核，所述情形不成立。' }
}

/** Takes the next steps of a finding, each some days after the last. */
function goOn(
  stage: Stage,
  { id }: Made,
  units: readonly [string, string],
  course: Course,
  drawn: Chance
): void {
  const [step, ...rest] = course
  if (step === undefined) return
  stage.agenda.after(drawn.between(6, 16), async () => {
    const who = step === 'rectify' ? clerk(units[1]) : leader(units[0])
    await stage.desk.post(who, `/v1/findings/${id}/${step}`, bodies[step])
    goOn(stage, { id }, units, rest, drawn)
  })
}
