import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'attachment-not-found': {
    status: 404,
    title: { zh: '附件不存在或无权查看', en: 'The attachment does not exist or is not visible to you' }
  },
  'attachment-subject-unknown': {
    status: 404,
    title: {
      zh: '所属记录不存在或无权查看',
      en: 'The record of the attachment does not exist or is not visible to you'
    }
  },
  'attachment-subject-half': {
    status: 422,
    title: {
      zh: '请同时填写所属记录的种类和标识',
      en: 'Name both the kind and the identifier of the record'
    },
    detail: {
      zh: '两项都填写，文件附在该记录上；两项都不填写，文件暂不属于任何记录。',
      en: 'With both, the file is attached to that record. Without both, it does not belong to a record yet.'
    }
  },
  'attachment-not-yours': {
    status: 403,
    title: {
      zh: '附件由办理该记录的单位添加和删除',
      en: 'Units that handle the record attach and remove its files'
    },
    detail: {
      zh: '请由办理该记录的单位中有相应角色的人员操作。',
      en: 'Ask a person of a unit that handles the record, with a role for it.'
    }
  },
  'attachment-of-others': {
    status: 403,
    title: {
      zh: '附件由上传的单位删除',
      en: 'The unit that uploaded an attachment removes it'
    },
    detail: {
      zh: '该附件由另一单位上传，请联系该单位。',
      en: 'Another unit uploaded the attachment. Ask a person of that unit.'
    }
  },
  'attachment-subject-closed': {
    status: 409,
    title: { zh: '该记录现在不能添加附件', en: 'No file can be attached to the record now' },
    detail: {
      zh: '该记录已办结、已送出或已撤回，不能再添加附件。',
      en: 'The record has ended, was sent or was withdrawn. No more files can be attached to it.'
    }
  },
  'attachment-kept': {
    status: 409,
    title: { zh: '附件已成为记录的一部分，不能删除', en: 'The attachment is part of its record and stays' },
    detail: {
      zh: '记录已过草拟阶段，其附件作为佐证保留。误传的，请另附正确的文件。',
      en:
        'The record is past its draft, so its files are kept as evidence. If the file is the wrong one, ' +
        'attach the right one as well.'
    }
  },
  'attachment-linked': {
    status: 409,
    title: { zh: '附件已属于一条记录', en: 'The attachment belongs to a record already' },
    detail: {
      zh: '一个附件只属于一条记录。请重新上传文件。',
      en: 'An attachment belongs to one record. Upload the file again for another record.'
    }
  },
  'attachment-unknown': {
    status: 422,
    title: { zh: '没有可用的这个附件', en: 'There is no such attachment for this record' },
    detail: {
      zh: '请填写本人上传且尚未附在其他记录上的附件，或已附在本记录上的附件。',
      en: 'Give an attachment that you uploaded and that belongs to no record yet, or one of this record.'
    }
  },
  'attachment-empty': {
    status: 422,
    title: { zh: '文件是空的', en: 'The file is empty' },
    detail: { zh: '请选择有内容的文件。', en: 'Send a file with content.' }
  },
  'attachment-form': {
    status: 422,
    title: { zh: '表单应只含一个文件', en: 'The form must contain one file and nothing else' },
    detail: {
      zh: '请每次上传一个文件，其他信息写在地址的参数里。',
      en: 'Send one file at a time. Other information belongs to the parameters of the address.'
    }
  },
  'attachment-name-missing': {
    status: 422,
    title: { zh: '缺少文件名', en: 'The name of the file is missing' },
    detail: {
      zh: '请在请求头 Content-Disposition 中写明带扩展名的文件名，最长{most}个字符。',
      en: 'Give the name with its extension in the header Content-Disposition, {most} characters at most.'
    }
  },
  'attachment-too-large': {
    status: 413,
    title: { zh: '文件过大', en: 'The file is too large' },
    detail: {
      zh: '附件最大为{most} MB。请压缩或拆分文件。',
      en: 'An attachment may have {most} MB. Compress or split the file.'
    }
  },
  'attachment-type-unknown': {
    status: 415,
    title: { zh: '不接受这种文件', en: 'Files of this type are not accepted' },
    detail: {
      zh: '可接受的扩展名：{types}。',
      en: 'Accepted extensions: {types}.'
    }
  },
  'attachment-type-differs': {
    status: 422,
    title: { zh: '文件内容与扩展名不符', en: 'The content of the file is not what its name says' },
    detail: {
      zh: '文件名以 .{named} 结尾，内容却不是这种文件。请核对文件。',
      en: 'The name ends with .{named}, but the content is of another type. Check the file.'
    }
  },
  'attachment-position-unreadable': {
    status: 422,
    title: {
      zh: '无法去除图片中的拍摄位置',
      en: 'The position cannot be removed from the picture'
    },
    detail: {
      zh: '图片的附加信息已损坏。请用图片程序另存一份后再上传。',
      en: 'The metadata of the picture is damaged. Save the picture again with a program, and upload that.'
    }
  },
  'attachment-store-unavailable': {
    status: 503,
    title: { zh: '附件暂时无法存取', en: 'Attachments cannot be stored or read at the moment' },
    detail: {
      zh: '存储空间不足或存储服务无应答，没有保存任何内容。请稍后再试。',
      en: 'The storage is full or does not answer. Nothing was stored. Try again in a moment.'
    }
  },
  'attachment-content-missing': {
    status: 409,
    title: { zh: '附件内容无法打开', en: 'The content of the attachment cannot be opened' },
    detail: {
      zh: '附件的内容缺失、被改动，或封存所用的密钥没有配置。请通知系统管理员。',
      en:
        'The stored content is missing or was changed, or the key that sealed it is not configured. Inform ' +
        'the operator.'
    }
  },
  'attachment-range': {
    status: 416,
    title: { zh: '请求的字节范围超出文件', en: 'The range lies beyond the file' },
    detail: { zh: '文件共有{size}个字节。', en: 'The file has {size} bytes.' }
  }
} satisfies Wordings

export const labels = {
  'attachment-subject': {
    finding: { zh: '问题', en: 'finding' },
    inspection: { zh: '检查', en: 'inspection' },
    case: { zh: '信访件', en: 'petition case' },
    letter: { zh: '催办、督办函', en: 'letter' },
    'notice-answer': { zh: '通报答复', en: 'answer to a notice' },
    interview: { zh: '约谈', en: 'interview' },
    'accountability-record': { zh: '问责记录', en: 'accountability record' },
    'fund-check': { zh: '资金检查', en: 'fund check' },
    'duty-record': { zh: '履职记录', en: 'duty record' },
    'deployment-report': { zh: '进展报告', en: 'report on a deployment' },
    'evaluation-target': { zh: '被评价单位', en: 'evaluated unit' },
    'notice-board': { zh: '公示板', en: 'notice board' },
    disclosure: { zh: '公示', en: 'disclosure' },
    'disclosure-check': { zh: '公示核查', en: 'check of disclosures' },
    'relative-filing': { zh: '近亲属备案', en: 'filing of a near relative' }
  },
  'attachment-step': {
    link: { zh: '附到记录', en: 'link the attachment to a record' },
    remove: { zh: '删除附件', en: 'remove the attachment' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type SubjectKind = keyof (typeof labels)['attachment-subject']
export const subjectKinds = keysOf(labels['attachment-subject'])
