import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from '../../src/embedded/folder.ts'

/** People whom nobody else is called like; one of them with what rarely stands in JSON unescaped. */
export const people = [
  {
    name: '欧阳翠莲',
    phone: '13804318866',
    idNumber: '22010219620315002X',
    address: '南岭街道桂林胡同甲17号'
  },
  { name: '司马铁柱', phone: '13904327755', idNumber: '220102197108240116', address: '靠山屯三社西头第二户' }
].map((person) => ({ ...person, idNumber: withCheckDigit(person.idNumber) }))

export const planted: readonly string[] = people.flatMap((person) => Object.values(person))

function withCheckDigit(number: string): string {
  const first = [...number.slice(0, 17)]
  const sum = first.reduce((sum, digit, n) => sum + Number(digit) * (2 ** (17 - n) % 11), 0)
  return `${first.join('')}${'10X98765432'[sum % 11]}`
}

/** A text in every form in which it could lie somewhere. */
export function forms(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  const escaped = [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const octal = [...utf8].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  const texts = [escaped, escaped.toUpperCase().replaceAll('U', 'u'), octal, encodeURIComponent(text)]
  const hex = utf8.toString('hex')
  // In base64 a text looks in three ways, by where it begins; what its neighbours have a share in is left out.
  const base64 = [0, 1, 2].map((shift) => {
    const all = Buffer.concat([Buffer.alloc(shift), utf8])
    const whole = all.subarray(0, all.length - (all.length % 3)).toString('base64')
    return whole.slice(shift === 0 ? 0 : 4)
  })
  const other = [...texts, hex, hex.toUpperCase(), ...base64].map((one) => Buffer.from(one))
  const all = [utf8, Buffer.from(text, 'utf16le'), ...other]
  return [...new Map(all.map((one) => [one.toString('latin1'), one])).values()]
}

/** Which of these texts lies in the bytes, in any form. */
export function foundIn(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.filter((text) => forms(text).some((form) => bytes.includes(form)))
}

/** Every file below a folder that holds one of these texts. */
export function filesWith(dataDir: string, texts: readonly string[]): string[] {
  // Where the service is root in a folder that is closed to others, PostgreSQL keeps its files elsewhere.
  const folders = [...new Set([dataDir, placeOf(dataDir).beside])]
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => foundIn(readIfThere(file), texts).length > 0)
}

/** PostgreSQL may have removed a file since it was listed. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}
