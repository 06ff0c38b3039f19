-- Who runs this installation, the texts that bind its people, who accepted which of them, and separate agreements with teams.

-- Who the operator is. Every change is a new row, so that it is known what stood in a document on a given day; the newest counts.
create table operator_identity (
  id uuid primary key,
  identity jsonb not null,
  saved_by uuid references person on delete set null,
  saved_at timestamptz not null
);
create index operator_identity_newest on operator_identity (saved_at desc, id desc);

-- One version of a document in all its languages. Without published_at it is a draft; after that nothing of it changes any more.
-- Whether it is scheduled, in force or replaced is asked when it is read, by effective_at.
create table legal_version (
  id uuid primary key,
  kind text not null check (kind in ('terms', 'privacy', 'consent')),
  -- Given when it is published, so that numbers have no gaps.
  number int,
  -- People who accepted an older version are asked again.
  material boolean not null,
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_by uuid references person on delete set null,
  published_at timestamptz,
  effective_at timestamptz,
  -- Taken back before it came into force.
  cancelled_by uuid references person on delete set null,
  cancelled_at timestamptz,
  unique (kind, number),
  check ((published_at is null) = (number is null)),
  check ((published_at is null) = (effective_at is null)),
  check (cancelled_at is null or cancelled_at < effective_at)
);
-- At most one draft of a document at a time.
create unique index legal_version_draft on legal_version (kind) where published_at is null;

create table legal_text (
  version_id uuid not null references legal_version on delete cascade,
  language text not null check (language in ('kk', 'ru', 'en')),
  -- Markdown as it was written, with placeholders for the operator's identity.
  source text not null,
  -- What changed, in plain words; asked for from the second version on.
  summary text not null default '',
  -- Filled in when it is published: the text that people read and accept, and its hash.
  published_text text,
  sha256 text,
  primary key (version_id, language)
);

create function refuse_change_of_published_text() returns trigger language plpgsql as $$
begin
  if old.sha256 is not null then raise exception 'a published legal text is never changed'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger legal_text_is_immutable before update or delete on legal_text
  for each row execute function refuse_change_of_published_text();

create function refuse_change_of_published_version() returns trigger language plpgsql as $$
begin
  if old.published_at is null then return case when tg_op = 'DELETE' then old else new end; end if;
  -- Only people who are gone may be forgotten, and a version may be taken back once, before it is in force.
  if tg_op = 'UPDATE' and old.cancelled_at is null
    and to_jsonb(new) - '{cancelled_by,cancelled_at}'::text[] = to_jsonb(old) - '{cancelled_by,cancelled_at}'::text[]
  then return new; end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - '{created_by,published_by,cancelled_by}'::text[]
    = to_jsonb(old) - '{created_by,published_by,cancelled_by}'::text[]
    and (new.created_by is null or new.created_by = old.created_by)
    and (new.published_by is null or new.published_by = old.published_by)
    and (new.cancelled_by is null or new.cancelled_by = old.cancelled_by)
  then return new; end if;
  raise exception 'a published legal version is never changed';
end $$;
create trigger legal_version_is_immutable before update or delete on legal_version
  for each row execute function refuse_change_of_published_version();

-- The ledger: who accepted or withdrew what, in which words, when and from where. Append-only and chained: each row's hash covers the
-- row before. When the time to keep a row is over its personal fields are emptied once; its hashes stay, so that the chain still proves
-- the others.
create table legal_acceptance (
  position bigint generated always as identity primary key,
  act text not null check (act in ('accepted', 'withdrawn')),
  person_id uuid,
  kind text not null check (kind in ('terms', 'privacy', 'consent')),
  version_id uuid not null references legal_version,
  version int not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  text_sha256 text not null,
  method text not null check (method in ('registration', 'invitation', 'first_run', 'again', 'account', 'seed')),
  at timestamptz not null,
  -- Name of the network, which nobody can turn back into an address, and the shortened address.
  network text,
  shortened_address text,
  user_agent text,
  -- Over all fields above, and over this and the row before.
  content_sha256 text not null,
  previous_sha256 text not null,
  sha256 text not null unique,
  erased_at timestamptz
);
create index legal_acceptance_person on legal_acceptance (person_id, kind, position desc);

create function refuse_change_of_acceptance() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
    and new.person_id is null and new.network is null and new.shortened_address is null and new.user_agent is null
    and to_jsonb(new) - '{person_id,network,shortened_address,user_agent,erased_at}'::text[]
      = to_jsonb(old) - '{person_id,network,shortened_address,user_agent,erased_at}'::text[]
  then return new; end if;
  raise exception 'acceptances are never changed';
end $$;
create trigger legal_acceptance_is_append_only before update or delete on legal_acceptance
  for each row execute function refuse_change_of_acceptance();

-- Somebody was told of a new version that need not be accepted again.
create table legal_notice_seen (
  person_id uuid not null references person on delete cascade,
  version_id uuid not null references legal_version on delete cascade,
  seen_at timestamptz not null,
  primary key (person_id, version_id)
);

-- Under which version of the terms a version of a tour was published: they say that whoever publishes warrants their rights.
alter table tour_version add column terms_version int;

-- ── separate agreements ──────────────────────────────────────────────────────────────────────────────────────────────────
-- A signed agreement with one team: where it says something, it prevails over the terms and the installation's limits.
-- Draft while signed_at is empty; in force between its dates unless it was ended. It outlives its team: the law makes the operator
-- keep contracts.
create table team_agreement (
  team_id uuid not null,
  id uuid not null unique,
  number text not null,
  -- Days in the operator's calendar, YYYY-MM-DD.
  dated text not null check (dated ~ '^\d{4}-\d\d-\d\d$'),
  parties text not null,
  starts_on text not null check (starts_on ~ '^\d{4}-\d\d-\d\d$'),
  -- Last day; empty: until it is ended.
  ends_on text check (ends_on ~ '^\d{4}-\d\d-\d\d$'),
  overrides jsonb not null,
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  signed_by uuid references person on delete set null,
  signed_at timestamptz,
  ended_by uuid references person on delete set null,
  ended_at timestamptz,
  end_reason text,
  primary key (team_id, id),
  check (ends_on is null or ends_on >= starts_on),
  check (ended_at is null or signed_at is not null)
);

-- What was signed stays as it was; only its end is added, and people who are gone may be forgotten.
create function refuse_change_of_agreement() returns trigger language plpgsql as $$
begin
  if old.signed_at is null then return new; end if;
  if to_jsonb(new) - '{created_by,signed_by,ended_by,ended_at,end_reason}'::text[]
    = to_jsonb(old) - '{created_by,signed_by,ended_by,ended_at,end_reason}'::text[]
    and (old.ended_at is null or new.ended_at = old.ended_at)
  then return new; end if;
  raise exception 'a signed agreement is never changed';
end $$;
create trigger team_agreement_is_fixed before update on team_agreement
  for each row execute function refuse_change_of_agreement();

-- The signed paper itself: private, content-addressed, sent only to those who may see the agreement.
create table team_agreement_file (
  team_id uuid not null,
  agreement_id uuid not null,
  sha256 text not null,
  file_name text not null,
  size_bytes bigint not null,
  storage_key text not null,
  added_by uuid references person on delete set null,
  added_at timestamptz not null,
  primary key (team_id, agreement_id, sha256),
  foreign key (team_id, agreement_id) references team_agreement on delete cascade
);
