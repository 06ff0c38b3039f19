-- Working together: keys for programs, who takes care of what, comments, who is at a tour just now.

-- A program's key to one team. What it may do is what its scopes and its maker's rights have in common when it is used.
create table api_key (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  name text not null,
  -- The last letters of the key, so that people can tell theirs apart; the key itself is stored nowhere.
  ending text not null,
  token_sha256 bytea not null unique,
  scopes text[] not null,
  -- A key whose maker is gone opens nothing.
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- The hour of the last use, not the minute: enough to see that it is in use.
  last_used_at timestamptz,
  primary key (team_id, id)
);
create index api_key_maker on api_key (created_by);

create table api_key_revocation (
  team_id uuid not null,
  key_id uuid not null,
  revoked_by uuid references person on delete set null,
  revoked_at timestamptz not null,
  primary key (team_id, key_id),
  foreign key (team_id, key_id) references api_key on delete cascade
);

-- Who takes care of a tour or a property. Whoever leaves the team leaves this too.
create table assignment (
  team_id uuid not null,
  subject_kind text not null check (subject_kind in ('tour', 'property')),
  subject_id uuid not null,
  person_id uuid not null,
  assigned_by uuid references person on delete set null,
  assigned_at timestamptz not null,
  primary key (team_id, subject_kind, subject_id, person_id),
  foreign key (team_id, person_id) references membership on delete cascade
);
create index assignment_person on assignment (team_id, person_id);

-- A talk about a tour or a property: the first comment, what it is pinned to, and its number on that subject.
create table comment_thread (
  team_id uuid not null references team on delete cascade,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('tour', 'property')),
  subject_id uuid not null,
  number int not null,
  -- A view of a scene, a hotspot, or null for the whole.
  pin jsonb,
  created_at timestamptz not null,
  primary key (team_id, id),
  unique (team_id, subject_kind, subject_id, number)
);

create table comment (
  team_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  author_id uuid references person on delete set null,
  -- As it reads now; what it said before is in comment_edit. Empty once its author took it back.
  text text not null,
  created_at timestamptz not null,
  primary key (team_id, id),
  foreign key (team_id, thread_id) references comment_thread on delete cascade
);
create index comment_of_thread on comment (team_id, thread_id, created_at);
create index comment_author on comment (author_id);

create table comment_edit (
  team_id uuid not null,
  comment_id uuid not null,
  number int not null,
  text_before text not null,
  edited_at timestamptz not null,
  primary key (team_id, comment_id, number),
  foreign key (team_id, comment_id) references comment on delete cascade
);

create table comment_deletion (
  team_id uuid not null,
  comment_id uuid not null,
  deleted_at timestamptz not null,
  primary key (team_id, comment_id),
  foreign key (team_id, comment_id) references comment on delete cascade
);

create table comment_mention (
  team_id uuid not null,
  comment_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (team_id, comment_id, person_id),
  foreign key (team_id, comment_id) references comment on delete cascade
);

create table comment_resolution (
  team_id uuid not null,
  thread_id uuid not null,
  resolved_by uuid references person on delete set null,
  resolved_at timestamptz not null,
  primary key (team_id, thread_id),
  foreign key (team_id, thread_id) references comment_thread on delete cascade
);

-- Who has a tour open just now: one row per open page, renewed every few seconds and swept soon after. Not worth a log.
create unlogged table tour_presence (
  team_id uuid not null,
  tour_id uuid not null,
  -- Made by the page itself.
  page_id text not null,
  person_id uuid not null,
  is_editing boolean not null,
  seen_at timestamptz not null,
  primary key (team_id, tour_id, page_id)
);

-- For the days of a team's activity; who, what and which object have indexes of the history's own.
create index audit_entry_of_day on audit_entry (team_id, at);
