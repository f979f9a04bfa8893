import type { Passage } from '../../platform/official-document/index.ts'
import type { Figures } from '../figures/schema.ts'
import { labels } from '../vocabulary.ts'
import { isKnown } from './tables.ts'
import { percentIn, percentOf, UNKNOWN, valueIn } from './words.ts'

/** So many duties and units are named. */
const MOST = 5

/** How many duties were met, in the year and in the report of the year before. */
export function overall({ sums, from, to, unitName }: Figures, year: number, isFull: boolean): Passage[] {
  const { met, missed, running, unknown, rate, rateBefore } = sums
  const known = rateBefore === null ? UNKNOWN : percentIn(rateBefore)
  const texts = [
    `${year}年度，${unitName}及下级单位承担的监管职责共${met + missed + running + unknown}项：已履行${met}项，` +
      `未履行${missed}项，期限未到${running}项，情况不明${unknown}项。履行率${percentIn(rate)}，上年${known}。`,
    `统计期为${from}至${to}。没有记录的事项为“情况不明”，不计为已履行；少于5人的数字不公开。`,
    ...(isFull ? [] : ['本报告供下级单位查阅，不含检举控告和检查安排。'])
  ]
  return texts.map((text) => ({ text }))
}

/** Subjects without any record: their figures are unknown, not 0. */
export function unknownSubjects({ subjects }: Figures): Passage[] {
  const names = subjects
    .filter((one) => !isKnown(one))
    .map(({ subject }) => labels['compliance-report-subject'][subject].zh)
  return names.length === 0 ? [] : [{ text: `${names.join('、')}没有记录，数字${UNKNOWN}。` }]
}

/** The cases of the year by kind. */
export function kinds({ casesByKind }: Figures): Passage[] {
  if (casesByKind.every(({ now }) => now === null || now === '0')) return []
  const texts = casesByKind.map(({ name, now }) => `${name}${valueIn(now)}件`)
  return [{ text: `受理的信访件中，${texts.join('，')}。` }]
}

/** What is missing: at the unit itself, and at the units below it. */
export function problems(figures: Figures): Passage[] {
  const { duties, units } = figures
  const worst = duties
    .filter((one) => one.missed > 0)
    .toSorted((a, b) => b.missed - a.missed)
    .slice(0, MOST)
    .map((one) => `${one.name}（${one.missed}个单位）`)
  const weak = units
    .slice(1)
    .filter(({ rate }) => (percentOf(rate) ?? 100) < 100)
    .toSorted((a, b) => Number(a.rate) - Number(b.rate))
    .slice(0, MOST)
    .map((one) => `${one.unitName}（${percentIn(one.rate)}）`)
  return [
    ...ownProblems(figures),
    ...listed('未履行单位较多的职责', worst),
    ...listed('履行率较低的单位', weak)
  ]
}

/** Duties of the unit itself that it missed, or of which nothing is known. */
export function ownProblems({ own }: Figures): Passage[] {
  const named = (state: string) => own.filter((one) => one.state === state).map(({ name }) => name)
  const found = [
    ...listed('本级未履行的职责', named('missed')),
    ...listed('本级情况不明的职责', named('unknown'))
  ]
  return found.length === 0 ? [{ text: '本级各项职责均已履行。' }] : found
}

/** The problems and results of a unit with few units below it, in as few lines as possible. */
export function shortProblems(figures: Figures): Passage[] {
  return [joined(ownProblems(figures)), ...joinedResults(figures)]
}

function joined(passages: readonly Passage[]): Passage {
  return { text: passages.map(({ text }) => text).join('') }
}

function joinedResults(figures: Figures): Passage[] {
  const results = evaluations(figures)
  return results.length === 0 ? [] : [joined(results)]
}

export function shortAdvice(): Passage[] {
  return [{ text: '对未履行的职责，逐项明确责任人和时限，限期整改；情况不明的，补齐记录。' }]
}

function listed(what: string, names: readonly string[]): Passage[] {
  return names.length === 0 ? [] : [{ text: `${what}：${names.join('、')}。` }]
}

/** The results of published evaluations of the year. */
export function evaluations({ evaluations }: Figures): Passage[] {
  const texts = evaluations.map(({ unitName, total, grade, rank }) => {
    const place = rank === null ? '' : `，第${rank}名`
    return `${unitName}绩效评价：得分${total ?? UNKNOWN}，等级${grade ?? UNKNOWN}${place}。`
  })
  return texts.map((text) => ({ text }))
}

export function advice(): Passage[] {
  return [
    {
      text: '对未履行的职责，逐项明确责任人和完成时限，限期整改；对情况不明的职责，补齐记录；依据规定开展通报和约谈。'
    }
  ]
}
