import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { OfficialDocument } from '../../platform/official-document/index.ts'
import { organOf, unitPlaces } from '../../units/index.ts'
import type { Shown as Evaluation } from '../store.ts'
import { setOf } from '../store.ts'
import type { Shown as Target } from '../targets/store.ts'

const header = [
  '一级指标',
  '二级指标',
  '三级指标',
  '分值',
  '年度指标值',
  '全年实际值',
  '得分',
  '未完成原因及拟采取的改进措施'
]

/** The table of an evaluated unit (自评表), with its own values, or those that count once they are verified. */
export async function selfAssessmentOf(
  db: Db,
  evaluation: Evaluation,
  target: Target
): Promise<OfficialDocument> {
  const { organName, sealName } = organOf(
    present((await unitPlaces(db, [target.unitCode])).get(target.unitCode))
  )
  const goals = new Map((await setOf(db, evaluation.setId)).items.map(({ code, full }) => [code, full]))
  const rows = target.values.map(({ item, dimension, name, weight, self, counted, score }) => [
    dimension,
    '—',
    name,
    weight,
    goals.get(item) ?? '—',
    counted ?? '—',
    score ?? '—',
    self?.text ?? ''
  ])
  return {
    issuer: organName,
    head: `${organName}绩效自评表`,
    number: '',
    title: `${evaluation.year}年度社会救助工作绩效自评表`,
    addressees: evaluation.unitName,
    body: [
      { heading: 1, text: '评价依据' },
      { text: `《${evaluation.setName}》，评价期${evaluation.from}至${evaluation.to}。` },
      { heading: 1, text: '指标完成情况' },
      { header, rows }
    ],
    signature: sealName,
    date: (evaluation.verificationAt ?? evaluation.openedAt ?? evaluation.madeAt).slice(0, 10)
  }
}
