import { dayNumber } from '../../platform/values/days.ts'
import { yuanOf } from '../../platform/values/money.ts'
import type { VillageName } from '../surroundings.ts'
import type { Content, Grouping } from '../vocabulary.ts'
import type { ShownLine } from './verify.ts'

// The finished list as people read it: title, head, table, total and telephones.

export interface Heading {
  programmeName: string
  /** The organ of the county, and the name on its seal. */
  organName: string
  sealName: string
  /** First day of the month. */
  startsOn: string
  content: Content
  showFrom: string | null
  showUntil: string | null
  phones: readonly string[]
}

export interface FinishedList extends Heading {
  lines: readonly ShownLine[]
  /** Whether villages are codes of the tree, and amounts those of the roster. */
  isCompared: boolean
  villages: ReadonlyMap<string, VillageName>
}

const titles: Record<Content, string> = {
  recipients: '救助对象公示',
  review: '审核公示',
  approval: '审批公布',
  ended: '终止救助公示'
}

export function titleOf({ programmeName, content }: Heading): string {
  return `${programmeName}${titles[content]}`
}

/** The lines between the title and the table. */
export function headOf({ sealName, startsOn, showFrom, showUntil }: Heading): string[] {
  const [year, month] = startsOn.split('-').map(Number)
  return [
    `公示单位（盖章）：${sealName}`,
    `所属月份：${year}年${month}月`,
    `公示时间：${dayIn(showFrom)}至${dayIn(showUntil)}（共${daysOf(showFrom, showUntil)}天）`
  ]
}

function dayIn(day: string | null): string {
  if (day === null) return '　　年　月　日'
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function daysOf(from: string | null, until: string | null): string {
  return from === null || until === null ? '　' : String(dayNumber(until) - dayNumber(from) + 1)
}

/** The header of the table. Of households whose assistance has ended neither amount nor reason is shown. */
export function headerOf({ content, isCompared }: Pick<FinishedList, 'content' | 'isCompared'>): string[] {
  const places = isCompared ? ['乡镇（街道）', '村（社区）'] : ['村（社区）']
  if (content === 'ended') return ['序号', ...places, '姓名']
  const amount = content === 'review' ? '拟补助金额（元）' : '月补助金额（元）'
  return ['序号', ...places, '姓名', '保障人数', amount]
}

/** The lines of the table, one by one. */
export function* rowsOf({ lines, content, isCompared, villages }: FinishedList): Generator<string[]> {
  let n = 0
  for (const { name, people, village, fen } of lines) {
    n += 1
    const { township = '', name: villageName = '' } = villages.get(village) ?? {}
    const places = isCompared ? [township, villageName] : [village]
    const figures = content === 'ended' ? [] : [people, fen === null ? '' : yuanOf(fen)]
    yield [String(n), ...places, name, ...figures]
  }
}

/** The lines below the table. The total is that of the shown lines, never that of a roster. */
export function footOf({ lines, content, phones }: FinishedList): string[] {
  const sum = sumOf(lines)
  const amount = content === 'ended' || sum === null ? '' : `${yuanOf(sum)}元`
  const called = phones.length === 0 ? [] : [`监督举报电话：${phones.join('、')}`]
  return [`合计${lines.length}户${amount}`, ...called]
}

/** Fen of all lines; null where a line has none. */
export function sumOf(lines: readonly ShownLine[]): number | null {
  let sum = 0
  for (const { fen } of lines) {
    if (fen === null) return null
    sum += fen
  }
  return sum
}

/** The lines in the wanted order: by village, and in the order of the file within it. */
export function ordered(lines: ShownLine[], groupBy: Grouping): ShownLine[] {
  if (groupBy === 'none') return lines
  return lines.toSorted((a, b) => (a.village < b.village ? -1 : a.village > b.village ? 1 : 0))
}
