-- Says of every table what one row is, and of columns and functions what their names do not say.

-- Platform
comment on table audit_line is
  'One action, written in the same transaction as its effect. Append-only. Sealed in order by a background step.';
comment on column audit_line.details is
  'json and not jsonb: mac covers the text exactly as it was written.';
comment on column audit_line.mac is
  'HMAC over the line, under a key outside the database.';
comment on table audit_pending is
  'Lines that are not sealed yet. A queue, not evidence.';
comment on table audit_refused is
  'Lines that the sealer refused, with the reason. They are never sealed later, and verification keeps reporting them.';
comment on table audit_seal is
  'One seal over a group of lines. Each seal covers the hash of the seal before it.';
comment on column audit_seal.lines_through is
  'The latest time of a line in this seal or an earlier one; later lines must not be much older. Null in early seals.';
comment on table audit_sealed_line is
  'The position of a line in its seal.';
comment on table idempotency_answer is
  'The answer to a request with an Idempotency-Key. It is repeated only while the caller may see the records in it.';
comment on column idempotency_answer.request_hash is
  'A keyed hash: with a plain hash a reader could try names until one fits.';
comment on column idempotency_answer.seen is
  'kind/id of the records in the answer that the caller could see when it was kept.';
comment on column idempotency_answer.not_hidden is
  'kind/id of records in the answer that the caller could no longer see, though no secrecy rule hid them.';
comment on table migration_note is
  'The checksum of each migration that ran here. A file that was changed later is refused; an older version of the '
  'service learns here whether it can work with migrations that it does not know.';
comment on table numbering is
  'The last number of a series, unit and year. Raised in the transaction that uses the number, so there are no gaps.';
comment on table operation is
  'Work that takes longer than a request.';
comment on column operation.subject_id is
  'The record that the operation is about. Only callers who may see that record see progress and result.';
comment on column operation.path is
  'Null: the operator asked for it.';
comment on table outbox_event is
  'An event for other rooms and other systems, written in the same transaction as its effect.';
comment on column outbox_event.handled_at is
  'When all rooms that react to this type have done so.';
comment on table recusal is
  'A person who may not take part in a record (回避). They no longer see it.';
comment on column recusal.person is
  'sub in one spelling, so that the same person under another spelling is still excluded.';
comment on column recusal.unit_code is
  'The unit that excluded the person, or in which they excluded themselves. Only a unit above it may readmit them.';

-- Units
comment on table unit is
  'A civil-affairs unit. Units are retired, never deleted.';
comment on column unit.path is
  'The codes from the root to this unit, joined by full stops: 22.2201.220102. Records copy it by a foreign key on '
  '(code, path), so PostgreSQL updates them in the transaction that moves the unit.';
comment on column unit.acting_code is
  'Null while the unit is in office. Afterwards the unit in office that acts for it. Written only by units/succession.';
comment on column unit.valid_to is
  'The first day on which the unit no longer exists.';
comment on table unit_past is
  'What a unit was before a change. Together with unit this is the whole history of a code.';
comment on column unit_past.version is
  'The version that ended. The time would not do as a key: two changes can fall into one millisecond.';
comment on view unit_below is
  'Every pair of a unit and a unit below it.';
comment on table tree_day is
  'One row: the day for which paths and acting units hold. The service updates both to its own day before it answers.';
comment on function unit_acting(text) is
  'The unit that acts for a unit today: the unit itself while it is in office.';
comment on function unit_line(text) is
  'The units in office from the root down to the unit at the path.';
comment on function unit_supervisor(text, text) is
  'The unit that now supervises what keeper began about the unit at target_path: keeper, or the unit that acts for it, '
  'while it is above the target; else the ancestor of the target at the same level; else the next ancestor above.';
comment on function unit_origins(text) is
  'All units for which the people of a unit may stand: the unit, its ancestors, and the units that these replaced.';

-- Calendar
comment on table calendar_year is
  'A year of the calendar and whether the State Council has announced it.';
comment on column calendar_year.edition is
  'Which state of the whole calendar this is. From a sequence: a number of a change that was rolled back is not reused.';
comment on table calendar_day is
  'A weekday that is off, or a weekend day that is worked. All other days follow the plain week.';
comment on view calendar_now is
  'The current edition, read together with other values. With the database, because one process can serve several.';

-- Policy
comment on table local_rule is
  'What a unit tightens for itself (实施细则). It never loosens the policy.';
comment on table term_ground is
  'One row: a number that rises with every change of the local rules or the calendar. A statement compares it to learn '
  'whether a decision made earlier still holds.';

-- Terms
comment on table term is
  'A statutory term of a record. Its state is derived when it is read.';
comment on column term.subject_id is
  'No foreign key: the records belong to rooms above this one, and records are never deleted.';
comment on column term.excluded is
  'Days that do not count: [{ from, to, reason }], both ends included.';
comment on column term.rolled_from is
  'The day off on which the term would have ended.';
comment on column term.skipped is
  'Days that were passed over when the term was counted: [{ from, to, reason, name }]. Kept, because the calendar may '
  'have another edition when the term is read.';
comment on column term.missed_at is
  'When the service recorded that the term was missed. A later due date clears it.';
comment on column term.reminded_at is
  'When the service recorded that the term is due soon.';

-- Causes
comment on table cause_link is
  'A record (consequence) that rests on another record (cause). No foreign keys: both belong to rooms above this one.';

-- Funds
comment on table fund_programme is
  'A programme of assistance, defined once for a province.';
comment on table fund_exclusion is
  'Two programmes from which nobody may be paid in the same month. Stored in both directions.';
comment on table fund_account is
  'The special account (专户) of a unit for a programme. There is one at a time.';
comment on column fund_account.valid_to is
  'The first day on which the account no longer holds.';
comment on column fund_account.has_ledger is
  'Whether the programme has books of its own (专账核算).';
comment on table allocation is
  'Money that a document hands down to a unit. All amounts in this schema are whole fen.';
comment on column allocation.from_unit_code is
  'Null: the money comes from outside the tree, such as a central grant.';
comment on column allocation.root_id is
  'The allocation at the top of the chain; this one if it is the top.';
comment on column allocation.retained is
  'What remains with the unit. Never below 0, because payments may also come from the local share.';
comment on column allocation.open_until is
  'The due date while money remains. The index of overdue allocations reads it.';
comment on column allocation.matching_arrived_on is
  'The day on which the budgeted local share (配套) had arrived in full.';
comment on table matching_arrival is
  'How much of the local share had arrived in total by the end of a day.';
comment on table disbursement is
  'A batch: what a unit pays from a programme in a month.';
comment on column disbursement.period is
  'The first day of the month.';
comment on table fund_upload is
  'A file that was read. A later file replaces it; the earlier one stays readable.';
comment on column fund_upload.paid_amount is
  'For payments: the amount paid, without what the bank returned.';
comment on column fund_upload.corrects_id is
  'The version to which single lines were added.';
comment on column fund_upload.lines_removed_at is
  'When the lines were deleted to save space. The sums stay.';
comment on table roster_line is
  'What one recipient should receive. Partitioned by month, so that old years can be detached.';
comment on column roster_line.identity_hash is
  'HMAC-SHA-256 of the identity number. The number itself is never stored.';
comment on column roster_line.identity_end is
  'The last four characters of the identity number.';
comment on table payment_line is
  'What the bank reports about one payment. Partitioned by month, as roster_line.';
comment on function fund_month(date) is
  'Creates the partitions of a month. The role of the service may not create tables; this function may.';
comment on function fund_month_at_hand(date) is
  'Refuses a month whose partitions were detached: missing lines would look correct. Prevents detaching until the end '
  'of the transaction.';
comment on table fund_check is
  'What was compared and what was found. Frozen: a trigger allows only the path to follow a unit that moves.';
comment on column fund_check.scope_code is
  'The unit within which other rosters of the month were searched for the same people.';
comment on column fund_check.others_hash is
  'SHA-256 of these rosters; for checks of other kinds, of the records that were examined.';
comment on column fund_check.exceptions is
  'For each type: how many, and how many fen.';
comment on column fund_check.content_hash is
  'SHA-256 of everything that was compared and found: equal checks have equal hashes.';
comment on table fund_exception is
  'One thing in a fund check that does not fit. No foreign key: to check it would take longer than to write the row, '
  'and the statement that writes the check writes these rows.';
comment on table fund_check_finding is
  'The finding that was made from all exceptions of a type at a unit. The key allows one, however often it is asked for.';
comment on table fund_run is
  'One check of all batches of a month within a unit.';
comment on table fund_run_missing is
  'A batch that was expected in the month and is absent or incomplete.';
comment on table fund_schedule is
  'A province whose batches are checked every month. No row: switched off.';
comment on column fund_schedule.last_period is
  'The month of the last run that ended. A run that failed is tried again on the next day.';
comment on column fund_schedule.asked_on is
  'The day on which a run was last queued.';

-- Findings
comment on table finding is
  'Something wrong (问题) that a unit found at a unit below it. Listed by the place of the target.';
comment on column finding.due_on is
  'The end of the term that runs for the target; infinity while it is not the target that must act.';
comment on column finding.repeats is
  'The latest earlier finding of the same kind at the same target.';
comment on table finding_rectification is
  'What the target reported in one round (整改), and the decision about it.';

-- Interviews and accountability
comment on table interview is
  'A formal talk (约谈) with the principal of a unit, called by a unit above. Listed by the place of the target.';
comment on column interview.called_for is
  'A day or an instant, as text, exactly as it was sent. So is held_at.';
comment on column interview.next_due_on is
  'The earliest day of a commitment that is not fulfilled; infinity if there is none.';
comment on table interview_commitment is
  'What the unit promised. The day is agreed and not counted: no day off moves it, so it is not a term.';
comment on column interview_commitment.reports is
  'What the unit says it did: [{ text, at, by }]. All are kept.';
comment on table accountability_record is
  'Who answers for a failing (问责), as the deciding unit recorded it. The unit concerned never sees it.';
comment on column accountability_record.until is
  'The end of the statutory period that clause_id sets; null if no clause sets one.';

-- Plans
comment on table inspection_plan is
  'The obligations of a unit in one year, made concrete.';
comment on column inspection_plan.unit_name is
  'The name when the plan was made. The unit may be renamed or merged later.';
comment on table plan_obligation is
  'An obligation as it was when the plan was made. Progress is measured against it.';
comment on table draw is
  'A recorded random choice. Never changed, so that anyone can compute it again.';
comment on column draw.frame is
  'Exactly the text that was hashed: codes in byte order, a line feed after each.';
comment on table draw_passed_over is
  'A unit that was next in the order of a draw but could not be the substitute.';
comment on table inspection_task is
  'One target of a plan. No foreign keys on plan and target: they would double the time of generating the plans of a '
  'province. A trigger checks the plan once per statement.';
comment on column inspection_task.draw_rank is
  'The position in the draw, from 1. A rank above the required number is a substitute.';
comment on column inspection_task.covered_areas is
  'Areas with a conclusion other than not-checked, from inspections within the year of the plan. Kept here because the '
  'room of plans does not read inspections.';

-- Notices
comment on table notice is
  'A criticism (通报) that a unit issues to units below it. Listed by the place of the issuing unit.';
comment on column notice.number is
  'Given at issue, without gaps within unit and year. Null before.';
comment on column notice.addressee_codes is
  'Whom the draft addresses. After issue notice_addressee holds the units that received it.';
comment on table notice_addressee is
  'A unit that received a notice, and its answer. Listed by the place of the unit that must answer.';
comment on column notice_addressee.earlier is
  'Answers that were sent back: [{ text, answeredOn, reason, sentBackOn }].';

-- Cases
comment on table petition_case is
  'A petition case (信访). path is the place of the handling unit.';
comment on column petition_case.deciding_unit_code is
  'The unit that must act now: the handling unit, or the one that reviews or rechecks.';
comment on column petition_case.turn_from_code is
  'The unit to which the last step gave the case, if a change of the tree has passed it to deciding_unit_code since.';
comment on column petition_case.next_due_on is
  'The earliest end of a running term that binds a unit; infinity if none runs.';
comment on column petition_case.hidden_from is
  'Units from which a report is hidden, with their successors and all units below. The set only grows: a unit that was '
  'ever accused must never read the report (信访工作条例 第30条).';
comment on column petition_case.accused_unit_codes is
  'The units that the report accuses now, in the order of their codes.';
comment on column petition_case.receipt is
  'A random text for a person who submits a report but may not see it. The number would reveal the accused unit.';
comment on column petition_case.barred_from_code is
  'The handling unit before a change of the tree barred it from the report. Null again after the next forwarding.';
comment on domain case_state is
  'A domain and not a check of the table: PostgreSQL parses the checks of a table for every statement, a domain once.';
comment on table case_accusal is
  'A unit that a report accuses. A unit that was removed keeps its row, and the report stays hidden from it.';
comment on table case_reporter is
  'The identity of the person who reported, encrypted with AES-256-GCM under a key of its own.';
comment on column case_reporter.wrapped is
  'The key of this case, encrypted under the identity key that key_id names. Deleting it erases the identity. Null: '
  'sealed by the identity key itself, until npm run reseal-identities.';
comment on table case_erasure is
  'The erasure of an identity needs two people: one asks, one of a unit above confirms.';
comment on table identity_opening is
  'How many identities a person opened on a day. One row per day, so that requests at the same time count each other.';
comment on table report_reading is
  'Who read the text of a report. Not in the audit trail: the people who handle the report read that trail, and would '
  'see who watches them.';
comment on table case_decision is
  'A written decision: reply (答复), review (复查) or recheck (复核).';
comment on table case_forwarding is
  'A case that one unit passed to another, and the objection of the receiving unit.';
comment on table case_letter is
  'A letter (催办 or 督办) from a unit above to the unit that must act. path is the place of the unit that must answer.';
comment on column case_letter.turn_code is
  'The unit that must answer, or for which another unit acts; unit_code until a change of the tree passes the case.';
comment on table case_referral is
  'A clue that was handed to the discipline inspection (纪检监察), the judiciary or another authority.';
comment on column case_referral.unit_code is
  'The unit that made the referral. Null for a referral from a case, which has the place of that case.';
comment on column case_referral.hidden_from is
  'The units that the clue is about: they never see the referral, even where they see the finding.';
comment on table case_bulletin is
  'The figures of a period for a unit and all units below it. A published bulletin is frozen; only its place follows a '
  'unit that moves.';
comment on column case_bulletin.open_figures is
  'The figures without reports, for the units below. figures is for the unit and its ancestors.';
comment on function bigrams(text) is
  'Every two adjacent characters. Many Chinese words have two characters, which is too short for trigrams.';
comment on function is_barred(text, text[]) is
  'Whether a report with this hidden_from must not reach the unit.';
comment on function unbarred_unit(text, text[]) is
  'The lowest unit of a path that may handle the report; null if none may.';

-- Retention
comment on table retention_item is
  'A record whose period of retention has ended (个人信息保护法 第19条、第47条). The row stays after the erasure, as proof.';
comment on column retention_item.clause_id is
  'The clause that set the period on the day when the item was listed.';

-- Inspections
comment on table campaign is
  'A topic that is inspected at many units (专项督导). The units concerned do not see it.';
comment on table campaign_target is
  'A unit of a campaign, with its name when the campaign was made.';
comment on table inspection is
  'One inspection of a target. Listed by the place of the target.';
comment on column inspection.is_told is
  'Whether the target may know: an open check was notified to it, or the inspectors have arrived.';
comment on column inspection.passed_to_code is
  'The unit to which the inspection passed when its target moved; null while unit_code keeps it.';
comment on column inspection.as_passed is
  'The inspection as it was when it passed on. The former unit sees no more than this until the target may know.';
comment on table inspection_area is
  'An area (监管内容) that an inspection covers, with its conclusion.';
comment on table inspection_item is
  'An item of the checklist, with its conclusion.';
comment on table staff is
  'A person who may be sent to inspect (检查人员名录). People are never deleted, because draws refer to them.';
comment on column staff.qualifications is
  'The areas that the person may inspect. Empty: all areas.';
comment on table staff_conflict is
  'A unit whose inspection a person must not join (回避). No foreign key: the answer would reveal which units exist.';
comment on table team_draw is
  'A draw of the team of an inspection (双随机). Never changed: a later draw gets the next ordinal and needs a reason.';
comment on column team_draw.excluded is
  'People on the register who were not in the frame, with the reason: [{ staffId, why }].';
