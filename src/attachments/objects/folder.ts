import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorOf } from '../../platform/errors/thrown.ts'
import { ObjectMissing, type ObjectStore } from './object-store.ts'

/**
 * Keeps objects in a folder. A name is the path of nothing that a caller chose: the first two digits of the
 * address are a folder, so that no folder holds too many files.
 */
export function folderStore(root: string): ObjectStore {
  const drafts = join(root, 'drafts')
  const pathOf = (name: string) => join(root, name.slice(0, 2), name)
  return {
    drafts,
    async put(draft, name) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(draft, path)
      await flush(dirname(path))
    },
    async read(name, from, to) {
      const file = await open(pathOf(name)).catch((error: unknown) => {
        throw errorOf(error).code === 'ENOENT' ? new ObjectMissing(name) : error
      })
      return file.createReadStream({ start: from, end: to - 1 })
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    async check() {
      await mkdir(drafts, { recursive: true, mode: 0o700 })
      await access(drafts, constants.W_OK)
    }
  }
}

/** After a crash of the machine the name is there as well, not only the content. */
async function flush(folder: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
