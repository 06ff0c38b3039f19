// The columns of every table, as Kysely sees them. Follows migrations/*.sql; a test compares both.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Pyramid } from '#tour/pyramid.ts'
import type { ViewLimits } from '#tour/view.ts'

/** What was made of an attachment, as it is written down. */
export interface DerivedFiles {
  file: DerivedFile
  small?: DerivedFile
}

export interface DerivedFile {
  name: string
  type: string
  sizeBytes: number
  widthPx?: number
  heightPx?: number
}

/** Text in up to three languages. */
type Texts = { kk?: string; ru?: string; en?: string }
/** The reasons that the Terms name. */
type HoldReasonColumn =
  | ('tos_violation' | 'law_requirement' | 'third_party_rights' | 'payment_unmet' | 'security_risk' | 'legal_risk')
  | ('false_registration_data' | 'unlawful_content' | 'no_rights_to_content' | 'malware' | 'spam' | 'circumvention')
  | ('overload_or_automation' | 'user_request' | 'inactivity' | 'operator_other')

type Json<T> = JSONColumnType<T & object, string, string>
/** bigint: read as text by pg, written as a number. */
type Count = ColumnType<string, number | bigint, number | bigint>

type LegalKindColumn = 'terms' | 'privacy' | 'consent'

export interface Tables {
  secret_check: { id: number; sealed: string; made_at: Date }
  person: {
    id: string
    email: string
    email_canonical: string
    name: string
    language: 'kk' | 'ru' | 'en'
    password_hash: string | null
    created_at: Date
    email_verified_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  session: {
    id: string
    person_id: string
    token_sha256: Buffer
    created_at: Date
    last_seen_at: Date
    expires_at: Date
    user_agent: string
    proved_at: Date
    second_factor_at: Date | null
    shortened_address: string
  }
  known_device: { id: string; person_id: string; token_sha256: Buffer; created_at: Date }
  attempt: { bucket: string; window_start: Date; count: number }
  first_run: { token_sha256: Buffer; created_at: Date; used_at: Date | null }
  operator: {
    person_id: string
    role: 'owner' | 'billing' | 'moderation' | 'support' | 'auditor'
    since: Date
    appointed_by: string | null
  }
  team: {
    id: string
    name: string
    created_at: Date
    kind: ColumnType<'organisation' | 'personal', 'organisation' | 'personal' | undefined, 'organisation' | 'personal'>
  }
  membership: {
    team_id: string
    person_id: string
    role: 'owner' | 'admin' | 'editor' | 'agent' | 'accountant' | 'viewer'
    since: Date
  }
  audit_entry: {
    id: Generated<string>
    team_id: string | null
    person_id: string | null
    action: string
    target_id: string | null
    details: Json<Record<string, unknown>>
    at: Date
    network: ColumnType<string | null, string | null | undefined, string | null>
    shortened_address: ColumnType<string | null, string | null | undefined, string | null>
    staff_id: ColumnType<string | null, string | null | undefined, never>
    details_salt: ColumnType<Buffer | null, never, Buffer | null>
    details_digest: ColumnType<Buffer, never, never>
    origin_salt: ColumnType<Buffer | null, never, Buffer | null>
    origin_digest: ColumnType<Buffer, never, never>
  }
  audit_chain: {
    chain: string
    length: Count
    head_sha256: Buffer
    cut_position: Count
    cut_sha256: Buffer
  }
  audit_seal: { chain: string; position: Count; entry_id: Count; previous_sha256: Buffer; sha256: Buffer }
  audit_anchor: { day: string; chain: string; position: Count; sha256: Buffer }
  audit_anchor_day: { day: string; sha256: Buffer; anchored_at: Date }
  security_event: {
    id: Generated<string>
    person_id: string | null
    kind: string
    details: Json<Record<string, unknown>>
    network: string
    shortened_address: string
    user_agent: string
    at: Date
  }
  upload: {
    team_id: string
    id: string
    person_id: string
    tour_id: string | null
    batch: string
    file_name: string
    metadata: Json<Record<string, string | null>>
    size_bytes: Count
    offset_bytes: ColumnType<string, number | undefined, number>
    node: string | null
    created_at: Date
    expires_at: Date
    sha256: string | null
    finished_at: Date | null
    panorama_id: string | null
    duplicate: ColumnType<boolean, boolean | undefined, boolean>
    purpose: ColumnType<'panorama' | 'attachment', 'panorama' | 'attachment' | undefined, never>
    attachment_id: string | null
  }
  original: { team_id: string; sha256: string; size_bytes: Count; storage_key: string; created_at: Date }
  panorama: {
    team_id: string
    id: string
    tour_id: string | null
    batch: string
    file_name: string
    set_name: string | null
    state: 'waiting' | 'queued' | 'working' | 'ready' | 'refused' | 'cancelled'
    stage: string | null
    progress: ColumnType<number, number | undefined, number>
    refusal_code: string | null
    refusal_details: Json<Record<string, unknown>> | null
    width_px: number | null
    height_px: number | null
    projection: string | null
    preview_archive: string | null
    preview_pyramid: Json<Pyramid> | null
    preview_strip: string | null
    archive: string | null
    archive_size_bytes: ColumnType<string | null, number | null | undefined, number | null>
    pyramid: Json<Pyramid> | null
    limits: Json<ViewLimits> | null
    metadata: Json<Record<string, unknown>>
    private_metadata: Json<Record<string, unknown>>
    attempts: ColumnType<number, number | undefined, number>
    failures: ColumnType<number, number | undefined, number>
    last_error: string | null
    created_by: string | null
    created_at: Date
    updated_at: Date
  }
  panorama_source: { team_id: string; panorama_id: string; face: string; original_sha256: string; file_name: string }
  attachment: {
    team_id: string
    id: string
    kind: 'picture' | 'video' | 'sound' | 'captions' | 'model' | 'splat'
    state: 'waiting' | 'working' | 'ready' | 'refused'
    file_name: string
    original_sha256: string
    derived: Json<DerivedFiles> | null
    duration_seconds: number | null
    refusal_code: string | null
    refusal_details: Json<Record<string, unknown>> | null
    attempts: ColumnType<number, number | undefined, number>
    failures: ColumnType<number, number | undefined, number>
    last_error: string | null
    created_by: string | null
    created_at: Date
    updated_at: Date
    deleted_by: string | null
    deleted_at: Date | null
  }
  storage_use: {
    team_id: string
    original_bytes: ColumnType<string, number | undefined, number | bigint>
    derived_bytes: ColumnType<string, number | undefined, number | bigint>
    reserved_bytes: ColumnType<string, number | undefined, number | bigint>
  }
  tour: {
    team_id: string
    id: string
    document: Json<Record<string, unknown>>
    revision: ColumnType<number, number | undefined, number>
    search_text: ColumnType<string, string | undefined, string>
    created_by: string | null
    created_at: Date
    updated_at: Date
  }
  tour_deletion: { team_id: string; tour_id: string; deleted_by: string | null; deleted_at: Date }
  tour_version: {
    team_id: string
    tour_id: string
    number: number
    revision: number
    manifest_text: string
    sha256: string
    previous_sha256: string | null
    published_by: string | null
    published_at: Date
    terms_version: ColumnType<number | null, number | null | undefined, never>
  }
  tour_publication: {
    team_id: string
    tour_id: string
    slug: string
    version: number
    published_by: string | null
    published_at: Date
  }
  lead: {
    team_id: string
    id: string
    tour_id: string
    scene_id: string
    name: string
    phone: string
    email: string
    message: string
    language: 'kk' | 'ru' | 'en'
    seen_on: string
    created_at: Date
  }
  lead_answer: { team_id: string; lead_id: string; answered_by: string | null; answered_at: Date }
  tour_report: {
    id: string
    number: Generated<string>
    team_id: string
    tour_id: string
    slug: string
    version: number
    scene_id: string
    reason: 'wrong_facts' | 'no_rights' | 'personal_data' | 'forbidden' | 'other'
    message: string
    email: string
    language: 'kk' | 'ru' | 'en'
    created_at: Date
  }
  tour_report_settlement: { report_id: string; settled_by: string | null; settled_at: Date; outcome: string }
  // ── working together
  api_key: {
    team_id: string
    id: string
    name: string
    ending: string
    token_sha256: Buffer
    scopes: string[]
    created_by: string | null
    created_at: Date
    expires_at: Date
    last_used_at: Date | null
  }
  api_key_revocation: { team_id: string; key_id: string; revoked_by: string | null; revoked_at: Date }
  assignment: {
    team_id: string
    subject_kind: 'tour' | 'property'
    subject_id: string
    person_id: string
    assigned_by: string | null
    assigned_at: Date
  }
  comment_thread: {
    team_id: string
    id: string
    subject_kind: 'tour' | 'property'
    subject_id: string
    number: number
    pin: Json<Record<string, unknown>> | null
    created_at: Date
  }
  comment: {
    team_id: string
    id: string
    thread_id: string
    author_id: string | null
    text: string
    created_at: Date
  }
  comment_edit: { team_id: string; comment_id: string; number: number; text_before: string; edited_at: Date }
  comment_deletion: { team_id: string; comment_id: string; deleted_at: Date }
  comment_mention: { team_id: string; comment_id: string; person_id: string }
  comment_resolution: { team_id: string; thread_id: string; resolved_by: string | null; resolved_at: Date }
  tour_presence: {
    team_id: string
    tour_id: string
    page_id: string
    person_id: string
    is_editing: boolean
    seen_at: Date
  }
  // accounts: credentials
  one_time_secret: {
    person_id: string
    sealed: string
    created_at: Date
    confirmed_at: Date | null
    last_step: ColumnType<string, number | undefined, number>
  }
  recovery_code: { person_id: string; digest: string; created_at: Date; used_at: Date | null }
  passkey: {
    id: string
    person_id: string
    credential_id: string
    public_key: Buffer
    counter: Count
    transports: string
    name: string
    created_at: Date
    last_used_at: Date | null
  }
  sign_in_step: {
    id: string
    person_id: string
    token_sha256: Buffer
    tries: ColumnType<number, number | undefined, number>
    created_at: Date
    expires_at: Date
  }
  used_challenge: { challenge: string; expires_at: Date }
  support_consent: {
    team_id: string
    id: string
    granted_by: string | null
    granted_at: Date
    expires_at: Date
    withdrawn_at: Date | null
  }
  support_access: {
    team_id: string
    id: string
    staff_id: string | null
    session_id: string
    reason: string
    consent_id: string | null
    opened_at: Date
    ends_at: Date
    closed_at: Date | null
  }
  // ── holds ──
  access_hold: {
    id: string
    subject_kind: 'person' | 'team' | 'tour'
    subject_id: string
    kind: 'billing' | 'terms' | 'law' | 'security' | 'third_party_rights' | 'user_request'
    level: 'warn' | 'limited' | 'read_only' | 'blocked'
    reason: HoldReasonColumn
    statement: Json<Texts>
    source: string
    placed_by: string | null
    placed_at: Date
    begins_at: Date
    until: Date | null
    notified_at: Date | null
    lifted_by: string | null
    lifted_at: Date | null
    lift_note: string | null
    at_once_because: ColumnType<string, string | undefined, string>
  }
  // ── desk ──
  staff_note: {
    id: string
    subject_kind: 'person' | 'team'
    subject_id: string
    text: string
    written_by: string | null
    written_at: Date
  }
  team_termination: {
    id: string
    team_id: string
    hold_id: string
    terminated_by: string | null
    terminated_at: Date
    export_until: Date
    revoked_by: string | null
    revoked_at: Date | null
  }
  // ── legal ──
  operator_identity: { id: string; identity: Json<Record<string, unknown>>; saved_by: string | null; saved_at: Date }
  legal_version: {
    id: string
    kind: LegalKindColumn
    number: number | null
    material: boolean
    created_by: string | null
    created_at: Date
    changed_at: Date
    published_by: string | null
    published_at: Date | null
    effective_at: Date | null
    cancelled_by: string | null
    cancelled_at: Date | null
  }
  legal_text: {
    version_id: string
    language: 'kk' | 'ru' | 'en'
    source: string
    summary: ColumnType<string, string | undefined, string>
    published_text: string | null
    sha256: string | null
  }
  legal_acceptance: {
    position: Generated<string>
    act: 'accepted' | 'withdrawn'
    person_id: string | null
    kind: LegalKindColumn
    version_id: string
    version: number
    language: 'kk' | 'ru' | 'en'
    text_sha256: string
    method: 'registration' | 'invitation' | 'first_run' | 'again' | 'account' | 'seed'
    at: Date
    network: string | null
    shortened_address: string | null
    user_agent: string | null
    content_sha256: string
    previous_sha256: string
    sha256: string
    erased_at: Date | null
  }
  legal_notice_seen: { person_id: string; version_id: string; seen_at: Date }
  // ── agreements ──
  team_agreement: {
    team_id: string
    id: string
    number: string
    dated: string
    parties: string
    starts_on: string
    ends_on: string | null
    overrides: Json<Record<string, unknown>>
    created_by: string | null
    created_at: Date
    changed_at: Date
    signed_by: string | null
    signed_at: Date | null
    ended_by: string | null
    ended_at: Date | null
    end_reason: string | null
  }
  team_agreement_file: {
    team_id: string
    agreement_id: string
    sha256: string
    file_name: string
    size_bytes: Count
    storage_key: string
    added_by: string | null
    added_at: Date
  }
  // registration
  registration_setting: {
    id: Generated<string>
    mode: 'open' | 'approval' | 'invitation'
    denied_domains: string[]
    set_by: string | null
    set_at: Date
  }
  registration_request: {
    token_sha256: Buffer
    email: string
    email_canonical: string
    language: 'kk' | 'ru' | 'en'
    known: boolean
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  application: {
    id: string
    person_id: string
    team_kind: 'organisation' | 'personal'
    team_name: string
    message: string
    created_at: Date
  }
  application_decision: {
    application_id: string
    outcome: 'approved' | 'refused' | 'withdrawn'
    reason: string | null
    statement: string
    decided_by: string | null
    decided_at: Date
  }
  password_reset: {
    token_sha256: Buffer
    person_id: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  address_proof: {
    token_sha256: Buffer
    person_id: string
    email_canonical: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  email_change: {
    id: string
    person_id: string
    old_email: string
    old_canonical: string
    new_email: string
    new_canonical: string
    token_sha256: Buffer
    undo_sha256: Buffer | null
    created_at: Date
    expires_at: Date
    confirmed_at: Date | null
    undo_until: Date | null
    undone_at: Date | null
  }
  spent_work: { challenge: string; expires_at: Date }

  // notices
  mail: {
    id: string
    number: Generated<string>
    recipient: string
    recipient_key: string
    person_id: string | null
    language: 'kk' | 'ru' | 'en'
    template: string
    kind: string | null
    key: string | null
    sealed: string | null
    state: 'waiting' | 'sending' | 'handing_over' | 'handed_over' | 'sent' | 'failed' | 'unconfirmed'
    claim: string | null
    attempts: ColumnType<number, number | undefined, number>
    next_attempt_at: Date
    answer: string | null
    created_at: Date
    settled_at: Date | null
    holds_token: ColumnType<boolean, boolean | undefined, boolean>
    begun_again_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  notice: {
    id: string
    person_id: string
    team_id: string | null
    kind: string
    details: Json<Record<string, string | number>>
    path: string | null
    key: string | null
    created_at: Date
    read_at: Date | null
    in_app: ColumnType<boolean, boolean | undefined, boolean>
    awaits_digest: ColumnType<boolean, boolean | undefined, boolean>
  }
  notice_preference: {
    person_id: string
    kind: string
    in_app: boolean
    mail: 'instant' | 'daily' | 'off'
    changed_at: Date
  }
  digest: {
    person_id: string
    hour: number
    time_zone: string
    last_day: ColumnType<string, string | undefined, string>
    changed_at: Date
  }
  // ── teams: invitations, ownership, profile
  invitation: {
    team_id: string
    id: string
    kind: 'letter' | 'link'
    email: string | null
    email_canonical: string | null
    role: 'admin' | 'editor' | 'agent' | 'accountant' | 'viewer'
    language: 'kk' | 'ru' | 'en'
    label: string
    token_sha256: Buffer
    invited_by: string | null
    created_at: Date
    sent_at: Date
    expires_at: Date
    max_uses: number
    needs_approval: boolean
  }
  invitation_revocation: { team_id: string; invitation_id: string; revoked_by: string | null; revoked_at: Date }
  invitation_answer: { team_id: string; invitation_id: string; person_id: string; answered_at: Date }
  invitation_decision: {
    team_id: string
    invitation_id: string
    person_id: string
    outcome: 'joined' | 'refused'
    decided_by: string | null
    decided_at: Date
  }
  ownership_offer: {
    team_id: string
    id: string
    offered_by: string | null
    offered_to: string
    giver_becomes: 'owner' | 'admin'
    offered_at: Date
    expires_at: Date
  }
  ownership_offer_end: {
    team_id: string
    offer_id: string
    outcome: 'accepted' | 'declined' | 'withdrawn'
    ended_by: string | null
    ended_at: Date
  }
  team_profile: {
    team_id: string
    names: Json<Partial<Record<'kk' | 'ru' | 'en', string>>>
    about: Json<Partial<Record<'kk' | 'ru' | 'en', string>>>
    address: Json<Partial<Record<'kk' | 'ru' | 'en', string>>>
    logo_attachment: string | null
    phone: string
    email: string
    website: string
    changed_by: string | null
    changed_at: Date
  }
  team_page: { team_id: string; slug: string; opened_by: string | null; opened_at: Date }
  team_requisites: {
    team_id: string
    legal_form: string
    legal_name: string
    bin_iin: string
    legal_address: string
    iban: string
    bank_name: string
    bic: string
    kbe: string
    signatory: string
    document_email: string
    document_language: 'kk' | 'ru' | 'en'
    changed_by: string | null
    changed_at: Date
  }

  // ── privacy: one's own data, deletion, requests, incidents ──
  data_export: {
    id: string
    subject_kind: 'person' | 'team'
    subject_id: string
    requested_by: string
    state: 'waiting' | 'ready' | 'failed' | 'expired'
    link_sha256: Buffer | null
    link_used_at: Date | null
    download_sha256: Buffer | null
    downloaded_at: Date | null
    storage_key: string | null
    size_bytes: ColumnType<string | null, number | null | undefined, number | null>
    sha256: string | null
    created_at: Date
    ready_at: Date | null
    expires_at: Date | null
  }
  erasure: {
    id: string
    subject_kind: 'person' | 'team'
    subject_id: string
    requested_by: string
    requested_at: Date
    due_at: Date
    undo_sha256: Buffer | null
    hold_id: string | null
    reminded_days: ColumnType<number[], number[] | undefined, number[]>
    cancelled_by: string | null
    cancelled_at: Date | null
    held_up: string | null
    finished_at: Date | null
    certificate: Json<Record<string, unknown>> | null
    certificate_sha256: string | null
    ordered_because: Json<Partial<Record<'kk' | 'ru' | 'en', string>>> | null
  }
  retired_slug: { slug: string; retired_at: Date; free_at: Date; last_team: string | null }
  data_request: {
    id: string
    number: Generated<string>
    kind: 'information' | 'access' | 'correction' | 'blocking' | 'deletion' | 'in_a_tour'
    channel: 'account' | 'mail' | 'letter' | 'phone'
    person_id: string | null
    subject_name: string
    subject_email: string
    message: string
    language: 'kk' | 'ru' | 'en'
    received_at: Date
    due_at: Date
    remind_at: Date
    reminded_at: Date | null
    registered_by: string | null
  }
  data_request_outcome: {
    request_id: string
    outcome: 'done' | 'partly' | 'refused' | 'withdrawn'
    answer: string
    evidence: string
    settled_by: string | null
    settled_at: Date
  }
  incident: {
    id: string
    number: Generated<string>
    title: string
    description: string
    affected: string
    contact: string
    detected_at: Date
    deadline_at: Date
    registered_by: string | null
    registered_at: Date
  }
  incident_step: {
    incident_id: string
    id: string
    kind: 'authority_told' | 'people_told' | 'contained' | 'closed' | 'note'
    note: string
    taken_by: string | null
    taken_at: Date
  }
  calendar_day: { day: string; is_working: boolean; name: string }
}
