-- Holds: why somebody's access is restricted. Each stands for itself; the effective level is the worst that is active when it is read.
create table access_hold (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'team', 'tour')),
  subject_id uuid not null,
  kind text not null check (kind in ('billing', 'terms', 'law', 'security', 'third_party_rights', 'user_request')),
  level text not null check (level in ('warn', 'limited', 'read_only', 'blocked')),
  reason text not null,
  -- What the person sees, by language.
  statement jsonb not null default '{}',
  -- What it rests on: an invoice, a report, a request. Empty when nothing but the statement.
  source text not null default '',
  -- Null when the house placed it by itself.
  placed_by uuid references person on delete set null,
  placed_at timestamptz not null,
  -- Later than placed_at when it was announced beforehand.
  begins_at timestamptz not null,
  until timestamptz,
  -- When the people concerned were told.
  notified_at timestamptz,
  lifted_by uuid references person on delete set null,
  lifted_at timestamptz,
  lift_note text
);
create index access_hold_standing on access_hold (subject_id) where lifted_at is null;
create index access_hold_subject on access_hold (subject_id, placed_at desc);
create index access_hold_newest on access_hold (placed_at desc, id desc);

-- ── desk ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What the staff write down for each other about a person or a team. Never changed; goes with its subject.
create table staff_note (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'team')),
  subject_id uuid not null,
  text text not null,
  written_by uuid references person on delete set null,
  written_at timestamptz not null
);
create index staff_note_subject on staff_note (subject_id, written_at desc);
create function refuse_other_words() returns trigger language plpgsql as $$ begin
  if new.text is distinct from old.text or new.subject_id <> old.subject_id or new.written_at <> old.written_at
  then raise exception 'notes of the staff are never changed'; end if;
  return new;
end $$;
create trigger staff_note_keeps_its_words before update on staff_note for each row execute function refuse_other_words();

-- The operator ended its service for a team: reading and exporting until a date, then nothing. Revoked = taken back in time.
create table team_termination (
  id uuid primary key,
  team_id uuid not null references team on delete cascade,
  hold_id uuid not null references access_hold on delete cascade,
  terminated_by uuid references person on delete set null,
  terminated_at timestamptz not null,
  export_until timestamptz not null,
  revoked_by uuid references person on delete set null,
  revoked_at timestamptz
);
create unique index team_termination_standing on team_termination (team_id) where revoked_at is null;

-- Search at the desk: beginnings of addresses and of their hosts, any part of a name, beginnings of public addresses.
create index person_email_beginning on person (email_canonical text_pattern_ops);
create index person_host_beginning on person (split_part(email_canonical, '@', 2) text_pattern_ops);
create index person_name_parts on person using gin (lower(name) gin_trgm_ops);
create index person_newest on person (created_at desc, id desc);
create index team_name_parts on team using gin (lower(name) gin_trgm_ops);
create index team_newest on team (created_at desc, id desc);
create index tour_publication_slug_beginning on tour_publication (slug text_pattern_ops);
create index tour_report_team on tour_report (team_id, created_at desc);
create index team_requisites_number_beginning on team_requisites (bin_iin text_pattern_ops);
create index team_page_slug_beginning on team_page (slug text_pattern_ops);
create index team_profile_name_parts on team_profile
  using gin (lower(coalesce(names->>'kk', '') || ' ' || coalesce(names->>'ru', '') || ' ' || coalesce(names->>'en', '')) gin_trgm_ops);
