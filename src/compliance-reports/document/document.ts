import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { Block, OfficialDocument } from '../../platform/official-document/index.ts'
import { type Level, organOf, unitPlaces } from '../../units/index.ts'
import type { Shown } from '../store.ts'
import {
  advice,
  evaluations,
  kinds,
  overall,
  problems,
  shortAdvice,
  shortProblems,
  unknownSubjects
} from './sentences.ts'
import {
  dutiesTable,
  figuresTable,
  rateChart,
  shortDutiesTable,
  shortFiguresTable,
  unitsTable
} from './tables.ts'

/** The report as an official document, with the figures that its reader may see. */
export async function documentOf(db: Db, report: Shown): Promise<OfficialDocument> {
  const line = report.path.split('.')
  const units = await unitPlaces(db, line.slice(-2))
  const unit = present(units.get(report.unitCode))
  const above = units.get(line.at(-2) ?? '')
  const { organName, sealName } = organOf(unit)
  return {
    issuer: organName,
    head: `${organName}年度报告`,
    number: '',
    title: `${report.year}年度社会救助监管责任落实情况报告`,
    // A report goes up; that of a province, to all whom it concerns.
    addressees: above === undefined ? '各有关单位' : organOf(above).organName,
    body: bodyOf(report, unit.level),
    signature: sealName,
    date: (report.publishedAt ?? report.updatedAt).slice(0, 10),
    ...(report.state !== 'published' && { draft: true as const })
  }
}

/** With a line and a bar for each direct subordinate; a township has two pages only. */
function bodyOf({ figures, year, isFull }: Shown, level: Level): Block[] {
  if (level === 'township') return shortBodyOf(figures, year, isFull)
  return [
    { heading: 1, text: '总体情况' },
    ...overall(figures, year, isFull),
    rateChart('各单位履行率（%）', figures.units.slice(1)),
    { heading: 1, text: '监管工作情况' },
    figuresTable(figures),
    ...unknownSubjects(figures),
    ...kinds(figures),
    { heading: 1, text: '分单位情况' },
    unitsTable(figures),
    { heading: 1, text: '职责履行情况' },
    rateChart('各项职责履行率（%）', figures.duties),
    dutiesTable(figures),
    { heading: 1, text: '存在的问题' },
    ...problems(figures),
    ...evaluations(figures),
    { heading: 1, text: '下一步工作' },
    ...advice()
  ]
}

function shortBodyOf(figures: Shown['figures'], year: number, isFull: boolean): Block[] {
  return [
    { heading: 1, text: '总体情况' },
    ...overall(figures, year, isFull),
    { heading: 1, text: '监管工作情况' },
    shortFiguresTable(figures),
    ...unknownSubjects(figures),
    { heading: 1, text: '职责履行情况' },
    shortDutiesTable(figures),
    { heading: 1, text: '存在的问题和下一步工作' },
    ...shortProblems(figures),
    ...shortAdvice()
  ]
}
