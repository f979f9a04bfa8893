import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'compliance-report-not-found': {
    status: 404,
    title: {
      zh: '监管责任落实情况报告不存在，或不由您查看、编制',
      en: 'The report does not exist, or is not yours to see or to make'
    },
    detail: {
      zh: '请核对报告标识和单位代码。报告由本单位或上级编制；草稿由本单位及上级查看，发布后下级单位也可查看。',
      en:
        'Check the identifier and the code of the unit. A unit or one above it makes its report. Drafts ' +
        'are for these units; a published report is also for the units below.'
    }
  },
  'compliance-report-level': {
    status: 422,
    title: { zh: '村（社区）不编制年度报告', en: 'Villages make no yearly report' },
    detail: {
      zh: '年度报告由乡镇及以上单位编制。请填写乡镇、县、市或省的单位代码。',
      en: 'Townships and units above them make a yearly report. Give the code of such a unit.'
    }
  },
  'compliance-report-year': {
    status: 422,
    title: { zh: '该年度尚无可统计的日子', en: 'No day of this year is over' },
    detail: {
      zh: '统计截至最近一个已结束的日子{last}。请填写{year}年或以前的年度。',
      en: 'Figures count up to the last day that is over, {last}. Give the year {year} or an earlier one.'
    }
  },
  'compliance-report-exists': {
    status: 409,
    constraint: 'compliance_report_year_key',
    title: { zh: '该单位本年度报告已存在', en: 'The unit has a report of this year' },
    detail: {
      zh: '一个单位一个年度只有一份报告。请重新统计已有草稿，或者先撤回已发布的报告。',
      en: 'A unit has one report of a year. Refresh the draft, or withdraw the published report first.'
    }
  },
  'compliance-report-step': {
    status: 409,
    title: { zh: '报告现状不允许此操作', en: 'The status of the report does not allow this step' },
    detail: {
      zh: '报告现为{state:compliance-report-state}，不能{step:compliance-report-step}。已发布的报告不再变更，可以撤回后另行编制。',
      en:
        'The report is "{state:compliance-report-state}" now: you cannot {step:compliance-report-step}. A ' +
        'published report stays as it is; withdraw it and make another one.'
    }
  },
  'compliance-report-year-running': {
    status: 409,
    title: { zh: '报告未统计全年', en: 'The report does not count the whole year' },
    detail: {
      zh: '报告只统计到{asOf}。请在{year}年结束后重新统计，再发布。',
      en: 'The report counts up to {asOf} only. Refresh it after the end of {year}, then publish it.'
    }
  }
} satisfies Wordings

export const labels = {
  'compliance-report-state': {
    draft: { zh: '草稿', en: 'draft' },
    published: { zh: '已发布', en: 'published' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' }
  },
  'compliance-report-step': {
    refresh: { zh: '重新统计', en: 'refresh the report' },
    publish: { zh: '发布', en: 'publish the report' },
    withdraw: { zh: '撤回', en: 'withdraw the report' }
  },
  'compliance-report-subject': {
    obligations: { zh: '检查计划', en: 'plans and obligations' },
    inspections: { zh: '监督检查', en: 'inspections' },
    findings: { zh: '问题整改', en: 'findings and rectification' },
    cases: { zh: '信访投诉举报', en: 'petition cases' },
    funds: { zh: '救助资金', en: 'assistance money' },
    disclosure: { zh: '公开公示', en: 'disclosure' },
    relatives: { zh: '近亲属备案', en: 'filings of near relatives' },
    notices: { zh: '通报', en: 'notices' },
    interviews: { zh: '约谈', en: 'interviews' }
  }
} as const

export type State = keyof (typeof labels)['compliance-report-state']
export type SubjectName = keyof (typeof labels)['compliance-report-subject']
export const states = keysOf(labels['compliance-report-state'])
export const subjectNames = keysOf(labels['compliance-report-subject'])

export const refuse = refusals(wordings, labels)
