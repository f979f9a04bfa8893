import type { RawBuilder } from 'kysely'
import type { Permission } from '../access/permissions.ts'
import type { Actor } from '../auth/actor.ts'
import type { AppContext } from './work.ts'

/** Records of one kind to which files are attached as evidence, as their room describes them. */
export interface EvidenceKind<State extends string = string> {
  /** The table whose row is locked while a file is attached or removed. */
  table: string
  /**
   * All records of the kind, as `select id, unit_code, path, state, units`. `units`: the units whose people
   * may attach files.
   */
  records: RawBuilder<unknown>
  /** People who attach files need one of these. */
  permissions: readonly Permission[]
  /** The states in which files may be attached. */
  takes: readonly State[]
  /** The states in which files may be removed again. In other states they are part of the record. */
  drafts: readonly State[]
  /** Records that somebody read a file of the record, where readings are recorded. */
  noteReading?(context: AppContext, actor: Actor, id: string): Promise<void>
}

/** By the kind under which `visibleRecords` says who may see these records. */
export type EvidenceKinds = Readonly<Record<string, EvidenceKind>>
