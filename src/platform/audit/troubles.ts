import type { Sentence } from '../errors/refusal.ts'

/** What can be wrong with the trail. */
export const troubles = {
  'line-changed': { zh: '记录被改动', en: 'a line was changed' },
  'line-missing': { zh: '记录缺失', en: 'a line is missing' },
  'line-inserted': { zh: '记录系事后插入', en: 'a line was inserted afterwards' },
  'lines-reordered': { zh: '记录顺序被改动', en: 'lines were put in another order' },
  'seal-changed': { zh: '封印被改动', en: 'a seal was changed' },
  'seal-missing': { zh: '封印缺失', en: 'a seal is missing' },
  'other-key': { zh: '封印使用了其他密钥', en: 'a seal was made under another key' },
  'lines-waiting': { zh: '记录过久未封印', en: 'lines have waited too long for a seal' },
  'sealing-refused': { zh: '封印未能写入', en: 'a seal could not be written' }
} as const satisfies Record<string, Sentence>

export interface Trouble {
  code: keyof typeof troubles
  seal: number | null
  lineId: string | null
}
