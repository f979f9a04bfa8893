// Nobody in the demo exists: names are of the form 赵某甲, as lawbooks write them, identity numbers have a
// region that was never given to anybody, and telephone numbers begin with digits that no exchange uses.

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许']
const stems = [...'甲乙丙丁戊己庚辛壬癸']
const weights = Array.from({ length: 17 }, (_, n) => 2 ** (17 - n) % 11)

/** The region of identity numbers: no county of Jilin has it. */
export const REGION = '229999'

/** The name of the n-th invented person. */
export function nameOf(n: number): string {
  const surname = surnames[n % surnames.length]
  const rest = Math.floor(n / surnames.length)
  const second = Math.floor(rest / stems.length) % (stems.length + 1)
  return `${surname}某${second === 0 ? '' : stems[second - 1]}${stems[rest % stems.length]}`
}

/** The identity number of the n-th invented person, an adult, with a check character that is right. */
export function identityOf(n: number): string {
  const day = new Date(Date.UTC(1940, 0, 1 + (n % 18_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const digits = `${REGION}${day}${String(1 + (Math.floor(n / 18_000) % 999)).padStart(3, '0')}`
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}

/** A mobile number that no network has. */
export function phoneOf(n: number): string {
  return `1000000${String(n % 10_000).padStart(4, '0')}`
}

/** A telephone of a unit: numbers of exchanges never begin with 0. */
export function hotlineOf(n: number): string {
  return `0431-0${String(n % 10_000_000).padStart(7, '0')}`
}

/** The account of a recipient. */
export function accountOf(n: number): string {
  return `000000${String(n).padStart(13, '0')}`
}
