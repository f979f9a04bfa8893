import type { CitedClause } from '../../platform/errors/lawbook.ts'
import type { Sentence } from '../../platform/errors/refusal.ts'
import type { NewTerm } from '../rules.ts'
import { labels, nameOf, triggerOf } from '../vocabulary.ts'
import type { Skipped, Span } from './count.ts'

/** How the due date of a term came about, in words. */
export function explain(term: NewTerm, { citation }: CitedClause): Sentence {
  const parts = [counted, between, left, ended].map((part) => part(term))
  parts.push(source(term, citation), doubt(term))
  return {
    zh: `${nameOf(term.rule).zh}：${parts.map((one) => one.zh).join('')}`,
    en: `${capital(nameOf(term.rule).en)}: ${parts.map((one) => one.en).join('')}`
  }
}

function counted({ rule, startedOn, days, dayUnit, extendedDays }: NewTerm): Sentence {
  const unit = labels['day-unit'][dayUnit]
  const more = extendedDays > 0
  const trigger = triggerOf(rule)
  const from = {
    zh: trigger === undefined ? startedOn : `${trigger.zh}（${startedOn}）`,
    en: trigger === undefined ? startedOn : `${trigger.en} (${startedOn})`
  }
  return {
    zh: `自${from.zh}起算，当日不计入，${days}${unit.zh}${more ? `，延长${extendedDays}${unit.zh}` : ''}`,
    en: `${days} ${unit.en}${more ? `, extended by ${extendedDays},` : ''} after ${from.en}`
  }
}

/** Days off between those that count. */
function between({ skipped, rolledFrom }: NewTerm): Sentence {
  const passed = skipped.filter(({ reason, from }) => reason !== 'excluded' && from < (rolledFrom ?? '~'))
  if (passed.length === 0) return { zh: '', en: '' }
  const { zh, en } = listed(passed)
  return { zh: `，其间${zh}不计`, en: `, not counting ${en}` }
}

function left({ excluded }: NewTerm): Sentence {
  return {
    zh: excluded.map(({ reason, ...one }) => `，${span(one).zh}不计入（${reason}）`).join(''),
    en: excluded.map(({ reason, ...one }) => `, leaving out ${span(one).en} (${reason})`).join('')
  }
}

function ended({ dueOn, rolledFrom, rollsOver, skipped }: NewTerm): Sentence {
  if (rolledFrom === null) {
    return {
      zh: `，至${dueOn}届满${rollsOver ? '' : '，遇休息日不顺延'}。`,
      en: `; due on ${dueOn}${rollsOver ? '' : ', be it a day off or not'}. `
    }
  }
  const { zh, en } = listed(skipped.filter(({ from }) => from >= rolledFrom))
  return {
    zh: `，至${rolledFrom}届满，遇${zh}，顺延至${dueOn}。`,
    en: `; ends on ${rolledFrom}, put off by ${en} to the next working day, ${dueOn}. `
  }
}

/** Days that were passed over, each stretch with its name. */
function listed(skipped: readonly Skipped[]): Sentence {
  const named = skipped.map((one) => {
    const { zh, en } = labels['term-skip'][one.reason]
    return { zh: `${span(one).zh}（${one.name ?? zh}）`, en: `${span(one).en} (${one.name ?? en})` }
  })
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(', ') }
}

function span({ from, to }: Span): Sentence {
  return from === to ? { zh: from, en: from } : { zh: `${from}至${to}`, en: `${from} to ${to}` }
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
  const en = provisional ? 'Not all of the days off are announced; it will be counted again then. ' : ''
  return {
    zh: `${zh}日历第${calendarEdition}版。`,
    en: `${en}Calendar edition ${calendarEdition}.`
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
