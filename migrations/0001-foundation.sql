-- The first floor plan of the data: people, teams, media, tours, publications.
-- A state that a person sets is a row that says who and when, not a boolean. Tenant tables carry team_id first in their keys.
create extension if not exists pg_trgm;

create table person (
  id uuid primary key,
  email text not null,
  -- NFKC, lower case, IDNA host: the form in which an address is unique.
  email_canonical text not null unique,
  name text not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  password_hash text,
  created_at timestamptz not null
);

-- An opaque token; only its SHA-256 is stored.
create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_sha256 bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null
);
create index session_person on session (person_id);

-- Devices on which a person signed in before. Opens nothing; keeps their limit of guesses apart from that of strangers.
create table known_device (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_sha256 bytea not null,
  created_at timestamptz not null,
  unique (person_id, token_sha256)
);

-- Counted attempts against an account or an address, per window. Limits live here so that they hold across processes.
create table attempt (
  bucket text not null,
  window_start timestamptz not null,
  count int not null,
  primary key (bucket, window_start)
);

-- A link that works once, for the operator's first account. Only its SHA-256 is stored.
create table first_run (
  token_sha256 bytea primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

-- Staff of the operator.
create table operator (
  person_id uuid primary key references person on delete cascade,
  role text not null check (role in ('owner', 'billing', 'moderation', 'support', 'auditor')),
  since timestamptz not null
);

create table team (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table membership (
  team_id uuid not null references team on delete cascade,
  person_id uuid not null references person on delete cascade,
  role text not null check (role in ('owner', 'admin', 'editor', 'agent', 'accountant', 'viewer')),
  since timestamptz not null,
  primary key (team_id, person_id)
);
create index membership_person on membership (person_id);

-- History: one entry per change of business state, written in the transaction of the change. Never updated.
create table audit_entry (
  id bigint generated always as identity primary key,
  team_id uuid,
  person_id uuid,
  action text not null,
  target_id text,
  details jsonb not null default '{}',
  at timestamptz not null
);
create index audit_entry_team on audit_entry (team_id, id desc);
create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'audit entries are never changed'; end $$;
create trigger audit_entry_is_append_only before update or delete on audit_entry for each row execute function refuse_change();

-- ── media ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A file on its way in, over the tus protocol. offset_bytes counts only bytes that are fsynced.
create table upload (
  team_id uuid not null references team on delete cascade,
  id text not null unique,
  person_id uuid not null references person on delete cascade,
  -- The tour that the panorama shall join, and the set of files that were dropped together.
  tour_id uuid,
  batch text not null default '',
  file_name text not null,
  -- Metadata header as it came, given back on HEAD.
  metadata jsonb not null default '{}',
  size_bytes bigint not null check (size_bytes >= 0),
  offset_bytes bigint not null default 0,
  -- The folder that holds these bytes, by its own id: another machine must neither serve nor judge them. Null before the first.
  node text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Known as soon as the last byte is there: a finish that was interrupted finds the bytes under this name.
  sha256 text,
  finished_at timestamptz,
  -- What came of it, and whether the tour had this file already.
  panorama_id uuid,
  duplicate boolean not null default false,
  primary key (team_id, id)
);
create index upload_unfinished on upload (expires_at) where finished_at is null;
create index upload_person on upload (team_id, person_id) where finished_at is null;

-- An uploaded file as it came: private, content-addressed, never changed.
create table original (
  team_id uuid not null references team on delete cascade,
  sha256 text not null,
  size_bytes bigint not null,
  storage_key text not null,
  created_at timestamptz not null,
  primary key (team_id, sha256)
);

create table panorama (
  team_id uuid not null references team on delete cascade,
  id uuid not null unique,
  tour_id uuid,
  batch text not null default '',
  file_name text not null,
  -- Six faces that belong together have this part of their names in common. Null for a single file.
  set_name text,
  state text not null check (state in ('waiting', 'queued', 'working', 'ready', 'refused', 'cancelled')),
  stage text,
  progress real not null default 0,
  -- Why it was refused: a code of the words and what fills its placeholders.
  refusal_code text,
  refusal_details jsonb,
  width_px int,
  height_px int,
  projection text,
  -- What exists so far: the small archive first, the full one when tiling is done.
  preview_archive text,
  preview_pyramid jsonb,
  preview_strip text,
  archive text,
  archive_size_bytes bigint,
  pyramid jsonb,
  limits jsonb,
  metadata jsonb not null default '{}',
  private_metadata jsonb not null default '{}',
  -- How often the work was begun since it was last asked for, how often it broke down, and why the last time.
  attempts int not null default 0,
  failures int not null default 0,
  last_error text,
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (team_id, id)
);
create index panorama_tour on panorama (team_id, tour_id);
-- One set of faces collects at a time under one name.
create unique index panorama_set on panorama (team_id, batch, set_name) where state = 'waiting';

-- The files a panorama is made of: one, or six faces.
create table panorama_source (
  team_id uuid not null,
  panorama_id uuid not null,
  face text not null check (face in ('whole', 'f', 'r', 'b', 'l', 'u', 'd')),
  original_sha256 text not null,
  file_name text not null,
  primary key (team_id, panorama_id, face),
  foreign key (team_id, panorama_id) references panorama on delete cascade,
  foreign key (team_id, original_sha256) references original
);
create index panorama_source_original on panorama_source (team_id, original_sha256);

-- A team's use of storage, counted in the transaction that changes it.
create table storage_use (
  team_id uuid primary key references team on delete cascade,
  original_bytes bigint not null default 0,
  derived_bytes bigint not null default 0,
  -- Promised to uploads that are under way.
  reserved_bytes bigint not null default 0
);

-- ── tours ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table tour (
  team_id uuid not null references team on delete cascade,
  id uuid not null unique,
  document jsonb not null,
  -- Grows with every saved change; a save names the revision it was made from.
  revision int not null default 1,
  -- Titles in every language, folded, for search.
  search_text text not null default '',
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (team_id, id)
);
create index tour_search on tour using gin (search_text gin_trgm_ops);

-- A tour that was deleted and can still be brought back. No row = not deleted.
create table tour_deletion (
  team_id uuid not null,
  tour_id uuid not null,
  deleted_by uuid references person on delete set null,
  deleted_at timestamptz not null,
  primary key (team_id, tour_id),
  foreign key (team_id, tour_id) references tour on delete cascade
);

-- ── publishing ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Immutable. The hash covers the manifest and the hash of the version before, so that nothing can be exchanged unseen.
create table tour_version (
  team_id uuid not null,
  tour_id uuid not null,
  number int not null,
  -- The revision of the tour that it shows: another one now means "changed since publication".
  revision int not null,
  -- JSON, exactly the bytes that were hashed.
  manifest_text text not null,
  sha256 text not null,
  previous_sha256 text,
  published_by uuid references person on delete set null,
  published_at timestamptz not null,
  primary key (team_id, tour_id, number),
  foreign key (team_id, tour_id) references tour on delete cascade
);

-- The pointer: which version visitors see, under which slug. No row = not published.
create table tour_publication (
  team_id uuid not null,
  tour_id uuid not null,
  slug text not null unique,
  version int not null,
  published_by uuid references person on delete set null,
  published_at timestamptz not null,
  primary key (team_id, tour_id),
  foreign key (team_id, tour_id, version) references tour_version
);
