import type { CitedClause } from '../platform/lawbook.ts'
import type { Sentence } from '../platform/refusal.ts'
import type { NewTerm } from './rules.ts'
import { nameOf, words } from './vocabulary.ts'

/** How the due date of a term came about, in words. */
export function explain(term: NewTerm, { citation }: CitedClause): Sentence {
  const parts = [counted(term), left(term), ended(term), source(term, citation), doubt(term)]
  return {
    zh: `${nameOf(term.rule).zh}：${parts.map((one) => one.zh).join('')}`,
    en: `${capital(nameOf(term.rule).en)}: ${parts.map((one) => one.en).join('')}`
  }
}

function counted({ startedOn, days, dayUnit, extendedDays }: NewTerm): Sentence {
  const unit = words['day-unit'][dayUnit]
  const more = extendedDays > 0
  return {
    zh: `自${startedOn}起算，当日不计入，${days}${unit.zh}${more ? `，延长${extendedDays}${unit.zh}` : ''}`,
    en: `${days} ${unit.en}${more ? `, extended by ${extendedDays},` : ''} after ${startedOn}`
  }
}

function left({ excluded }: NewTerm): Sentence {
  return {
    zh: excluded.map(({ from, to, reason }) => `，${from}至${to}不计入（${reason}）`).join(''),
    en: excluded.map(({ from, to, reason }) => `, leaving out ${from} to ${to} (${reason})`).join('')
  }
}

function ended({ dueOn, rolledFrom }: NewTerm): Sentence {
  if (rolledFrom === null) return { zh: `，至${dueOn}届满。`, en: `; due on ${dueOn}. ` }
  return {
    zh: `，至${rolledFrom}届满；该日为休息日，顺延至${dueOn}。`,
    en: `; ends on ${rolledFrom}, a day off, so due on the next working day, ${dueOn}. `
  }
}

function source({ localDefault, localRuleId }: NewTerm, citation: string): Sentence {
  const days = localDefault
    ? { zh: '，上位法未规定天数，此为默认值', en: '; no statute sets the days, these are a default' }
    : localRuleId !== null
      ? { zh: `，天数依实施细则（${localRuleId}）`, en: `; the days come from local rule ${localRuleId}` }
      : { zh: '', en: '' }
  return { zh: `依据${citation}${days.zh}。`, en: `By ${citation}${days.en}. ` }
}

function doubt({ provisional, calendarEdition }: NewTerm): Sentence {
  const zh = provisional ? '所涉年度的节假日安排尚未全部公布，公布后重新计算。' : ''
  const en = provisional ? 'Not all of the days off are announced; it will be counted anew then. ' : ''
  return {
    zh: `${zh}日历第${calendarEdition}版。`,
    en: `${en}Calendar edition ${calendarEdition}.`
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
