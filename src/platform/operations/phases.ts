/**
 * What an operation is doing at the moment. All rooms have one list, because all operations are read in one
 * list.
 */
export const operationPhases = {
  reading: { zh: '读取文件', en: 'reading the file' },
  'counting-obligations': { zh: '统计监管责任', en: 'counting obligations' },
  'making-plans': { zh: '生成计划', en: 'making plans' },
  drawing: { zh: '抽签', en: 'drawing lots' },
  'making-tasks': { zh: '生成检查任务', en: 'making tasks' },
  comparing: { zh: '比对名册与发放明细', en: 'comparing rosters with payments' },
  'finding-other-rosters': { zh: '查找重复名册', en: 'looking for the same roster elsewhere' },
  'finding-missing-batches': { zh: '查找缺少的批次', en: 'looking for missing batches' },
  'computing-indicators': { zh: '计算评价指标', en: 'computing indicators' },
  'computing-terms': { zh: '重新计算期限', en: 'computing terms again' },
  recording: { zh: '保存结果', en: 'saving the result' }
} as const

export type OperationPhase = keyof typeof operationPhases
