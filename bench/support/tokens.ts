import { join } from 'node:path'
import { folder, project } from './places.ts'
import { run } from './postgres.ts'

/** The data folder of the service under test: the key of its local issuer lies there. */
export const dataDir = folder('service')

/** A token of the local issuer, printed as an operator has it printed. */
export async function tokenOf(unit: string, roles: string, keys = dataDir): Promise<string> {
  const script = join(project, 'src/commands/token.ts')
  const args = [script, '--unit', unit, '--roles', roles, '--ttl', '86400']
  return (await run('env', [`DATA_DIR=${keys}`, process.execPath, ...args])).trim()
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` }
}
