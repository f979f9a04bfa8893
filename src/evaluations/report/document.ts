import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { Block, OfficialDocument } from '../../platform/official-document/index.ts'
import { organOf, unitPlaces } from '../../units/index.ts'
import { labels } from '../labels.ts'
import type { Shown } from '../store.ts'
import * as store from './store.ts'

const dash = '—'
const gradeNames = labels['evaluation-grade']

/** The report of an evaluation (绩效评价报告), with the results of all units. */
export async function reportOf(db: Db, evaluation: Shown): Promise<OfficialDocument> {
  const units = await unitPlaces(db, [evaluation.unitCode])
  const { organName, sealName } = organOf(present(units.get(evaluation.unitCode)))
  const results = await store.results(db, evaluation.id)
  const weak = await store.weakIndicators(db, evaluation.id, evaluation.setId)
  return {
    issuer: organName,
    head: `${organName}绩效评价报告`,
    number: '',
    title: `${evaluation.year}年度社会救助工作绩效评价报告`,
    addressees: '各有关单位',
    body: [
      { heading: 1, text: '基本情况' },
      ...basics(evaluation, results),
      { heading: 1, text: '得分表' },
      scores(results),
      { heading: 1, text: '问题' },
      ...problems(results, weak),
      { heading: 1, text: '建议' },
      ...advice(results, weak)
    ],
    signature: sealName,
    date: (evaluation.publishedAt ?? evaluation.scoredAt ?? evaluation.madeAt).slice(0, 10),
    ...(evaluation.publishedAt === null && { draft: true as const })
  }
}

function basics({ setName, from, to, targets }: Shown, results: readonly store.Result[]): Block[] {
  const of = (grade: keyof typeof gradeNames) => results.filter((one) => one.grade === grade).length
  const grades = Object.entries(gradeNames).map(
    ([code, { zh }]) => `${zh}${of(code as keyof typeof gradeNames)}个`
  )
  const without = results.filter(({ grade }) => grade === null).length
  return [
    { text: `依据《${setName}》，对${targets}个单位${from}至${to}的工作开展绩效评价。` },
    { text: `评价结果：${grades.join('，')}${without === 0 ? '' : `，数据不足未评定等级${without}个`}。` }
  ]
}

function scores(results: readonly store.Result[]): Block {
  return {
    header: ['名次', '单位', '分组', '有效分值', '总分', '等级'],
    rows: results.map(({ rank, unitName, groupName, applicable, total, grade, outcome }) => [
      rank === null ? dash : String(rank),
      unitName,
      groupName ?? dash,
      applicable ?? dash,
      total ?? dash,
      grade === null ? dash : `${gradeNames[grade].zh}${outcome === 'vetoed' ? '（一票否决）' : ''}`
    ])
  }
}

/** The indicators with the lowest scores, and the units without a passing grade. */
function problems(results: readonly store.Result[], weak: readonly store.Weak[]): Block[] {
  const failed = results.filter(({ grade }) => grade === 'unqualified').map(({ unitName }) => unitName)
  const little = results
    .filter(({ outcome }) => outcome === 'too-little-data')
    .map(({ unitName }) => unitName)
  const texts = [
    ...weak.map(({ dimension, name, percent, units }) => {
      return `${dimension}“${name}”得分率${percent}%，${units}个单位未得满分。`
    }),
    ...(failed.length === 0 ? [] : [`评价为不合格的单位：${failed.join('、')}。`]),
    ...(little.length === 0 ? [] : [`数据不足、未评定等级的单位：${little.join('、')}。`])
  ]
  return (texts.length === 0 ? ['各项指标均得满分。'] : texts).map((text) => ({ text }))
}

function advice(results: readonly store.Result[], weak: readonly store.Weak[]): Block[] {
  const texts = [
    ...(weak.length === 0
      ? []
      : [`针对${weak.map(({ name }) => `“${name}”`).join('、')}，各单位逐项查明原因，限期整改。`]),
    ...(results.some(({ grade }) => grade === 'unqualified')
      ? ['对评价为不合格的单位，依照规定予以通报或者约谈。']
      : []),
    '评价结果作为下一年度监督检查的依据。'
  ]
  return texts.map((text) => ({ text }))
}
