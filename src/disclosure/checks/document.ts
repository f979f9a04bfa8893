import type { OfficialDocument } from '../../platform/official-document/index.ts'
import { labels } from '../labels.ts'
import type { DisclosureCheck } from './schema.ts'

/** The record of a check (公示核查记录), with a table of the observations. */
export function documentOf(check: DisclosureCheck): OfficialDocument {
  const { unitName, targetName, checkedOn, channel, observations } = check
  const rows = observations.map((one, n) => [
    String(n + 1),
    labels['disclosure-content'][one.content].zh,
    one.programme ?? '',
    one.postedOn ?? '',
    one.periodShown ?? '',
    labels['disclosure-result'][one.result].zh,
    one.remarks ?? ''
  ])
  return {
    issuer: unitName,
    head: `${unitName}公示核查记录`,
    number: '',
    title: '公示核查记录',
    addressees: targetName,
    body: [
      { heading: 1, text: '被核查单位' },
      { text: targetName },
      { heading: 1, text: '核查日期和渠道' },
      { text: `${checkedOn}，${labels['disclosure-channel'][channel].zh}` },
      { heading: 1, text: '核查情况' },
      { header: ['序号', '公示内容', '救助项目', '公示日期', '名单月份', '核查情况', '说明'], rows }
    ],
    signature: unitName,
    date: checkedOn
  }
}
