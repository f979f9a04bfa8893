import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import type { Block, OfficialDocument } from '../platform/official-document/index.ts'
import { organOf, unitPlace } from '../units/index.ts'
import type { DeploymentLine } from './progress/schema.ts'
import type { Shown } from './store.ts'

/** Up to this many units are named where items are overdue. */
const MOST_NAMES = 200

/** 任务分解表: the items with their measures and last days. Before the issue it is marked as a draft. */
export async function breakdownOf(db: Db, one: Shown): Promise<OfficialDocument> {
  const rows = one.items.map(({ no, text, measure, dueOn, milestones, supervision, department, steps }) => [
    String(no),
    text,
    measure === null ? '' : `${measure.name}${measure.target}${measure.unit}`,
    milestones.map((each) => `${dayInWords(each.dueOn)}前${each.target}${measure?.unit ?? ''}`).join('；'),
    supervision ?? '',
    department ?? '',
    steps ?? '',
    dayInWords(dueOn)
  ])
  const header = [
    '序号',
    '任务内容',
    '考核指标',
    '分月序时进度',
    '监督方式',
    '实施部门',
    '实施步骤',
    '完成时限'
  ]
  return {
    ...(await headOf(db, one)),
    title: `${one.title}任务分解表`,
    body: [{ header, rows }],
    date: one.issuedOn,
    ...(one.state === 'draft' && { draft: true as const })
  }
}

/** 推进情况通报: how the items stand on a day, and the units where one is overdue. */
export async function bulletinOf(
  db: Db,
  one: Shown,
  overdue: readonly DeploymentLine[],
  day: string
): Promise<OfficialDocument> {
  const rows = one.items.map(({ no, text, figures }) => [
    String(no),
    text,
    String(figures.addressees),
    String(figures.done),
    String(figures.late),
    String(figures.claimed),
    String(figures.overdue),
    figures.progress === null ? '' : `${Math.round(figures.progress * 1000) / 10}%`
  ])
  const header = [
    '序号',
    '任务内容',
    '责任单位',
    '已完成',
    '其中逾期',
    '报告完成',
    '逾期未完成',
    '平均完成率'
  ]
  return {
    ...(await headOf(db, one)),
    title: `关于${one.title}推进情况的通报`,
    body: [
      { text: `截至${dayInWords(day)}，各项任务推进情况如下。` },
      { header, rows },
      ...overdueIn(one, overdue)
    ],
    date: day,
    ...(one.state === 'draft' && { draft: true as const })
  }
}

/** The same as the words of a notice. */
export function bulletinInWords(
  { title, items }: Shown,
  overdue: readonly Pick<DeploymentLine, 'itemNo' | 'unitName'>[],
  day: string
): { title: string; text: string } {
  const lines = items.map(({ no, text, dueOn, figures }) => {
    const units = overdue.filter(({ itemNo }) => itemNo === no).map(({ unitName }) => unitName)
    const named = units.slice(0, MOST_NAMES).join('、')
    const more = units.length > MOST_NAMES ? `等${units.length}个单位` : ''
    const late = units.length === 0 ? '' : `逾期未完成：${named}${more}。`
    const { addressees, done } = figures
    const task = `${text.replace(/。$/, '')}（${dayInWords(dueOn)}前）`
    return `${no}. ${task}：责任单位${addressees}个，已完成${done}个。${late}`
  })
  const words = [`截至${dayInWords(day)}，各项任务推进情况如下。`, ...lines, '请抓紧完成，并按期书面答复。']
  return {
    title: `关于${title}推进情况的通报`.slice(0, MOST_TITLE),
    text: words.join('\n').slice(0, MOST_TEXT)
  }
}

const MOST_TITLE = 200
const MOST_TEXT = 20_000

function overdueIn({ items }: Shown, overdue: readonly DeploymentLine[]): Block[] {
  const named = overdue.slice(0, MOST_NAMES)
  const blocks = items.flatMap(({ no, text, dueOn }): Block[] => {
    const units = named.filter(({ itemNo }) => itemNo === no).map(({ unitName }) => unitName)
    if (units.length === 0) return []
    return [
      { text: `第${no}项（${text.replace(/。$/, '')}，${dayInWords(dueOn)}前）：${units.join('、')}。` }
    ]
  })
  if (blocks.length === 0) return []
  const rest = overdue.length - named.length
  const more: Block[] = rest > 0 ? [{ text: `另有${rest}项次，见任务推进情况表。` }] : []
  return [{ heading: 1, text: '逾期未完成的单位' }, ...blocks, ...more]
}

async function headOf(db: Db, { unitCode, documentNo }: Shown) {
  const { organName, sealName } = organOf(present(await unitPlace(db, unitCode)))
  return { issuer: organName, number: documentNo ?? '', addressees: '各有关单位', signature: sealName }
}

function dayInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
