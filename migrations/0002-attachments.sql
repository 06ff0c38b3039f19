-- Attachments: pictures, videos, sounds, captions, models and splats that a team's tours show besides their panoramas.
create table attachment (
  team_id uuid not null references team on delete cascade,
  id uuid not null unique,
  -- What the bytes are; of bytes that nobody can read, what the name says.
  kind text not null check (kind in ('picture', 'video', 'sound', 'captions', 'model', 'splat')),
  state text not null check (state in ('waiting', 'working', 'ready', 'refused')),
  file_name text not null,
  original_sha256 text not null,
  -- What was made of it for browsers: {"file": …, "small": …}. Names hold the hash of their bytes.
  derived jsonb,
  duration_seconds double precision,
  refusal_code text,
  refusal_details jsonb,
  -- How often the work was begun since it was last asked for, how often it broke down, and why the last time.
  attempts int not null default 0,
  failures int not null default 0,
  last_error text,
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Who deleted it and when. The row and its bytes go when no version of a tour names them any more.
  deleted_by uuid references person on delete set null,
  deleted_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, original_sha256) references original
);
-- The same file is the same attachment.
create unique index attachment_original on attachment (team_id, original_sha256) where deleted_at is null;
create index attachment_newest on attachment (team_id, created_at desc);
create index attachment_deleted on attachment (deleted_at) where deleted_at is not null;

-- What an upload shall become, and the attachment that came of it.
alter table upload add column purpose text not null default 'panorama' check (purpose in ('panorama', 'attachment'));
alter table upload add column attachment_id uuid;
