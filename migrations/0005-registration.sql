-- Coming in: proof of an address, applications, lost passwords, new addresses. Of every link only the SHA-256 of its token is kept.

-- How strangers become people here. Every change is a row; the newest counts. No row = open.
create table registration_setting (
  id bigint generated always as identity primary key,
  mode text not null check (mode in ('open', 'approval', 'invitation')),
  denied_domains text[] not null default '{}',
  set_by uuid references person on delete set null,
  set_at timestamptz not null
);

-- Somebody asked for an account. The link in the mail proves the address; until it is used nobody exists.
-- known: the address has an account already; the mail says so, and the token, which was never sent, opens nothing.
create table registration_request (
  token_sha256 bytea primary key,
  email text not null,
  email_canonical text not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  known boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index registration_request_expiry on registration_request (expires_at);

-- A person who waits until the operator lets them found a team.
create table application (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  team_kind text not null check (team_kind in ('organisation', 'personal')),
  team_name text not null,
  message text not null,
  created_at timestamptz not null
);
create index application_person on application (person_id, created_at desc);

create table application_decision (
  application_id uuid primary key references application on delete cascade,
  outcome text not null check (outcome in ('approved', 'refused', 'withdrawn')),
  -- Why it was refused: a reason that the Terms name, and what the applicant reads.
  reason text,
  statement text not null default '',
  decided_by uuid references person on delete set null,
  decided_at timestamptz not null
);

-- person_id is null where nobody has the address: the same work is done for everybody.
create table password_reset (
  token_sha256 bytea primary key,
  person_id uuid references person on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_reset_person on password_reset (person_id);
create index password_reset_expiry on password_reset (expires_at);

-- A person proves the address they have: the operator's first account is made without a mail.
create table address_proof (
  token_sha256 bytea primary key,
  person_id uuid not null references person on delete cascade,
  email_canonical text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A person wants another address. It counts once its own mail was answered; the old one can take it back for some days.
create table email_change (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  old_email text not null,
  old_canonical text not null,
  new_email text not null,
  new_canonical text not null,
  token_sha256 bytea not null unique,
  undo_sha256 bytea unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz
);
create index email_change_person on email_change (person_id);
create index email_change_old on email_change (old_canonical) where confirmed_at is not null and undone_at is null;

-- Puzzles that were solved and used: none counts twice.
create table spent_work (
  challenge text primary key,
  expires_at timestamptz not null
);

-- A team of one person, or of an organisation.
alter table team add column kind text not null default 'organisation' check (kind in ('organisation', 'personal'));
