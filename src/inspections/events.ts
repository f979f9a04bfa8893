import { Type } from 'typebox'
import { FrameHash, Seed } from '../platform/draw/schema.ts'
import { closed, Id, Instant, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { AreaWord } from '../policy/index.ts'
import { NewCampaign } from './campaigns/schema.ts'
import { InspectionChange, NewInspection } from './schema.ts'
import { Staff } from './staff/schema.ts'
import { conclusions, states } from './vocabulary.ts'

const targetCode = field(UnitCode, '检查对象', 'Inspected unit')
const { method, plannedOn, areas, taskId, campaignId } = NewInspection.properties
const State = oneOf(states, { title: '现状态', description: 'State now' })
const Conclusion = oneOf(conclusions, { title: '检查结论', description: 'Conclusion of the area' })
const step = { targetCode, state: State }
const at = (title: string, description: string) => field(Instant, title, description)
const count = (title: string, description: string) => Type.Integer({ title, description })

const inspectionEvents = {
  'inspection.planned': event(
    { zh: '计划检查', en: 'Inspection planned' },
    'An inspection was planned. Only the inspecting unit and the units above it see it, not the target.',
    { targetCode, method, plannedOn, areas, taskId, campaignId }
  ),
  'inspection.changed': event(
    { zh: '变更检查', en: 'Inspection changed' },
    'The arrangement changed, or results were recorded; the event has only the changed fields.',
    {
      targetCode,
      method: InspectionChange.properties.method,
      plannedOn: InspectionChange.properties.plannedOn,
      taskId: InspectionChange.properties.taskId,
      teamSize: Type.Optional(count('检查组人数', 'Number of people in the new team')),
      areas: Type.Optional(
        Type.Array(closed({ area: AreaWord, conclusion: Type.Optional(Conclusion) }), {
          title: '监管内容',
          description: 'Areas, with the recorded conclusions'
        })
      )
    }
  ),
  'inspection.notified': event(
    { zh: '通知检查', en: 'Target notified' },
    'The target of an open check was notified, and sees the inspection from now on.',
    { ...step, notifiedAt: at('通知时间', 'Time of the notice to the target') }
  ),
  'inspection.started': event(
    { zh: '开始检查', en: 'Inspection started' },
    'The inspectors arrived at the target, which sees the inspection from now on.',
    { ...step, startedAt: at('开始时间', 'Time of the start') }
  ),
  'inspection.cancelled': event(
    { zh: '取消检查', en: 'Inspection cancelled' },
    'An inspection was cancelled before it began.',
    {
      ...step,
      cancelledAt: at('取消时间', 'Time of the cancellation'),
      cancelReason: writtenReason('取消理由', 'Reason for the cancellation')
    }
  ),
  'inspection.completed': event(
    { zh: '完成检查', en: 'Inspection completed' },
    'The inspection was completed: every area has a conclusion.',
    {
      ...step,
      completedAt: at('完成时间', 'Time of the end'),
      conclusions: Type.Record(Type.String(), nullable(Conclusion), {
        title: '检查结论',
        description: 'Conclusion of each area, by the code of the area'
      })
    }
  ),
  'inspection.published': event(
    { zh: '公开检查结果', en: 'Results of an inspection published' },
    'The results were published: everybody within the inspecting unit sees them.',
    { ...step, publishedAt: at('公开时间', 'Time of the publication of the results') }
  ),
  'inspection.passed-on': event(
    { zh: '检查移交', en: 'Inspection passed on' },
    'The target moved or the inspecting unit ended: the unit that supervises the target now inspects it.',
    { targetCode }
  ),
  'inspection.team-drawn': event(
    { zh: '抽取检查组', en: 'Team drawn' },
    'The team was drawn by lot from the staff register.',
    {
      drawId: field(Id, '抽取', 'Draw of the team'),
      ordinal: count('第几次抽取', 'Number of the draw, from 1; the last draw decides the team'),
      size: count('抽取人数', 'Size of the team'),
      population: count('总数', 'Number of people in the frame'),
      seed: Seed,
      frameHash: FrameHash,
      evidence: Type.String({
        title: '抽签证据',
        description: 'SHA-256 over the record of the draw'
      })
    }
  )
}

const { qualifications, active } = Staff.properties
const conflictsWith = Type.Array(UnitCode, {
  title: '回避单位',
  description: 'Units with which the person has a conflict of interest'
})

const staffEvents = {
  'staff.registered': event(
    { zh: '登记检查人员', en: 'Inspector registered' },
    'A person was added to the register of inspectors. The event has neither the name nor a reason.',
    { qualifications, conflictsWith }
  ),
  'staff.changed': event(
    { zh: '变更检查人员', en: 'Inspector changed' },
    'The entry of a person in the register changed. The event has neither the new name nor the new post.',
    {
      changed: Type.Optional(
        Type.Array(Type.String(), { title: '变更项', description: 'Other fields that changed, by name' })
      ),
      active: Type.Optional(active),
      qualifications: Type.Optional(qualifications),
      conflictsWith: Type.Optional(conflictsWith)
    }
  )
}

const campaignEvents = {
  'campaign.made': event(
    { zh: '部署专项督导', en: 'Campaign made' },
    'A campaign was created with a topic, a period and targets. The targets do not see it.',
    {
      from: NewCampaign.properties.from,
      to: NewCampaign.properties.to,
      targets: count('督导对象数', 'Number of targets')
    }
  ),
  'campaign.closed': event(
    { zh: '结束专项督导', en: 'Campaign closed' },
    'No more inspections are added to the campaign.',
    {}
  )
}

export const events = eventsOf(
  { ...inspectionEvents, ...staffEvents, ...campaignEvents },
  {
    toAll: [
      'inspection.notified',
      'inspection.started',
      'inspection.cancelled',
      'inspection.completed',
      'inspection.published'
    ],
    // It names people of the register, which not everybody who sees the inspection may read.
    toNobody: ['inspection.team-drawn']
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
