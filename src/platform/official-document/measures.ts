/**
 * The measures of GB/T 9704-2012 《党政机关公文格式》, each with its clause. Lengths are in twips (a twentieth
 * of a point), sizes of type in points.
 */

export const mm = (length: number) => Math.round((length * 1440) / 25.4)

/** 5.1: A4. */
export const page = { width: mm(210), height: mm(297) }

/** 5.2.1: 天头 37 mm, 订口 28 mm; the type area of 156 × 225 mm gives the right and the bottom margin. */
export const margin = { top: mm(37), left: mm(28), right: mm(210 - 28 - 156), bottom: mm(297 - 37 - 225) }

/** 5.2.1: 版心. */
export const area = { width: page.width - margin.left - margin.right, height: mm(225) }

/** 5.2.3: 22 lines of 28 characters fill the type area. */
export const LINES = 22
export const CHARACTERS = 28

/**
 * The line height and the character width that follow from it. The height is rounded down: 22 lines must fit.
 */
export const ROW = Math.floor(area.height / LINES)
export const EM = area.width / CHARACTERS

/** 5.2.2, 7.2, 7.3: the sizes of type by their names. 初号 is usual for the red head (7.2.4). */
export const size = { 初号: 42, 二号: 22, 三号: 16, 四号: 14, 小四: 12, 五号: 10.5, 小五: 9 }

/** 7.2.4: from the top of the type area to the top of the red head. */
export const HEAD_FROM_TOP = mm(35)

/** 7.2.7: from the number to the red line below it, in points, the unit of border spacing. */
export const LINE_BELOW_NUMBER = 11

/** 7.3.5.1: the date is four characters from the right. */
export const DATE_FROM_RIGHT = 4

/** 7.4.1: 0.35 mm and 0.25 mm, in eighths of a point, the unit of borders. */
export const line = { thick: 8, thin: 6 }

/**
 * 7.5: the dashes at both sides of the page number are 7 mm below the type area; measured from the foot of
 * the page.
 */
export const PAGE_NUMBER_FROM_FOOT = margin.bottom - mm(7) - (size.四号 * 20) / 2

/**
 * How much closer characters of the body must be, so that 28 of them fit. Rounded down, because they must
 * fit.
 */
export const CLOSER = Math.floor(EM - size.三号 * 20)

/** 5.2.4, 7.2.4: black, except the head and the line below it. */
export const RED = 'FF0000'
