import type { FigureSet } from './facts/figures.ts'
import type { ProvenFact } from './tables.ts'
import { type FactName, labels } from './vocabulary.ts'

/** The words of a figure in an official document, in the order in which they stand there. */
const words: readonly [keyof FigureSet, string, string][] = [
  ['programme', '', ''],
  ['documentNo', '', ''],
  ['period', '', ''],
  ['year', '', '年度'],
  ['itemNo', '第', '项任务'],
  ['detail', '', ''],
  ['required', '应检', '个单位'],
  ['inspected', '已检', '个'],
  ['gap', '少检', '个'],
  ['recipients', '应发', '人'],
  ['late', '迟发', '人'],
  ['unpaid', '未发', '人'],
  ['underpaid', '少发', '人'],
  ['received', '收到', '件'],
  ['overdue', '其中逾期', '件'],
  ['leaks', '泄露', '项'],
  ['total', '得分', '分'],
  ['rank', '名次第', ''],
  ['ranked', '参评', '个单位'],
  ['dueOn', '期限为', ''],
  ['remindedOn', '催告日期为', ''],
  ['budgeted', '应配套', '元'],
  ['arrived', '已到账', '元'],
  ['retained', '未下达', '元'],
  ['days', '逾期', '天'],
  ['repeats', '重复出现', '次']
]

/** What a draft says; the person who accepts a proposal may say it otherwise. */
export interface Draft {
  fact: FactName
  targetName: string
  facts: readonly ProvenFact[]
}

export function titleOf(all: readonly Draft[]): string {
  const [first] = all
  const facts = new Set(all.map(({ fact }) => fact))
  const about =
    first !== undefined && facts.size === 1 ? labels['proposal-fact'][first.fact].zh : '监管职责落实不到位'
  const whom = all.length === 1 && first !== undefined ? first.targetName : '部分单位'
  return `关于${whom}${about}的通报`
}

/** The figures as they were frozen, each fact on a line of its own. */
export function textOf(all: readonly Draft[]): string {
  const parts = all.map(({ fact, targetName, facts }) => {
    const lines = facts.map(({ figures }, n) => `${n + 1}. ${lineOf(figures)}。`)
    return [`${targetName}：${labels['proposal-fact'][fact].zh}。`, ...lines].join('\n')
  })
  return [...parts, '请立即整改，并按期书面答复。'].join('\n').slice(0, MOST)
}

export function reasonOf({ fact, facts }: Draft): string {
  const lines = facts.map(({ figures }) => lineOf(figures))
  return `${labels['proposal-fact'][fact].zh}：${lines.join('；')}。`.slice(0, MOST_REASON)
}

const MOST = 20_000
const MOST_REASON = 2000

function lineOf(figures: FigureSet): string {
  return words
    .filter(([name]) => figures[name] !== undefined && figures[name] !== 0)
    .map(
      ([name, before, after]) =>
        `${before}${name === 'detail' ? detailOf(figures) : shown(figures[name])}${after}`
    )
    .join('，')
}

function detailOf({ detail }: FigureSet): string {
  return detail === undefined ? '' : labels['proposal-detail'][detail].zh
}

/** Quarters, months and days in Chinese: 2026年第1季度, 2026年3月, 2026年3月5日. */
function shown(value: string | number | undefined): string {
  const [, of, quarter] = /^(\d{4})-Q(\d)$/.exec(String(value)) ?? []
  if (of !== undefined) return `${of}年第${quarter}季度`
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(String(value)) ?? []
  if (year === undefined) return String(value)
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`
}
