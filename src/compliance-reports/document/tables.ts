import type { Block } from '../../platform/official-document/index.ts'
import type { Figures } from '../figures/schema.ts'
import { labels } from '../vocabulary.ts'
import { DASH, percentIn, percentOf, shareIn, valueIn } from './words.ts'

const subjectLabels = labels['compliance-report-subject']

/** Whether anything is known of a subject, in one of the years. */
export function isKnown({ figures }: Figures['subjects'][number]): boolean {
  return figures.some(({ now, before }) => now !== null || before !== null)
}

/** The figures of the year, each with that of the year before. */
export function figuresTable({ subjects }: Figures): Block {
  return {
    isDense: true,
    header: ['项目', '指标', '本年', '上年同期', '增减'],
    rows: subjects
      .filter(isKnown)
      .flatMap(({ subject, figures }) =>
        figures.map(({ name, now, before, difference }, n) => [
          n === 0 ? subjectLabels[subject].zh : '',
          `${name}${(now ?? before)?.includes('.') ? '（元）' : ''}`,
          valueIn(now),
          valueIn(before),
          difference ?? DASH
        ])
      )
  }
}

/** Duties of a unit with few units below it, side by side. */
export function shortDutiesTable({ duties }: Figures): Block {
  const header = ['职责', '已履行', '未履行', '不明']
  return sideBySide(
    3,
    header,
    duties.map(({ name, met, missed, unknown }) => [name, ...[met, missed, unknown].map(String)])
  )
}

/** The same figures in half as many rows, without differences: a long indicator then fits into one line. */
export function shortFiguresTable({ subjects }: Figures): Block {
  const rows = subjects.filter(isKnown).flatMap(({ subject, figures }) =>
    figures.map(({ name, now, before }) => {
      const isMoney = (now ?? before)?.includes('.')
      const indicator = `${subjectLabels[subject].zh}：${name}${isMoney ? '（元）' : ''}`
      return [indicator, valueIn(now), valueIn(before)]
    })
  )
  return sideBySide(2, ['指标', '本年', '上年'], rows)
}

/** A table in several parts: each part of the rows stands at the right of the one before. */
function sideBySide(parts: number, header: readonly string[], rows: readonly (readonly string[])[]): Block {
  const length = Math.ceil(rows.length / parts)
  const empty = header.map(() => '')
  const all = Array.from({ length: parts }, (_, part) => part * length)
  return {
    isDense: true,
    header: all.flatMap(() => header),
    rows: rows.slice(0, length).map((_, n) => all.flatMap((start) => rows[start + n] ?? empty))
  }
}

export function dutiesTable({ duties }: Figures): Block {
  return {
    isDense: true,
    header: ['职责', '已履行', '未履行', '期限未到', '情况不明', '履行率'],
    rows: duties.map(({ name, met, missed, running, unknown, rate }) => [
      name,
      ...[met, missed, running, unknown].map(String),
      rate === null ? DASH : percentIn(rate)
    ])
  }
}

/** 单位·应检·已检·覆盖方面·方案·细则·公开·举报电话·备案·信访按期率·发放及时率·整改率. */
export function unitsTable({ units }: Figures): Block {
  return {
    isDense: true,
    header: [
      '单位',
      '应检',
      '已检',
      '覆盖方面',
      '方案',
      '细则',
      '公开',
      '举报电话',
      '备案',
      '信访按期率',
      '发放及时率',
      '整改率'
    ],
    rows: units.map((one, n) => [
      n === 0 ? '本级' : one.unitName,
      one.inspections === null ? DASH : String(one.inspections.of),
      one.inspections === null ? DASH : String(one.inspections.n),
      ...[one.areas, one.scheme, one.rules, one.disclosure, one.hotline, one.relatives].map((share) =>
        share === null ? DASH : shareIn(share)
      ),
      ...[one.casesInTime, one.paidInTime, one.rectified].map(percentIn)
    ])
  }
}

/** The rates of units or duties as bars; what has no rate has no bar. */
export function rateChart(
  chart: string,
  lines: readonly { unitName?: string; name?: string; rate: string | null }[]
): Block {
  return {
    chart,
    unit: '%',
    bars: lines
      .filter(({ rate }) => rate !== null)
      .map(({ unitName, name = '', rate }) => ({
        name: unitName ?? name,
        value: percentOf(rate)
      }))
  }
}
