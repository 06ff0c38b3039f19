-- Mail on its way out, and what people are told in the application.
-- A mail is ordered in the transaction that causes it. What it says stays sealed until it is sent and is then deleted.
create table mail (
  id uuid primary key,
  number bigint generated always as identity unique,
  recipient text not null,
  -- SHA-256 of the address in lower case: mails to one address leave in the order in which they were written.
  recipient_key text not null,
  person_id uuid references person on delete cascade,
  language text not null check (language in ('kk', 'ru', 'en')),
  template text not null,
  -- The kind of notice that this mail carries and that can be unsubscribed from. Null for all other mail.
  kind text,
  -- The same key is mailed once.
  key text unique,
  -- Values and path, sealed with the installation's secret: a copy of the database holds no link that works.
  sealed text,
  -- handing_over: the server may get the whole of it at any moment. handed_over: it has, and has not answered.
  -- unconfirmed: it had when the process that sent it died; nobody knows what it answered.
  state text not null check (
    state in ('waiting', 'sending', 'handing_over', 'handed_over', 'sent', 'failed', 'unconfirmed')
  ),
  -- Whose turn it is: only the holder of the newest claim may hand the mail over.
  claim uuid,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  -- What the mail server said last.
  answer text,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index mail_line on mail (recipient_key, number) where settled_at is null;
create index mail_settled on mail (settled_at) where settled_at is not null;
create index mail_person on mail (person_id) where person_id is not null;

-- What a person is told. Paths lead to pages of the studio and never hold a token.
create table notice (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  team_id uuid references team on delete cascade,
  kind text not null,
  details jsonb not null default '{}',
  path text,
  -- The same key is told once.
  key text,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (person_id, key)
);
create index notice_newest on notice (person_id, id desc);
create index notice_unread on notice (person_id) where read_at is null;

-- What a person chose about a kind of notice. No row = the kind's own channels.
create table notice_preference (
  person_id uuid not null references person on delete cascade,
  kind text not null,
  in_app boolean not null,
  by_mail boolean not null,
  changed_at timestamptz not null,
  primary key (person_id, kind)
);
