import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { labels } from './labels.ts'

export const wordings = {
  'notice-board-not-found': {
    status: 404,
    title: {
      zh: '公示板不存在，或不由您查看、维护',
      en: 'The notice board does not exist, or is not yours to see or to change'
    },
    detail: {
      zh: '本省人员可查看各单位的公示板，变更由该单位或其上级办理。',
      en: 'Everybody sees the boards of their province. The unit itself and the units above it change them.'
    }
  },
  'notice-board-twice': {
    status: 409,
    constraint: 'notice_board_standing_key',
    title: { zh: '该处已登记公示板', en: 'The notice board at this place is on record already' },
    detail: {
      zh: '该单位在同一地点已有一块在用的公示板，请变更原记录或核对地点。',
      en: 'The unit has a board that stands at this place. Change that record, or check the place.'
    }
  },
  'notice-board-day': {
    status: 422,
    title: { zh: '公示板日期有误', en: 'The dates of the notice board are not right' },
    detail: {
      zh: '设立日期、停用日期均不得晚于今日{today}，停用日期应晚于设立日期。',
      en: 'A board stands since today, {today}, or earlier. It ends by today, and later than it began.'
    }
  },
  'notice-board-in-use': {
    status: 409,
    title: { zh: '公示板上仍有公示', en: 'Notices are recorded on the board for these days' },
    detail: {
      zh: '公示板不在用的日期内仍登记有公示，请先登记公示的撤除，或核对日期。',
      en:
        'Notices are on record for days on which the board would not stand. Record their removal first, ' +
        'or check the dates.'
    }
  },
  'notice-board-unknown': {
    status: 422,
    title: { zh: '没有这块公示板', en: 'There is no such notice board' },
    detail: { zh: '请填写已登记的公示板。', en: 'Give a notice board that is on record.' }
  },
  'notice-board-of-others': {
    status: 422,
    title: { zh: '公示板不属于该单位', en: 'The notice board belongs to another unit' },
    detail: {
      zh: '请选用本单位的公示板；乡镇（街道）和县级单位也可使用辖区内村（社区）的公示板。',
      en: 'Choose a board of the unit. Townships and counties may use those of their villages, too.'
    }
  },
  'notice-board-not-standing': {
    status: 422,
    title: { zh: '公示板当日不在用', en: 'The notice board did not stand on that day' },
    detail: {
      zh: '公示日期{on}不在公示板的使用期内，请核对日期或公示板。',
      en: 'The board did not stand on {on}. Check the date and the board.'
    }
  },
  'disclosure-not-found': {
    status: 404,
    title: {
      zh: '公示不存在，或不由您查看、办理',
      en: 'The disclosure does not exist, or is not yours to see or to change'
    },
    detail: {
      zh: '本省人员可查看各单位的公示，撤除、撤回由该单位或其上级登记。',
      en:
        'Everybody sees the disclosures of their province. The unit itself and the units above it record ' +
        'a removal or a withdrawal.'
    }
  },
  'disclosure-step': {
    status: 409,
    title: { zh: '公示现状不允许此操作', en: 'The status of the disclosure does not allow this step' },
    detail: {
      zh: '该公示现为{state:disclosure-state}，不能{step:disclosure-step}。',
      en: 'The status of the disclosure is "{state:disclosure-state}". You cannot {step:disclosure-step} now.'
    }
  },
  'disclosure-incomplete': {
    status: 422,
    title: { zh: '缺少救助项目或月份', en: 'The programme or the month is missing' },
    detail: {
      zh: '救助对象名单应填写救助项目和所属月份，审核、审批和终止救助公示应填写救助项目。',
      en:
        'A list of recipients has a programme and a month. Notices of reviews, approvals and ended ' +
        'assistance have a programme.'
    }
  },
  'disclosure-field-of-other-content': {
    status: 422,
    title: { zh: '该类公示没有此项内容', en: 'A disclosure of this kind does not have this field' },
    detail: {
      zh: '{content:disclosure-content}不填写此项，请删除该项或核对公示内容。',
      en: 'For "{content:disclosure-content}" leave this field out, or check the content.'
    }
  },
  'disclosed-list-unknown': {
    status: 422,
    title: { zh: '没有这份公示名单', en: 'There is no such list' },
    detail: {
      zh: '请填写本单位的公示名单，或本地县级单位为其生成的公示名单。',
      en: 'Give a list of the unit, or one that the county above it made.'
    }
  },
  'disclosed-list-differs': {
    status: 422,
    title: { zh: '公示名单与所登记的公示不符', en: 'The list is another one than the disclosure says' },
    detail: {
      zh: '公示内容、救助项目和所属月份应与公示名单一致，请核对。',
      en: 'Content, programme and month are those of the list. Check them, or name the right list.'
    }
  },
  'disclosed-list-open': {
    status: 409,
    title: { zh: '公示名单尚未生成', en: 'The list was not rendered' },
    detail: {
      zh: '请先生成公示文件，再登记公示。',
      en: 'Only a finished list can be shown. Render it first.'
    }
  },
  'disclosed-list-figures': {
    status: 422,
    title: { zh: '文件摘要和行数取自公示名单', en: 'Digest and number of lines are those of the list' },
    detail: {
      zh: '填写公示名单的，不填写文件摘要和行数。',
      en: 'With a list, leave both out. Without one, give those of the file that is shown.'
    }
  },
  'disclosure-place-missing': {
    status: 422,
    title: { zh: '请填写网址或公示板', en: 'Give the address or the notice board' },
    detail: {
      zh: '在网站公示的只填写网址，在公示板公示的只填写公示板。',
      en: 'A disclosure on a website has an address, one on a board has the board; never both.'
    }
  },
  'disclosure-address-bad': {
    status: 422,
    title: { zh: '网址有误', en: 'The address is not right' },
    detail: {
      zh: '请填写安全协议的网址，不含用户名和密码。',
      en: 'Give an address that begins with https://, without a user name.'
    }
  },
  'disclosure-day': {
    status: 422,
    title: { zh: '公示日期有误', en: 'The date of the disclosure is not right' },
    detail: {
      zh: '公示日期不得晚于今日{today}，所属月份不得晚于公示日期所在月份。',
      en: 'Give a date no later than {today}, today, and a month no later than that date.'
    }
  },
  'disclosure-end-day': {
    status: 422,
    title: { zh: '撤除日期有误', en: 'The day of the removal is not right' },
    detail: {
      zh: '日期应在公示日期{postedOn}至今日{today}之间。',
      en: 'Give a date from {postedOn}, when it was posted, to {today}, today.'
    }
  },
  'disclosure-twice': {
    status: 409,
    constraint: 'disclosure_shown_key',
    title: { zh: '该名单已在同处公示', en: 'The list is shown at this place already' },
    detail: {
      zh: '同一项目、同一月份的名单正在同一处公示。更换的，请先登记原公示的撤除。',
      en:
        'The list of this programme and month is on record as shown there. Where it was replaced, record ' +
        'the removal of the former one first.'
    }
  },
  'missing-in-future': {
    status: 422,
    title: { zh: '日期晚于今日', en: 'The day lies in the future' },
    detail: {
      zh: '请填写今日{today}或更早的日期。',
      en: 'Give {today}, today, or an earlier day.'
    }
  },
  'disclosure-check-not-found': {
    status: 404,
    title: { zh: '公示核查不存在或无权查看', en: 'The check does not exist or is not visible to you' }
  },
  'disclosure-check-of-others': {
    status: 403,
    title: { zh: '公示核查的问题由核查单位登记', en: 'The checking unit records the findings of a check' },
    detail: {
      zh: '被核查单位不得就核查登记问题，请由单位{unit}或其上级办理。',
      en: 'The unit that was checked may not record findings of it. Ask unit {unit} or a unit above it.'
    }
  },
  'disclosure-check-not-below': {
    status: 422,
    title: { zh: '被核查单位不是下级单位', en: 'The unit checked is not below the checking unit' },
    detail: {
      zh: '请填写单位{unit}的下级单位。',
      en: 'Name a unit below unit {unit}.'
    }
  },
  'disclosure-check-day': {
    status: 422,
    title: { zh: '核查日期有误', en: 'A date of the check is not right' },
    detail: {
      zh: '核查日期不得晚于今日{today}，公示日期和名单月份不得晚于核查日期。',
      en: 'Give a date no later than {today}, today. What was seen was posted by that date.'
    }
  },
  'disclosure-check-observation': {
    status: 422,
    title: { zh: '核查情况有误', en: 'The observation is not right' },
    detail: {
      zh: '“公示时间不足”只用于审核公示；未公示的不填写公示日期、名单月份和公示记录。',
      en:
        'Only a notice of reviews is shown for too short a time. Missing content has no date, no month ' +
        'and no disclosure.'
    }
  },
  'disclosure-check-inspection': {
    status: 422,
    title: { zh: '检查不符', en: 'The inspection does not fit' },
    detail: {
      zh: '请填写您可查看的、对该单位开展的检查，或不填此项。',
      en: 'Give an inspection of this unit that you may see, or leave the field out.'
    }
  },
  'disclosure-check-scan': {
    status: 422,
    title: { zh: '公示扫描不符', en: 'The scan does not fit' },
    detail: {
      zh: '请填写核查单位对该单位所作的公示扫描，或不填此项。',
      en: 'Give a scan that the checking unit made of the unit checked, or leave the field out.'
    }
  },
  'disclosure-check-disclosure': {
    status: 422,
    title: { zh: '没有这项公示', en: 'There is no such disclosure' },
    detail: {
      zh: '请填写被核查单位登记的公示，或不填此项。',
      en: 'Give a disclosure of the unit that is checked, or leave the field out.'
    }
  },
  'disclosure-check-urgent': {
    status: 422,
    title: { zh: '检查开始前不得登记泄密情况', en: 'The inspection has not begun, and the leak is urgent' },
    detail: {
      zh: '泄露信息的公示应于当日撤下，而检查开始前不得告知被检查单位。请不填检查，另行登记此次核查。',
      en:
        'A notice that shows private data is withdrawn on the same day, but nobody at the unit may learn ' +
        'of the inspection. Record this check without the inspection.'
    }
  },
  'disclosure-check-too-early': {
    status: 409,
    title: { zh: '检查尚未开始', en: 'The inspection has not begun' },
    detail: {
      zh: '检查开始或通知前不得就核查登记问题，以免被检查单位提前知悉。',
      en: 'Record findings once the inspection has begun or was notified; the unit would learn of it.'
    }
  },
  'disclosure-check-sound': {
    status: 409,
    title: { zh: '没有可登记的问题', en: 'There is nothing to record as a finding' },
    detail: {
      zh: '核查未发现问题，或所选各项均已公示、均已登记为问题。',
      en: 'The check found nothing, or the observations are in order or recorded as findings already.'
    }
  },
  'disclosure-finding-twice': {
    status: 409,
    constraint: 'disclosure_check_finding_pkey',
    title: { zh: '该项已登记为问题', en: 'A finding was made from this observation already' },
    detail: { zh: '请重新读取核查后再登记。', en: 'Read the check again before you record findings.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings, labels)
