/**
 * Texts of a workbook (ST_Xstring): a character that XML does not allow is written `_xHHHH_`. In a text that
 * looks like this, the first underscore is written so.
 */
const written = /_x([0-9A-Fa-f]{4})_/g

/** The original of a text as it is written in a workbook. */
export function stringOf(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(written, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A text in the form for a workbook, before the characters of XML are escaped. */
export function stringFor(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (sign) => `_x${hexOf(sign)}_`)
}

function hexOf(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}
