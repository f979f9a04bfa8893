/** The only place where a table is written, and where its type is declared. */
export const owners: Record<string, readonly string[]> = {
  platform: [
    'audit_line',
    'audit_pending',
    'audit_refused',
    'audit_seal',
    'audit_sealed_line',
    'outbox_event',
    'idempotency_answer',
    'operation',
    'numbering',
    'migration_note',
    'recusal'
  ],
  units: ['unit', 'unit_past', 'unit_below', 'tree_day'],
  calendar: ['calendar_year', 'calendar_day', 'calendar_now'],
  policy: ['local_rule', 'term_ground'],
  terms: ['term'],
  causes: ['cause_link'],
  proposals: ['proposal', 'proposal_watched'],
  attachments: ['attachment', 'attachment_object', 'attachment_unused'],
  funds: [
    'fund_programme',
    'fund_exclusion',
    'fund_account',
    'allocation',
    'matching_arrival',
    'disbursement',
    'fund_upload',
    'roster_line',
    'payment_line'
  ],
  'fund-checks': [
    'fund_check',
    'fund_exception',
    'fund_check_finding',
    'fund_run',
    'fund_run_missing',
    'fund_schedule'
  ],
  channels: ['channel_test'],
  'public-lists': [
    'protected_register',
    'protected_recipient',
    'protected_moved',
    'disclosure_list',
    'disclosure_scan'
  ],
  'duty-records': ['duty_record', 'duty_missed', 'duty_watched'],
  deployments: [
    'deployment',
    'deployment_item',
    'deployment_amendment',
    'deployment_addressee',
    'deployment_report',
    'deployment_overdue',
    'deployment_watched'
  ],
  disclosure: ['notice_board', 'disclosure', 'website_due', 'disclosure_check', 'disclosure_check_finding'],
  findings: ['finding', 'finding_rectification'],
  interviews: ['interview', 'interview_commitment'],
  accountability: ['accountability_record'],
  plans: ['inspection_plan', 'plan_obligation', 'draw', 'draw_passed_over', 'inspection_task'],
  notices: ['notice', 'notice_addressee'],
  cases: [
    'petition_case',
    'case_accusal',
    'report_reading',
    'case_reporter',
    'case_erasure',
    'identity_opening',
    'case_decision',
    'case_forwarding',
    'case_letter',
    'case_referral',
    'case_bulletin'
  ],
  relatives: [
    'filer',
    'filer_declaration',
    'relative_filing',
    'relative_registration',
    'relative_tie_file',
    'relative_tie',
    'household_file',
    'household_member',
    'relative_dispute',
    'relative_check',
    'relative_check_roster',
    'relative_exception',
    'relative_check_finding'
  ],
  evaluations: [
    'indicator_set',
    'evaluation',
    'evaluation_target',
    'evaluation_value',
    'evaluation_computed',
    'evaluation_objection'
  ],
  retention: ['retention_item'],
  inspections: [
    'campaign',
    'campaign_target',
    'inspection',
    'inspection_area',
    'inspection_item',
    'staff',
    'staff_conflict',
    'team_draw'
  ]
}
