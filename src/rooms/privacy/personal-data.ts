// What every table holds about people, whose it is, and what becomes of it: the one place where this is said. Exports, deletion and
// the certificate walk this list; a test compares it with the database, so that no column can be forgotten.
import type { Tables } from '#platform/tables.ts'
import { rule, type TableRule } from './table-rules.ts'

const days = 'created_at expires_at'

const people = {
  person: rule({
    owner: 'id',
    personal: 'email email_canonical name language',
    secret: 'password_hash',
    plain: 'created_at email_verified_at',
  }),
  session: rule({
    owner: 'person_id',
    personal: 'user_agent shortened_address',
    secret: 'token_sha256',
    plain: `id last_seen_at proved_at second_factor_at ${days}`,
  }),
  known_device: rule({ owner: 'person_id', secret: 'token_sha256', plain: 'id created_at' }),
  one_time_secret: rule({ owner: 'person_id', secret: 'sealed last_step', plain: 'created_at confirmed_at' }),
  recovery_code: rule({ owner: 'person_id', secret: 'digest', plain: 'created_at used_at' }),
  passkey: rule({
    owner: 'person_id',
    personal: 'name',
    secret: 'credential_id public_key counter',
    plain: 'id transports created_at last_used_at',
  }),
  sign_in_step: rule({ owner: 'person_id', secret: 'token_sha256', plain: `id tries ${days}` }),
  operator: rule({ owner: 'person_id', actors: 'appointed_by', plain: 'role since' }),
  password_reset: rule({ owner: 'person_id', secret: 'token_sha256', plain: `used_at ${days}` }),
  address_proof: rule({
    owner: 'person_id',
    personal: 'email_canonical',
    secret: 'token_sha256',
    plain: `used_at ${days}`,
  }),
  email_change: rule({
    owner: 'person_id',
    personal: 'old_email old_canonical new_email new_canonical',
    secret: 'token_sha256 undo_sha256',
    plain: `id confirmed_at undo_until undone_at ${days}`,
  }),
  registration_request: rule({
    address: 'email_canonical',
    personal: 'email language',
    secret: 'token_sha256',
    plain: `known used_at ${days}`,
  }),
  application: rule({
    owner: 'person_id',
    personal: 'team_name message',
    plain: 'id team_kind created_at',
  }),
  application_decision: rule({
    through: 'application_id application id',
    actors: 'decided_by',
    personal: 'reason statement',
    plain: 'outcome decided_at',
  }),
  notice: rule({
    owner: 'person_id',
    team: 'team_id',
    personal: 'details path key',
    plain: 'id kind created_at read_at',
  }),
  notice_preference: rule({ owner: 'person_id', plain: 'kind in_app by_mail changed_at' }),
  mail: rule({
    owner: 'person_id',
    address: 'recipient',
    personal: 'language answer',
    secret: 'sealed recipient_key key claim',
    plain: 'id number template kind state attempts next_attempt_at created_at settled_at',
  }),
  legal_acceptance: rule({
    owner: 'person_id',
    personal: 'language network shortened_address user_agent',
    plain: 'position act kind version_id version text_sha256 method at content_sha256 previous_sha256 sha256 erased_at',
    whenPersonGoes: 'kept',
    kept: 'acceptances',
  }),
  legal_notice_seen: rule({ owner: 'person_id', plain: 'version_id seen_at' }),
  security_event: rule({
    owner: 'person_id',
    personal: 'details network shortened_address user_agent',
    plain: 'id kind at',
    whenPersonGoes: 'kept',
    kept: 'security',
  }),
} satisfies Partial<Record<keyof Tables, TableRule>>

const teams = {
  team: rule({ team: 'id', personal: 'name', plain: 'created_at kind' }),
  membership: rule({ team: 'team_id', owner: 'person_id', plain: 'role since' }),
  invitation: rule({
    team: 'team_id',
    address: 'email_canonical',
    actors: 'invited_by',
    personal: 'email language label',
    secret: 'token_sha256',
    plain: `id kind role sent_at max_uses needs_approval ${days}`,
  }),
  invitation_revocation: rule({ team: 'team_id', actors: 'revoked_by', plain: 'invitation_id revoked_at' }),
  invitation_answer: rule({ team: 'team_id', owner: 'person_id', plain: 'invitation_id answered_at' }),
  invitation_decision: rule({
    team: 'team_id',
    owner: 'person_id',
    actors: 'decided_by',
    plain: 'invitation_id outcome decided_at',
  }),
  ownership_offer: rule({
    team: 'team_id',
    actors: 'offered_by offered_to',
    plain: 'id giver_becomes offered_at expires_at',
  }),
  ownership_offer_end: rule({ team: 'team_id', actors: 'ended_by', plain: 'offer_id outcome ended_at' }),
  team_profile: rule({
    team: 'team_id',
    actors: 'changed_by',
    personal: 'names about address phone email website',
    plain: 'logo_attachment changed_at',
  }),
  team_page: rule({ team: 'team_id', actors: 'opened_by', personal: 'slug', plain: 'opened_at' }),
  team_requisites: rule({
    team: 'team_id',
    actors: 'changed_by',
    personal: 'legal_form legal_name bin_iin legal_address iban bank_name bic kbe signatory document_email',
    plain: 'document_language changed_at',
  }),
  team_agreement: rule({
    team: 'team_id',
    actors: 'created_by signed_by ended_by',
    personal: 'parties end_reason',
    plain: 'id number dated starts_on ends_on overrides created_at changed_at signed_at ended_at',
    whenTeamGoes: 'kept',
    kept: 'agreements',
  }),
  team_agreement_file: rule({
    team: 'team_id',
    actors: 'added_by',
    personal: 'file_name',
    plain: 'agreement_id sha256 size_bytes storage_key added_at',
    whenTeamGoes: 'kept',
    kept: 'agreements',
  }),
  api_key: rule({
    team: 'team_id',
    actors: 'created_by',
    personal: 'name',
    secret: 'token_sha256',
    plain: `id ending scopes last_used_at ${days}`,
  }),
  api_key_revocation: rule({ team: 'team_id', actors: 'revoked_by', plain: 'key_id revoked_at' }),
  assignment: rule({
    team: 'team_id',
    owner: 'person_id',
    actors: 'assigned_by',
    plain: 'subject_kind subject_id assigned_at',
  }),
  comment_thread: rule({ team: 'team_id', personal: 'pin', plain: 'id subject_kind subject_id number created_at' }),
  comment: rule({
    team: 'team_id',
    owner: 'author_id',
    personal: 'text',
    plain: 'id thread_id created_at',
    whenPersonGoes: 'forgotten',
  }),
  comment_edit: rule({ team: 'team_id', personal: 'text_before', plain: 'comment_id number edited_at' }),
  comment_deletion: rule({ team: 'team_id', plain: 'comment_id deleted_at' }),
  comment_mention: rule({ team: 'team_id', owner: 'person_id', plain: 'comment_id' }),
  comment_resolution: rule({ team: 'team_id', actors: 'resolved_by', plain: 'thread_id resolved_at' }),
  tour_presence: rule({ team: 'team_id', owner: 'person_id', plain: 'tour_id page_id is_editing seen_at' }),
  support_consent: rule({
    team: 'team_id',
    actors: 'granted_by',
    plain: 'id granted_at expires_at withdrawn_at',
  }),
  support_access: rule({
    team: 'team_id',
    actors: 'staff_id',
    personal: 'reason',
    plain: 'id session_id consent_id opened_at ends_at closed_at',
  }),
} satisfies Partial<Record<keyof Tables, TableRule>>

const work = {
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

const operators = {
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
    personal: 'statement source lift_note',
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
const house = {
  attempt: rule({ personal: 'bucket', plain: 'window_start count' }),
  first_run: rule({ secret: 'token_sha256', plain: 'created_at used_at' }),
  used_challenge: rule({ secret: 'challenge', plain: 'expires_at' }),
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
  retired_slug: rule({ plain: 'slug retired_at free_at' }),
  calendar_day: rule({ plain: 'day is_working name' }),
} satisfies Partial<Record<keyof Tables, TableRule>>

export const personalData: Record<keyof Tables, TableRule> = { ...people, ...teams, ...work, ...operators, ...house }

export const tableNames = Object.keys(personalData) as (keyof Tables)[]
