import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { labels } from './labels.ts'

export const wordings = {
  'indicator-set-not-found': {
    status: 404,
    title: {
      zh: '评价指标体系不存在，或不由您查看、维护',
      en: 'The indicator set does not exist, or is not yours to see or to change'
    }
  },
  'indicator-set-step': {
    status: 409,
    title: { zh: '指标体系现状不允许此操作', en: 'The status of the set does not allow this step' },
    detail: {
      zh: '指标体系现为{state:indicator-set-state}，不能{step:indicator-set-step}。发布后不再变更，可另行制定。',
      en:
        'The set is "{state:indicator-set-state}" now: you cannot {step:indicator-set-step}. Once ' +
        'published it stays as it is; make another one instead.'
    }
  },
  'weights-not-100': {
    status: 422,
    title: { zh: '指标分值合计不是100分', en: 'The weights of the indicators do not make 100' },
    detail: {
      zh: '除加分项外，各指标分值合计为{sum}分，应为100分。请调整分值。',
      en: 'Without bonus, the weights make {sum}. Change them so that they make 100.'
    }
  },
  'indicator-bonus-limit': {
    status: 422,
    title: { zh: '加分项超过限额', en: 'There is too much bonus' },
    detail: {
      zh: '加分项分值合计为{sum}分，不得超过{most}分。',
      en: 'The bonus adds up to {sum}. Give at most {most}.'
    }
  },
  'indicator-full-zero': {
    status: 422,
    title: { zh: '满分值与零分值相同', en: 'Full score and no score are given for the same value' },
    detail: {
      zh: '按比例计分的指标，满分值与零分值应当不同。请核对指标“{name}”。',
      en: 'A linear indicator needs two different values. Check the indicator "{name}".'
    }
  },
  'indicator-direction': {
    status: 422,
    title: { zh: '满分值、零分值与方向不符', en: 'The two values contradict the direction' },
    detail: {
      zh: '指标“{name}”为{direction:indicator-direction}，请核对满分值和零分值的大小。',
      en: 'For the indicator "{name}", {direction:indicator-direction}. Check which of the values is greater.'
    }
  },
  'indicator-method-fields': {
    status: 422,
    title: { zh: '计分方法与所填内容不符', en: 'The fields do not fit the scoring method' },
    detail: {
      zh: '按比例计分填写满分值和零分值，分档计分填写各档得分，逐项扣分填写每项扣分，其他不填。请核对指标“{name}”。',
      en:
        'Linear scoring has the values for full score and no score, scoring by steps has its steps, a ' +
        'deduction has the points for each case, and no more. Check the indicator "{name}".'
    }
  },
  'indicator-steps': {
    status: 422,
    title: { zh: '分档有误', en: 'The steps are not right' },
    detail: {
      zh: '各档的起点不得重复，得分不得超过指标分值{weight}分。请核对指标“{name}”。',
      en:
        'No two steps begin at the same value, and no score exceeds the weight {weight}. Check the ' +
        'indicator "{name}".'
    }
  },
  'indicator-formula-missing': {
    status: 422,
    title: { zh: '取值方式与计算公式不符', en: 'The formula does not fit the indicator' },
    detail: {
      zh: '系统计算的指标应选定计算公式，以比率为计量单位；人工填报的指标不填公式。请核对指标“{name}”。',
      en:
        'A computed indicator has a formula and is measured as a ratio; an entered one has no formula. ' +
        'Check the indicator "{name}".'
    }
  },
  'indicator-code-twice': {
    status: 422,
    title: { zh: '代码重复', en: 'A code is given twice' },
    detail: {
      zh: '第{n}项与前面的代码重复，请改用其他代码。',
      en: 'Entry {n} has the code of an earlier entry. Give it another one.'
    }
  },
  'indicator-grades': {
    status: 422,
    title: { zh: '等级划分有误', en: 'The grades are not right' },
    detail: {
      zh: '等级应由高到低排列，各不相同，最后一级为“不合格”，自0分起。',
      en: 'List the grades from the highest down, each once. The last one is "unqualified", from 0 on.'
    }
  },
  'indicator-group-twice': {
    status: 422,
    title: { zh: '单位重复分组', en: 'A unit is in two groups' },
    detail: {
      zh: '单位{unit}已列入前面的分组，每个单位只能在一个分组中排名。',
      en: 'Unit {unit} is in an earlier group. A unit is ranked in one group only.'
    }
  },
  'evaluation-not-found': {
    status: 404,
    title: {
      zh: '绩效评价不存在，或不由您查看、办理',
      en: 'The evaluation does not exist, or is not yours to see or to carry out'
    }
  },
  'evaluation-target-not-found': {
    status: 404,
    title: {
      zh: '该单位不在本次评价中或无权查看',
      en: 'The evaluation is not about this unit, or you may not see it'
    }
  },
  'evaluation-of-others': {
    status: 403,
    title: { zh: '绩效评价由评价单位办理', en: 'An evaluation is carried out by the evaluating unit' },
    detail: {
      zh: '该评价由单位{unit}开展，请由该单位或其上级单位办理。',
      en: 'Unit {unit} carries out this evaluation. Ask that unit or a unit above it.'
    }
  },
  'evaluation-of-target': {
    status: 403,
    title: { zh: '自评和异议由被评价单位办理', en: 'The evaluated unit assesses itself and objects' },
    detail: {
      zh: '自评值和异议由单位{unit}填报，请由该单位办理。',
      en: 'Own values and objections are given by unit {unit}. Ask that unit.'
    }
  },
  'evaluation-step': {
    status: 409,
    title: { zh: '绩效评价现状不允许此操作', en: 'The status of the evaluation does not allow this step' },
    detail: {
      zh: '绩效评价现为“{state:evaluation-state}”，不能{step:evaluation-step}。',
      en: 'The status of the evaluation is "{state:evaluation-state}": you cannot {step:evaluation-step} now.'
    }
  },
  'evaluation-value-step': {
    status: 409,
    title: {
      zh: '绩效评价现状不允许填报或处理',
      en: 'The status of the evaluation does not allow this for a unit'
    },
    detail: {
      zh: '绩效评价现为“{state:evaluation-state}”，或该单位已被一票否决，不能{step:evaluation-value-step}。',
      en:
        'The status of the evaluation is "{state:evaluation-state}", or the unit was vetoed: you cannot ' +
        '{step:evaluation-value-step} now.'
    }
  },
  'period-running': {
    status: 409,
    title: { zh: '评价期尚未结束', en: 'The period of the evaluation is not over' },
    detail: {
      zh: '评价期至{to}，结束后方可计算指标值。',
      en: 'The period ends on {to}. Compute the indicators after that day.'
    }
  },
  'evaluation-objections-open': {
    status: 409,
    title: { zh: '尚有异议未处理', en: 'Some objections are not decided' },
    detail: {
      zh: '还有{n}项异议未处理，请处理后再发布。',
      en: '{n} objections are not decided. Decide on them, then publish.'
    }
  },
  'evaluation-report-missing': {
    status: 404,
    title: { zh: '尚无评价报告', en: 'There is no report yet' },
    detail: {
      zh: '评价报告在评分后由评价单位查看，发布后由辖区内各单位查看。',
      en: 'The evaluating unit sees the report once it is scored, the units within it once it is published.'
    }
  },
  'evaluation-period': {
    status: 422,
    title: { zh: '评价期有误', en: 'The period of the evaluation is not right' },
    detail: {
      zh: '评价期应在{year}年度内，起始日期不晚于截止日期。',
      en: 'The period lies within {year}, and does not end before it begins.'
    }
  },
  'evaluation-days': {
    status: 422,
    title: {
      zh: '自评或核查截止日期有误',
      en: 'The days for self-assessment and verification are not right'
    },
    detail: {
      zh: '自评截止日期不早于今日{today}，核查截止日期不早于自评截止日期。',
      en: 'The self-assessment ends today, {today}, or later; the verification does not end before it.'
    }
  },
  'indicator-set-unusable': {
    status: 422,
    title: { zh: '指标体系不可用', en: 'The indicator set cannot be used' },
    detail: {
      zh: '请选用本单位或上级单位已发布且未停用的指标体系。',
      en: 'Choose a set of the unit or of a unit above it that is published and not retired.'
    }
  },
  'evaluation-not-below': {
    status: 422,
    title: { zh: '被评价单位不是下级单位', en: 'The unit is not below the evaluating unit' },
    detail: {
      zh: '只能评价单位{unit}的下级单位；评价本单位请选择自我评价。',
      en: 'Unit {unit} evaluates units below it. To evaluate itself, it says so instead of giving a code.'
    }
  },
  'evaluation-level': {
    status: 422,
    title: { zh: '指标体系不适用于该层级', en: 'The set is not made for units of this level' },
    detail: {
      zh: '请核对被评价单位的层级，或选用其他指标体系。',
      en: 'Check the level of the units, or choose another set.'
    }
  },
  'evaluation-no-targets': {
    status: 422,
    title: { zh: '没有可评价的单位', en: 'There is no unit to evaluate' },
    detail: {
      zh: '所选范围内没有该层级的下级单位，请调整范围或层级。',
      en: 'No unit of this level lies there and below the evaluating unit. Choose another place or level.'
    }
  },
  'evaluation-item-unknown': {
    status: 404,
    title: { zh: '指标体系中没有该指标', en: 'The set has no such indicator' },
    detail: { zh: '请核对指标代码。', en: 'Check the code of the indicator.' }
  },
  'evaluation-item-by': {
    status: 422,
    title: { zh: '该指标不由被评价单位填报', en: 'The evaluated unit does not enter this indicator' },
    detail: {
      zh: '指标“{name}”由系统计算，或由{by:indicator-source}，请由评价单位在核查时核定。',
      en:
        'The indicator "{name}" is computed, or its value comes from {by:indicator-source}. The evaluating ' +
        'unit enters it during the verification.'
    }
  },
  'value-outside-measure': {
    status: 422,
    title: { zh: '数值超出计量范围', en: 'The value lies outside its measure' },
    detail: {
      zh: '指标“{name}”的计量单位为{measure:indicator-measure}，数值不得为负，得分不得超过分值。请核对数值。',
      en:
        'The indicator "{name}" is measured as {measure:indicator-measure}. No value is negative, and ' +
        'points do not exceed the weight. Check the value.'
    }
  },
  'evaluation-reason-missing': {
    status: 422,
    title: { zh: '请说明调整理由', en: 'Give a reason for the change' },
    detail: {
      zh: '原数值为{before}，核定值为{value}，请填写调整理由。',
      en: 'The value was {before} and is to be {value}. State the reason.'
    }
  },
  'evaluation-evidence-missing': {
    status: 422,
    title: { zh: '请附佐证材料', en: 'Evidence is missing' },
    detail: {
      zh: '指标“{name}”须附佐证材料，请先上传附件。',
      en: 'The indicator "{name}" needs evidence. Upload a file and name it.'
    }
  },
  'evaluation-objection-not-found': {
    status: 404,
    title: { zh: '没有这项异议', en: 'There is no such objection' }
  },
  'evaluation-objection-decided': {
    status: 409,
    title: { zh: '该异议已经处理', en: 'The objection is decided already' },
    detail: {
      zh: '处理结果不再变更。对结果有疑问的，请另行提出异议。',
      en: 'The decision stays. The unit can make another objection.'
    }
  },
  'evaluation-decision-value': {
    status: 422,
    title: { zh: '处理结果与核定值不符', en: 'The decision and the value do not fit' },
    detail: {
      zh: '异议成立的，填写核定值；不成立的，不填。',
      en: 'Give a value where the objection is upheld, and none where it is dismissed.'
    }
  }
} satisfies Wordings

export const refuse = refusals(wordings, labels)
