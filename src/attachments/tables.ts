import type { Generated } from 'kysely'
import type { SubjectKind } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    attachment: {
      id: string
      object_id: string
      subject_kind: SubjectKind | null
      subject_id: string | null
      unit_code: string
      name: string
      media_type: string
      created_at: string
      created_by: string
      version: Generated<number>
      updated_at: string | null
    }
    attachment_object: {
      id: string
      sha256: string
      size: number
      name: string
      key_id: string
      wrapped: Buffer
      used_at: string
    }
    attachment_unused: { name: string; since: string }
  }
}
