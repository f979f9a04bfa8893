/** A typeface by its name, and its substitute where it is not installed. No font is embedded. */
export interface Face {
  name: string
  otherwise: string
}

/** 5.2.2, 7.2, 7.3: the typefaces of the standard. No system has 小标宋; 宋体 is closest to it. */
export const face = {
  小标宋: { name: '方正小标宋简体', otherwise: '宋体' },
  仿宋: { name: '仿宋_GB2312', otherwise: '仿宋' },
  楷体: { name: '楷体_GB2312', otherwise: '楷体' },
  黑体: { name: '黑体', otherwise: 'SimHei' },
  宋体: { name: '宋体', otherwise: 'SimSun' }
} as const satisfies Record<string, Face>

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** The font table with the substitutes; the one of the library only holds embedded fonts. */
export const fontTable = {
  path: 'word/fontTable.xml',
  data:
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">` +
    Object.values(face).map(entry).join('') +
    '</w:fonts>'
}

/** Character set 86 is GB2312. */
function entry({ name, otherwise }: Face): string {
  return (
    `<w:font w:name="${name}"><w:altName w:val="${otherwise}"/><w:charset w:val="86"/>` +
    '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
  )
}
