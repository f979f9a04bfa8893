import type { FigureSet, ProvenFact } from './tables.ts'
import { type FactName, labels } from './vocabulary.ts'

/** The words of a figure in an official document, in the order in which they stand there. */
const words: readonly [keyof FigureSet, string, string][] = [
  ['programme', '', ''],
  ['period', '', ''],
  ['year', '', '年度'],
  ['required', '应检', '个单位'],
  ['inspected', '已检', '个'],
  ['gap', '少检', '个'],
  ['recipients', '应发', '人'],
  ['late', '迟发', '人'],
  ['unpaid', '未发', '人'],
  ['underpaid', '少发', '人'],
  ['dueOn', '整改期限为', ''],
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
    .map(([name, before, after]) => `${before}${shown(figures[name])}${after}`)
    .join('，')
}

/** Months and days in Chinese: 2026年3月, 2026年3月5日. */
function shown(value: string | number | undefined): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(String(value)) ?? []
  if (year === undefined) return String(value)
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`
}
