// What is held in the work of teams, by the operator and by the house itself, table by table. See personal-data.ts.
import type { Tables } from '#platform/tables.ts'
import { rule, type TableRule } from './table-rules.ts'

const days = 'created_at expires_at'

export const tablesOfWork = {
  upload: rule({
    team: 'team_id',
    owner: 'person_id',
    personal: 'file_name metadata batch',
    plain: `id tour_id size_bytes offset_bytes node sha256 finished_at panorama_id duplicate purpose attachment_id ${days}`,
  }),
  original: rule({ team: 'team_id', plain: 'sha256 size_bytes storage_key created_at' }),
  panorama: rule({
    team: 'team_id',
    actors: 'created_by',
    personal: 'batch file_name set_name metadata private_metadata preview_strip last_error refusal_details',
    plain:
      'id tour_id state stage progress refusal_code width_px height_px projection preview_archive preview_pyramid archive archive_size_bytes pyramid limits attempts failures created_at updated_at',
  }),
  panorama_source: rule({ team: 'team_id', personal: 'file_name', plain: 'panorama_id face original_sha256' }),
  attachment: rule({
    team: 'team_id',
    actors: 'created_by deleted_by',
    personal: 'file_name last_error refusal_details',
    plain:
      'id kind state original_sha256 derived duration_seconds refusal_code attempts failures created_at updated_at deleted_at',
  }),
  storage_use: rule({ team: 'team_id', plain: 'original_bytes derived_bytes reserved_bytes' }),
  tour: rule({
    team: 'team_id',
    actors: 'created_by',
    personal: 'document search_text',
    plain: 'id revision created_at updated_at',
  }),
  tour_deletion: rule({ team: 'team_id', actors: 'deleted_by', plain: 'tour_id deleted_at' }),
  tour_version: rule({
    team: 'team_id',
    actors: 'published_by',
    personal: 'manifest_text',
    plain: 'tour_id number revision sha256 previous_sha256 published_at terms_version',
  }),
  tour_publication: rule({
    team: 'team_id',
    actors: 'published_by',
    personal: 'slug',
    plain: 'tour_id version published_at',
  }),
  lead: rule({
    team: 'team_id',
    address: 'email',
    personal: 'name phone message language seen_on',
    plain: 'id tour_id scene_id created_at',
    whenPersonGoes: 'kept',
    kept: 'others',
  }),
  lead_answer: rule({ team: 'team_id', actors: 'answered_by', plain: 'lead_id answered_at' }),
} satisfies Partial<Record<keyof Tables, TableRule>>

export const tablesOfOperator = {
  tour_report: rule({
    team: 'team_id',
    address: 'email',
    personal: 'slug message language',
    plain: 'id number tour_id version scene_id reason created_at',
    whenPersonGoes: 'kept',
    kept: 'reports',
    operatorOnly: true,
  }),
  tour_report_settlement: rule({
    through: 'report_id tour_report id',
    actors: 'settled_by',
    personal: 'outcome',
    plain: 'settled_at',
    operatorOnly: true,
  }),
  access_hold: rule({
    owner: 'subject_id',
    team: 'subject_id',
    actors: 'placed_by lifted_by',
    personal: 'statement source lift_note at_once_because',
    plain: 'id subject_kind kind level reason placed_at begins_at until notified_at lifted_at',
  }),
  staff_note: rule({
    owner: 'subject_id',
    team: 'subject_id',
    actors: 'written_by',
    personal: 'text',
    plain: 'id subject_kind written_at',
    operatorOnly: true,
  }),
  team_termination: rule({
    team: 'team_id',
    actors: 'terminated_by revoked_by',
    plain: 'id hold_id terminated_at export_until revoked_at',
  }),
  data_export: rule({
    owner: 'requested_by',
    team: 'subject_id',
    secret: 'link_sha256 download_sha256',
    plain:
      'id subject_kind state link_used_at downloaded_at storage_key size_bytes sha256 ready_at created_at expires_at',
    operatorOnly: true,
  }),
  erasure: rule({
    owner: 'subject_id',
    team: 'subject_id',
    actors: 'requested_by cancelled_by',
    personal: 'ordered_because',
    secret: 'undo_sha256',
    plain:
      'id subject_kind requested_at due_at hold_id reminded_days cancelled_at held_up finished_at certificate certificate_sha256',
    whenPersonGoes: 'kept',
    whenTeamGoes: 'kept',
    kept: 'history',
    operatorOnly: true,
  }),
  data_request: rule({
    owner: 'person_id',
    address: 'subject_email',
    actors: 'registered_by',
    personal: 'subject_name message language',
    plain: 'id number kind channel received_at due_at remind_at reminded_at',
    whenPersonGoes: 'kept',
    kept: 'requests',
  }),
  data_request_outcome: rule({
    through: 'request_id data_request id',
    actors: 'settled_by',
    personal: 'answer evidence',
    plain: 'outcome settled_at',
    whenTeamGoes: 'kept',
  }),
  incident: rule({
    actors: 'registered_by',
    personal: 'title description affected contact',
    plain: 'id number detected_at deadline_at registered_at',
  }),
  incident_step: rule({ actors: 'taken_by', personal: 'note', plain: 'incident_id id kind taken_at' }),
  audit_entry: rule({
    team: 'team_id',
    owner: 'person_id',
    actors: 'staff_id',
    personal: 'details network shortened_address',
    secret: 'details_salt details_digest origin_salt origin_digest',
    plain: 'id action target_id at',
    whenPersonGoes: 'kept',
    whenTeamGoes: 'kept',
    kept: 'history',
  }),
} satisfies Partial<Record<keyof Tables, TableRule>>

/** Nothing about anybody but, at most, who set it. */
export const tablesOfHouse = {
  attempt: rule({ personal: 'bucket', plain: 'window_start count' }),
  first_run: rule({ secret: 'token_sha256', plain: 'created_at used_at' }),
  used_challenge: rule({ secret: 'challenge', plain: 'expires_at' }),
  secret_check: rule({ secret: 'sealed', plain: 'id made_at' }),
  spent_work: rule({ secret: 'challenge', plain: 'expires_at' }),
  registration_setting: rule({ actors: 'set_by', plain: 'id mode denied_domains set_at' }),
  operator_identity: rule({ actors: 'saved_by', personal: 'identity', plain: 'id saved_at' }),
  legal_version: rule({
    actors: 'created_by published_by cancelled_by',
    plain: 'id kind number material created_at changed_at published_at effective_at cancelled_at',
  }),
  legal_text: rule({ plain: 'version_id language source summary published_text sha256' }),
  audit_chain: rule({ plain: 'chain length head_sha256 cut_position cut_sha256' }),
  audit_seal: rule({ plain: 'chain position entry_id previous_sha256 sha256' }),
  audit_anchor: rule({ plain: 'day chain position sha256' }),
  audit_anchor_day: rule({ plain: 'day sha256 anchored_at' }),
  retired_slug: rule({ plain: 'slug retired_at free_at last_team' }),
  calendar_day: rule({ plain: 'day is_working name' }),
} satisfies Partial<Record<keyof Tables, TableRule>>
