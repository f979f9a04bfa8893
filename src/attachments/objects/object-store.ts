import type { Readable } from 'node:stream'

/** Where the sealed contents of attachments lie: a folder, or a bucket of an S3-compatible store. */
export interface ObjectStore {
  /** A folder on disk for contents that are being sealed. */
  readonly drafts: string
  /** Stores a file of `drafts`, as a whole or not at all, under a name that was never used before. */
  put(draft: string, name: string): Promise<void>
  /**
   * The bytes from `from` up to `to`, which is not included.
   *
   * @throws ObjectMissing
   */
  read(name: string, from: number, to: number): Promise<Readable>
  /** Removes an object; nothing happens where there is none. */
  remove(name: string): Promise<void>
  /** Ends well where the store can be reached and written. */
  check(): Promise<void>
}

/** There is no object of this name. */
export class ObjectMissing extends Error {
  override name = 'ObjectMissing'
  constructor(object: string) {
    super(`the content ${object} of an attachment is not in the store`)
  }
}
