import { dayAfter } from '../agenda.ts'
import { clerk, leader } from '../desk.ts'
import { nameOf } from '../invented.ts'
import type { Scene, Stage } from '../stage.ts'

/** What becomes of a notice: its steps after the draft, by whoever takes them. */
const courses = [
  [],
  ['issue'],
  ['issue', 'answer'],
  ['issue', 'answer', 'send-back'],
  ['issue', 'answer', 'accept'],
  ['issue', 'answer', 'accept', 'close'],
  ['withdraw']
] as const
type NoticeStep = (typeof courses)[number][number]

/** Notices and interviews of the top and of cities, and who answers for failings. */
export const notices: Scene = {
  title: '通报、约谈、问责',
  enter(stage) {
    const { agenda, places } = stage
    const issuing = [...new Set([places.top, ...places.all('city')])]
    issuing.forEach((unit, at) => {
      const below = places.below(unit.code)
      courses.forEach((course, n) => {
        const to = below[(at + n) % below.length]
        if (to === undefined || (issuing.length > 3 && (at + n) % 2 === 1)) return
        const day = `${String(5 + (n % 5)).padStart(2, '0')}-${12 + at}`
        agenda.on(day, () => notify(stage, unit.code, to.code, course))
      })
      const [first, second, third, fourth] = below
      if (first) agenda.on('06-16', () => call(stage, unit.code, first.code, 'closed'))
      if (second) agenda.on('08-11', () => call(stage, unit.code, second.code, 'held'))
      if (third) agenda.on('10-14', () => call(stage, unit.code, third.code, 'cancelled'))
      if (fourth) agenda.on('11-16', () => call(stage, unit.code, fourth.code, 'called'))
    })
  }
}

async function notify({ desk, agenda }: Stage, unit: string, to: string, course: readonly NoticeStep[]) {
  const { id } = await desk.post(clerk(unit), '/v1/notices', {
    ...{ unitCode: unit, title: '关于社会救助资金发放不及时的通报（示例）', causes: [] },
    ...{ text: '经查，你单位未按时足额发放救助资金，予以通报，请立即整改。', addressees: { unitCodes: [to] } }
  })
  const url = `/v1/notices/${id}`
  const takes: Record<NoticeStep, () => Promise<unknown>> = {
    issue: () => desk.post(leader(unit), `${url}/issue`),
    answer: () => desk.post(clerk(to), `${url}/answers`, { text: '已全部补发到位，并建立按月核对制度。' }),
    accept: () => desk.post(leader(unit), `${url}/answers/${to}/accept`),
    'send-back': () =>
      desk.post(leader(unit), `${url}/answers/${to}/send-back`, {
        ...{ reason: '未附补发凭证。', answerBy: dayAfter(agenda.today, 15) }
      }),
    close: () => desk.post(leader(unit), `${url}/close`),
    withdraw: () => desk.post(leader(unit), `${url}/withdraw`, { reason: '事实有误。' })
  }
  const go = ([step, ...rest]: readonly NoticeStep[]): void => {
    if (step === undefined) return
    agenda.after(step === 'answer' ? 9 : 2, async () => {
      await takes[step]()
      go(rest)
    })
  }
  go(course)
}

async function call(stage: Stage, unit: string, to: string, end: 'called' | 'held' | 'closed' | 'cancelled') {
  const { desk, agenda, person } = stage
  const who = leader(unit)
  const { id } = await desk.post(who, '/v1/interviews', {
    ...{ unitCode: unit, intervieweeUnitCode: to, reason: '社会救助资金发放连续两个月超期', causes: [] },
    calledFor: dayAfter(agenda.today, 8)
  })
  const url = `/v1/interviews/${id}`
  if (end === 'called') return
  agenda.after(8, async () => {
    if (end === 'cancelled') {
      await desk.post(who, `${url}/cancel`, { reason: '已另行书面督办。' })
      return
    }
    await desk.post(who, `${url}/hold`, {
      ...{ heldAt: agenda.today, minutes: '指出资金发放超期问题，主要负责人作出承诺。' },
      attendees: [nameOf(person()), nameOf(person())],
      commitments: [{ text: '补发拖欠资金', dueOn: dayAfter(agenda.today, 20) }]
    })
    if (end === 'held') return
    agenda.after(15, async () => {
      await desk.post(clerk(to), `${url}/commitments/1/report`, { text: '已全部补发。' })
      await desk.post(who, `${url}/commitments/1/fulfil`)
      await desk.post(who, `${url}/close`)
      await hold(stage, unit, to, id)
    })
  })
}

/** Somebody answers for what the interview was about. */
async function hold({ desk, agenda, person }: Stage, unit: string, to: string, interview: string) {
  await desk.post(leader(unit), '/v1/accountability-records', {
    ...{ unitCode: unit, subjectUnitCode: to, subject: 'department', person: 'direct-staff' },
    ...{ personName: nameOf(person()), share: 'primary', nature: 'dereliction' },
    outcome: { kind: 'criticism', decidedOn: agenda.today },
    ...{ causes: [{ kind: 'interview', id: interview }], facts: '未按时发放救助资金。' }
  })
}
