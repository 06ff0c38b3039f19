-- Credentials and sessions: when somebody proved who they are, second factors, passkeys, and the operator's staff looking into teams.
alter table person add column if not exists email_verified_at timestamptz;
-- The demo's people have no mailbox that could prove itself.
update person set email_verified_at = created_at where email_verified_at is null and email_canonical like '%@panoqor.example';

-- The last proof of identity in this session, and whether a second factor was part of it.
alter table session add column proved_at timestamptz;
update session set proved_at = created_at;
alter table session alter column proved_at set not null;
alter table session add column second_factor_at timestamptz;
-- Where it was used last, as far as an address may be kept.
alter table session add column shortened_address text not null default '';

-- A secret for one-time codes, sealed with the installation's secret. Counts as a factor once a code confirmed it.
create table one_time_secret (
  person_id uuid primary key references person on delete cascade,
  sealed text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The newest step whose code was used: no step counts twice.
  last_step bigint not null default 0
);

-- For those who lost their device. Only a keyed digest is stored; each works once.
create table recovery_code (
  person_id uuid not null references person on delete cascade,
  digest text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, digest)
);

create table passkey (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- The password was right, the second factor is still owed.
create table sign_in_step (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_sha256 bytea not null unique,
  tries int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- Challenges of passkeys are signed, not stored; here stand those that were answered, until they would have run out anyway.
create table used_challenge (
  challenge text primary key,
  expires_at timestamptz not null
);

alter table operator add column appointed_by uuid references person on delete set null;

-- A team lets the operator's staff look into its studio, until a date.
create table support_consent (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  granted_by uuid references person on delete set null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (team_id, id)
);

-- A member of staff looked into a team's studio: read-only, for half an hour, with the team's consent or a recorded reason.
create table support_access (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  staff_id uuid references person on delete set null,
  session_id uuid not null,
  reason text not null,
  consent_id uuid,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  closed_at timestamptz,
  primary key (team_id, id)
);
create index support_access_session on support_access (session_id, ends_at);
