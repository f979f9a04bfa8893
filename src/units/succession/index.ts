/**
 * Succession: who acts for whom on a day. Answered here and nowhere else.
 *
 * A unit is in office from `validFrom` until the day before `validTo`. On that day, and not before, its
 * successor acts for it; where there is none, the unit above. When that one ends too, whoever acts for it.
 *
 * How records follow. `unit.path` is the place from which everything is seen and listed. An ended unit with
 * a successor stands below the successor (`22.2201.y.x`), one without stays below its parent. Every record
 * has its `(unit_code, path)` by a foreign key `on update cascade`, so on that day the records of the ended
 * unit lie within the acting unit: `visible`, `inSubtree`, `within=`, counts and downloads need no change
 * and stay index scans. The record keeps its `unit_code`. `unit.acting_code` says who acts (null while the
 * unit is in office).
 *
 * When it happens. `settle` derives all paths and acting units from parents, ends and successors as of a
 * day, and calls the rooms' followers (`TreeFollower`, listed in service.ts) in the same transaction. It
 * runs after every change of the tree, and at the beginning of a day: before the first request of the day
 * is answered (`TreeDay`) or soon after midnight (`keepDay`), whichever comes first. It gives the same
 * result however often it runs, and leads back when an end is taken back.
 *
 * What a room uses:
 * - `mustBeInOffice(unit, day)`, `isInOffice`: the day concerned decides (of receipt, of the month, of the
 *   act).
 * - `Place.actingCode`, `actingOf(place)`: who acts for a unit. "Only the unit itself may" means
 *   `actor.unitCode === actingOf(place)`; "the unit or one above" goes by the path as ever.
 * - `actingShown('unit')` and `acting` (schema): `actingUnitCode`, `actingUnitName` of a record.
 * - In SQL: `unit_acting(code)`; `unit_line(path)`, the units in office on a path; and
 *   `unit_supervisor(keeper_code, target_path)`: who supervises now what a keeper began about a target,
 *   after ends and moves. A table that one unit keeps about another has a column `keeper_code` with that
 *   answer and its `path` by a foreign key on `(keeper_code, path)`; a follower sets it for the records
 *   whose keeper or target has passed. The former keeper is `unit_code`, and `handedOver` is `keeper_code
 *   <> unit_acting(unit_code)`.
 */
export { beginDays, keepDay } from './day.ts'
export {
  actingOf,
  hasBegun,
  hasEnded,
  isInOffice,
  mustBeInOffice,
  supervisorAmong,
  type Validity
} from './rules.ts'
export { acting, handedOver } from './schema.ts'
export { type Passed, settle, type TreeFollower } from './settle.ts'
export { actingFrom, actingShown, handedOverFrom, supervisingFrom, supervisingShown } from './shown.ts'
