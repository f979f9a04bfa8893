import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import { type Face, face } from './fonts.ts'
import { CLOSER, EM, ROW, size } from './measures.ts'

export interface Type {
  face: Face
  /** In points. */
  size: number
  color?: string
  /** Width of the signs in percent. */
  scale?: number
  /** The distance added between characters, in twips; negative: removed. */
  spacing?: number
}

/** 3号, with closer characters, so that 28 fill a line (5.2.3): by themselves they are slightly too wide. */
export const inBody = (one: Face): Type => ({ face: one, size: size.三号, spacing: CLOSER })

/** 5.2.2: the default for all text is 3号仿宋. */
export const bodyType = inBody(face.仿宋)

/**
 * A text in a type. Always passed as `text`: among the `children` of a run the library takes some words
 * (CURRENT) for fields. `{default-bullet-numbering-0}` would become a number, so it is split into two runs.
 */
export function runs(text: string, type: Type = bodyType): TextRun[] {
  const own = type === bodyType ? {} : typed(type)
  return text.split(/(?<=\{)(?=default-bullet)/).map((part) => new TextRun({ text: part, ...own }))
}

/** A type in the form that the library takes: sizes in half points. */
export function typed({ face: { name }, size, spacing, ...look }: Type) {
  const font = { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
  return { font, size: size * 2, ...look, characterSpacing: spacing ?? 0 }
}

/**
 * The defaults: 3号仿宋 on lines of the fixed height of the page. They are set once: set with every paragraph,
 * they would make a text of many short paragraphs take half as much time again.
 */
export const defaults = {
  run: { ...typed(bodyType), language: { eastAsia: 'zh-CN' } },
  paragraph: { spacing: { line: ROW, lineRule: LineRuleType.EXACT, before: 0, after: 0 } }
}

/** How a paragraph is set, as the library takes it. */
interface Layout extends Omit<IParagraphOptions, 'children' | 'keepNext'> {
  keepNext?: boolean | undefined
}

export function paragraph(children: TextRun[], { keepNext, spacing, ...others }: Layout = {}): Paragraph {
  const exact = spacing && { spacing: { lineRule: LineRuleType.EXACT, ...spacing } }
  return new Paragraph({ ...others, ...(keepNext && { keepNext }), ...exact, children })
}

/** 7.3.3: the first line is indented by two characters, the further lines are flush. */
export function indented(text: string, type: Type = bodyType, keepNext?: boolean): Paragraph {
  return paragraph(runs(text, type), {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: ems(2), firstLineChars: 200 },
    keepNext
  })
}

export function centred(children: TextRun[], options: Layout = {}): Paragraph {
  return paragraph(children, { alignment: AlignmentType.CENTER, ...options })
}

export function blankRows(count: number, keepNext?: boolean): Paragraph[] {
  return Array.from({ length: count }, () => paragraph([], { keepNext }))
}

/** The width of so many characters of the body. */
export function ems(count: number): number {
  return Math.round(count * EM)
}
