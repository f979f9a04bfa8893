import { sql } from 'kysely'

/** Backups of the embedded database hold a replication slot whose name begins so, until they are complete. */
export const BACKUP_SLOT = 'backup_'

/**
 * Whether a backup is under way. The slot is there before the backup begins and ends with its connection, so
 * one that was killed holds up nothing.
 */
export const isBackedUp = sql<boolean>`exists (
  select from pg_replication_slots where starts_with(slot_name, ${sql.lit(BACKUP_SLOT)}))`
