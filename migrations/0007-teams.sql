-- Who belongs to a team, how they came in, who it is for others, and what stands on its documents.

-- By letter: bound to one address. By link: for whoever has it, so it never gives more than an editor's rights.
-- The role and the inviter are fixed here; what a request says of them is never asked.
create table invitation (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('letter', 'link')),
  email text,
  email_canonical text,
  role text not null check (role in ('admin', 'editor', 'agent', 'accountant', 'viewer')),
  language text not null check (language in ('kk', 'ru', 'en')),
  -- What a link is for, in the inviter's words.
  label text not null default '',
  token_sha256 bytea not null unique,
  -- Whoever answers for it: its maker, or who sent it again. Without them, or without their right, it opens nothing.
  invited_by uuid references person on delete set null,
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  max_uses int not null check (max_uses between 1 and 500),
  needs_approval boolean not null default false,
  primary key (team_id, id),
  check ((kind = 'letter') = (email_canonical is not null)),
  check (kind = 'letter' or role <> 'admin')
);
create index invitation_inviter on invitation (invited_by);
create index invitation_address on invitation (email_canonical) where email_canonical is not null;

create table invitation_revocation (
  team_id uuid not null,
  invitation_id uuid not null,
  revoked_by uuid references person on delete set null,
  revoked_at timestamptz not null,
  primary key (team_id, invitation_id),
  foreign key (team_id, invitation_id) references invitation on delete cascade
);

-- Somebody took an invitation up: they came in at once, or wait until one of the team lets them in.
create table invitation_answer (
  team_id uuid not null,
  invitation_id uuid not null,
  person_id uuid not null references person on delete cascade,
  answered_at timestamptz not null,
  primary key (team_id, invitation_id, person_id),
  foreign key (team_id, invitation_id) references invitation on delete cascade
);
create index invitation_answer_person on invitation_answer (person_id);

-- No row = waits.
create table invitation_decision (
  team_id uuid not null,
  invitation_id uuid not null,
  person_id uuid not null,
  outcome text not null check (outcome in ('joined', 'refused')),
  -- Null where nobody had to decide.
  decided_by uuid references person on delete set null,
  decided_at timestamptz not null,
  primary key (team_id, invitation_id, person_id),
  foreign key (team_id, invitation_id, person_id) references invitation_answer on delete cascade
);
create index invitation_decision_decider on invitation_decision (decided_by);

-- Ownership is offered and accepted, never given.
create table ownership_offer (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  offered_by uuid references person on delete cascade,
  offered_to uuid not null references person on delete cascade,
  -- What the giver is afterwards: still an owner beside the new one, or an administrator.
  giver_becomes text not null check (giver_becomes in ('owner', 'admin')),
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (team_id, id)
);
create index ownership_offer_to on ownership_offer (offered_to);
create index ownership_offer_by on ownership_offer (offered_by);

create table ownership_offer_end (
  team_id uuid not null,
  offer_id uuid not null,
  outcome text not null check (outcome in ('accepted', 'declined', 'withdrawn')),
  ended_by uuid references person on delete set null,
  ended_at timestamptz not null,
  primary key (team_id, offer_id),
  foreign key (team_id, offer_id) references ownership_offer on delete cascade
);

-- How a team shows itself. No row = only its name.
create table team_profile (
  team_id uuid primary key references team on delete cascade,
  -- Name, description and address in the languages they were written in.
  names jsonb not null,
  about jsonb not null,
  address jsonb not null,
  logo_attachment uuid,
  phone text not null default '',
  email text not null default '',
  website text not null default '',
  changed_by uuid references person on delete set null,
  changed_at timestamptz not null,
  foreign key (team_id, logo_attachment) references attachment on delete set null (logo_attachment)
);

-- The team's public page. No row = there is none.
create table team_page (
  team_id uuid primary key references team on delete cascade,
  slug text not null unique,
  opened_by uuid references person on delete set null,
  opened_at timestamptz not null
);

-- What stands on documents. A draft may hold a wrong number; a document may not.
create table team_requisites (
  team_id uuid primary key references team on delete cascade,
  legal_form text not null,
  legal_name text not null,
  bin_iin text not null,
  legal_address text not null,
  iban text not null,
  bank_name text not null,
  bic text not null,
  kbe text not null,
  signatory text not null,
  document_email text not null,
  document_language text not null check (document_language in ('kk', 'ru', 'en')),
  changed_by uuid references person on delete set null,
  changed_at timestamptz not null
);
