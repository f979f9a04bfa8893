import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import { type Face, face } from './fonts.ts'
import { EM, ROW, size } from './measures.ts'

export interface Type {
  face: Face
  /** In points. */
  size: number
  color?: string
  /** Width of the signs in percent. */
  scale?: number
}

/** 5.2.2: unless it is said otherwise, all is set in 3号仿宋. */
export const bodyType: Type = { face: face.仿宋, size: size.三号 }

/**
 * A text in a type. Always as `text`: among the `children` of a run the library takes some words (CURRENT) for
 * fields.
 */
export function run(text: string, type: Type = bodyType): TextRun {
  return new TextRun({ text, ...typed(type) })
}

/** As the library takes it: sizes in half points. */
export function typed({ face: { name }, size, color, scale }: Type) {
  const font = { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
  return { font, size: size * 2, color, scale }
}

/** A paragraph whose lines keep the pitch of the page. */
export function paragraph(
  children: TextRun[],
  { spacing, ...options }: Omit<IParagraphOptions, 'children'> = {}
): Paragraph {
  const exact = { line: ROW, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
  return new Paragraph({ ...options, spacing: { ...exact, ...spacing }, children })
}

/** 7.3.3: two characters in from the left, the lines that follow flush. */
export function indented(text: string, type: Type = bodyType, keepNext?: boolean): Paragraph {
  return paragraph([run(text, type)], {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: ems(2), firstLineChars: 200 },
    keepNext
  })
}

export function centred(runs: TextRun[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
  return paragraph(runs, { alignment: AlignmentType.CENTER, ...options })
}

export function blankRows(count: number, keepNext?: boolean): Paragraph[] {
  return Array.from({ length: count }, () => paragraph([run('')], { keepNext }))
}

/** The width of so many characters of the body. */
export function ems(count: number): number {
  return Math.round(count * EM)
}
