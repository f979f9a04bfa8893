import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { OfficialDocument } from '../../platform/official-document/index.ts'
import { organOf, unitPlaces } from '../../units/index.ts'
import { labels } from '../labels.ts'
import type { DisclosureCheck } from './schema.ts'

/** The record of a check (公示核查记录), with a table of the observations. */
export async function documentOf(db: Db, check: DisclosureCheck): Promise<OfficialDocument> {
  const { unitCode, targetCode, checkedOn, channel, observations } = check
  const units = await unitPlaces(db, [unitCode, targetCode])
  const { organName, sealName } = organOf(present(units.get(unitCode)))
  const target = organOf(present(units.get(targetCode))).organName
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
    issuer: organName,
    head: `${organName}公示核查记录`,
    number: '',
    title: '公示核查记录',
    addressees: target,
    body: [
      { heading: 1, text: '被核查单位' },
      { text: target },
      { heading: 1, text: '核查日期和渠道' },
      { text: `${checkedOn}，${labels['disclosure-channel'][channel].zh}` },
      { heading: 1, text: '核查情况' },
      { header: ['序号', '公示内容', '救助项目', '公示日期', '名单月份', '核查情况', '说明'], rows }
    ],
    signature: sealName,
    date: checkedOn
  }
}
