-- The history proves itself: entries are chained by hashes, so that what was edited, deleted, inserted or reordered can be named.
-- What could hold personal data (details, networks) is hashed only as a salted digest: it can be erased without breaking the chain.

-- ── where a change came from ─────────────────────────────────────────────────────────────────────────────────────────────
alter table audit_entry add column network text;
alter table audit_entry add column shortened_address text;
-- Who of the operator's staff acted on somebody's behalf; person_id is then the one on whose behalf.
alter table audit_entry add column staff_id uuid;
-- The write transaction says it (src/platform/http.ts); outside of one it is unknown.
alter table audit_entry alter column network set default nullif(current_setting('panoqor.network', true), '');
alter table audit_entry alter column shortened_address set default nullif(current_setting('panoqor.shortened_address', true), '');
alter table audit_entry alter column staff_id set default nullif(current_setting('panoqor.staff_id', true), '')::uuid;

-- ── the chains ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Null once the details were erased. Nobody can try out what stood there, because the salt is gone too.
alter table audit_entry add column details_salt bytea;
alter table audit_entry add column details_digest bytea;
alter table audit_entry add column origin_salt bytea;
alter table audit_entry add column origin_digest bytea;

-- One chain per team, and one (the id of only zeros) for what belongs to no team.
create table audit_chain (
  chain uuid primary key,
  length bigint not null default 0,
  head_sha256 bytea not null default decode(repeat('00', 32), 'hex'),
  -- Entries up to here were deleted when their time to be kept had passed; the hash of the last of them.
  cut_position bigint not null default 0,
  cut_sha256 bytea not null default decode(repeat('00', 32), 'hex')
);

create table audit_seal (
  chain uuid not null,
  position bigint not null,
  entry_id bigint not null unique,
  previous_sha256 bytea not null,
  sha256 bytea not null,
  primary key (chain, position)
);

-- Heads of the chains that grew since the anchor before. The hash over all of them also goes to the log and to a file.
create table audit_anchor (
  day text not null,
  chain uuid not null,
  position bigint not null,
  sha256 bytea not null,
  primary key (day, chain)
);
create table audit_anchor_day (
  day text primary key,
  sha256 bytea not null,
  anchored_at timestamptz not null
);

create function audit_field(value text) returns text language sql immutable as
  $$ select coalesce(octet_length(value) || ':' || value, '-') $$;

-- What is hashed of an entry. src/rooms/audit/verify.ts knows the same, and computes it without asking the database.
create function audit_hash(previous bytea, chain uuid, place bigint, entry audit_entry) returns bytea language sql immutable as $$
  select sha256(previous || convert_to(
    audit_field(chain::text) || audit_field(place::text) || audit_field(entry.id::text) || audit_field(entry.team_id::text)
    || audit_field(entry.person_id::text) || audit_field(entry.staff_id::text) || audit_field(entry.action)
    || audit_field(entry.target_id) || audit_field(encode(entry.details_digest, 'hex'))
    || audit_field(encode(entry.origin_digest, 'hex')) || audit_field(floor(extract(epoch from entry.at) * 1000000)::bigint::text), 'UTF8'))
$$;

create function audit_chain_of(team uuid) returns uuid language sql immutable as
  $$ select coalesce(team, '00000000-0000-0000-0000-000000000000'::uuid) $$;

create function audit_details_digest(salt bytea, details jsonb) returns bytea language sql immutable as
  $$ select sha256(salt || convert_to(details::text, 'UTF8')) $$;
create function audit_origin_digest(salt bytea, network text, shortened_address text) returns bytea language sql immutable as
  $$ select sha256(salt || convert_to(audit_field(network) || audit_field(shortened_address), 'UTF8')) $$;
create function audit_salt() returns bytea language sql volatile as
  $$ select decode(replace(gen_random_uuid()::text, '-', ''), 'hex') $$;

-- While the transaction runs, an entry only notes which chain it will be in: writers don't wait for each other yet.
create function prepare_audit_entry() returns trigger language plpgsql as $$
declare
  noted text := coalesce(current_setting('panoqor.audit_chains', true), '');
  own text := audit_chain_of(new.team_id)::text;
begin
  new.details_salt := audit_salt();
  new.details_digest := audit_details_digest(new.details_salt, new.details);
  new.origin_salt := audit_salt();
  new.origin_digest := audit_origin_digest(new.origin_salt, new.network, new.shortened_address);
  if position(own in noted) = 0 then
    perform set_config('panoqor.audit_chains', ltrim(noted || ' ' || own), true);
  end if;
  return new;
end $$;
create trigger audit_entry_is_prepared before insert on audit_entry for each row execute function prepare_audit_entry();

-- At the commit: locks the chains in one order, so that two transactions never wait for each other, and adds the links.
create function seal_audit_entry() returns trigger language plpgsql as $$
declare
  noted text := coalesce(current_setting('panoqor.audit_chains', true), '');
  own uuid := audit_chain_of(new.team_id);
  head audit_chain;
  fresh bytea;
begin
  if noted <> '' then
    insert into audit_chain (chain)
      select each::uuid from unnest(string_to_array(noted, ' ')) as each order by each::uuid on conflict do nothing;
    perform 1 from audit_chain where chain = any (string_to_array(noted, ' ')::uuid[]) order by chain for update;
    perform set_config('panoqor.audit_chains', '', true);
  end if;
  select * into head from audit_chain where chain = own for update;
  fresh := audit_hash(head.head_sha256, own, head.length + 1, new);
  insert into audit_seal (chain, position, entry_id, previous_sha256, sha256)
    values (own, head.length + 1, new.id, head.head_sha256, fresh);
  update audit_chain set length = head.length + 1, head_sha256 = fresh where chain = own;
  return null;
end $$;

-- What was written before there were chains is chained now, in the order in which it was written.
alter table audit_entry disable trigger audit_entry_is_append_only;
update audit_entry set details_salt = audit_salt(), origin_salt = audit_salt();
update audit_entry set details_digest = audit_details_digest(details_salt, details),
  origin_digest = audit_origin_digest(origin_salt, network, shortened_address);
alter table audit_entry enable trigger audit_entry_is_append_only;
do $$
declare
  each audit_entry;
  head audit_chain;
  fresh bytea;
begin
  insert into audit_chain (chain) select distinct audit_chain_of(team_id) from audit_entry;
  for each in select * from audit_entry order by id loop
    select * into head from audit_chain where chain = audit_chain_of(each.team_id);
    fresh := audit_hash(head.head_sha256, head.chain, head.length + 1, each);
    insert into audit_seal (chain, position, entry_id, previous_sha256, sha256)
      values (head.chain, head.length + 1, each.id, head.head_sha256, fresh);
    update audit_chain set length = head.length + 1, head_sha256 = fresh where chain = head.chain;
  end loop;
end $$;
alter table audit_entry alter column details_digest set not null;
alter table audit_entry alter column origin_digest set not null;

create constraint trigger audit_entry_is_sealed after insert on audit_entry
  deferrable initially deferred for each row execute function seal_audit_entry();

-- Nothing is ever changed. Two things may go: details and networks, which are erased in place, and, in a transaction that says so,
-- what was kept for as long as it may be.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  erasable text[] := array['details', 'details_salt', 'network', 'shortened_address', 'origin_salt'];
begin
  if tg_op = 'DELETE' and current_setting('panoqor.retention', true) = 'on' then
    return old;
  end if;
  if tg_op = 'UPDATE' and tg_table_name = 'audit_entry' then
    if to_jsonb(new) - erasable = to_jsonb(old) - erasable
       and ((new.details = '{}' and new.details_salt is null) or (new.details, new.details_salt) is not distinct from (old.details, old.details_salt))
       and ((new.network is null and new.shortened_address is null and new.origin_salt is null)
         or (new.network, new.shortened_address, new.origin_salt) is not distinct from (old.network, old.shortened_address, old.origin_salt)) then
      return new;
    end if;
  end if;
  raise exception 'audit entries are never changed';
end $$;
create trigger audit_entry_is_never_emptied before truncate on audit_entry for each statement execute function refuse_change();
create trigger audit_seal_is_append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger audit_seal_is_never_emptied before truncate on audit_seal for each statement execute function refuse_change();
create trigger audit_anchor_is_append_only before update or delete on audit_anchor for each row execute function refuse_change();
create trigger audit_anchor_is_never_emptied before truncate on audit_anchor for each statement execute function refuse_change();
revoke update, delete, truncate on audit_entry, audit_seal, audit_anchor from public;

create index audit_entry_person on audit_entry (person_id, id desc);
create index audit_entry_action on audit_entry (action, id desc);
create index audit_entry_target on audit_entry (target_id, id desc);
create index audit_entry_at on audit_entry (at);

-- ── security events ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- Signing in, failing to, credentials: kept apart from the history, for twelve months, whether or not the request succeeded.
create table security_event (
  id bigint generated always as identity primary key,
  person_id uuid,
  kind text not null,
  details jsonb not null default '{}',
  network text not null,
  shortened_address text not null,
  user_agent text not null,
  at timestamptz not null
);
create index security_event_newest on security_event (at desc, id desc);
create index security_event_person on security_event (person_id, at desc);
create index security_event_kind on security_event (kind, at desc);

-- ── taking one's data along ──────────────────────────────────────────────────────────────────────────────────────────────
create table data_export (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'team')),
  subject_id uuid not null,
  requested_by uuid not null references person on delete cascade,
  state text not null check (state in ('waiting', 'ready', 'failed', 'expired')),
  -- The link of the mail opens one download; the download itself may be interrupted and go on.
  link_sha256 bytea unique,
  link_used_at timestamptz,
  download_sha256 bytea unique,
  downloaded_at timestamptz,
  storage_key text,
  size_bytes bigint,
  sha256 text,
  created_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz
);
create index data_export_person on data_export (requested_by, created_at desc);

-- ── deletion ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Of an account or a team. Ids stay, because they name nobody any more once the deletion is done.
create table erasure (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'team')),
  subject_id uuid not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  undo_sha256 bytea unique,
  -- The hold that stands meanwhile and goes with it.
  hold_id uuid,
  -- Which of the reminders before the day were sent.
  reminded_days int[] not null default '{}',
  cancelled_by uuid,
  cancelled_at timestamptz,
  -- Why it could not be carried out yet.
  held_up text,
  finished_at timestamptz,
  -- What was deleted and what is kept, why and until when; and the hash over it, which the history has too.
  certificate jsonb,
  certificate_sha256 text
);
create unique index erasure_pending on erasure (subject_id) where cancelled_at is null and finished_at is null;
create index erasure_due on erasure (due_at) where cancelled_at is null and finished_at is null;

-- Addresses of tours that are gone: a link that somebody kept never shows somebody else's tour.
create table retired_slug (
  slug text primary key,
  retired_at timestamptz not null,
  free_at timestamptz not null
);

-- ── requests of people about their data ──────────────────────────────────────────────────────────────────────────────────
create table data_request (
  id uuid primary key,
  number bigint generated always as identity unique,
  kind text not null check (kind in ('information', 'access', 'correction', 'blocking', 'deletion', 'in_a_tour')),
  channel text not null check (channel in ('account', 'mail', 'letter', 'phone')),
  -- Known where the request came from an account.
  person_id uuid references person on delete set null,
  subject_name text not null,
  subject_email text not null,
  message text not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  received_at timestamptz not null,
  due_at timestamptz not null,
  remind_at timestamptz not null,
  reminded_at timestamptz,
  registered_by uuid references person on delete set null
);
create index data_request_due on data_request (due_at);
create index data_request_person on data_request (person_id);
create table data_request_outcome (
  request_id uuid primary key references data_request on delete cascade,
  outcome text not null check (outcome in ('done', 'partly', 'refused', 'withdrawn')),
  -- What the person was told, and what shows that it was done.
  answer text not null,
  evidence text not null,
  settled_by uuid references person on delete set null,
  settled_at timestamptz not null
);

-- ── incidents ────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table incident (
  id uuid primary key,
  number bigint generated always as identity unique,
  title text not null,
  description text not null,
  -- Whose data, how many, which; and who answers for the case.
  affected text not null,
  contact text not null,
  detected_at timestamptz not null,
  deadline_at timestamptz not null,
  registered_by uuid references person on delete set null,
  registered_at timestamptz not null
);
create table incident_step (
  incident_id uuid not null references incident on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('authority_told', 'people_told', 'contained', 'closed', 'note')),
  note text not null,
  taken_by uuid references person on delete set null,
  taken_at timestamptz not null,
  primary key (incident_id, id)
);

-- Days off in Kazakhstan besides weekends, and weekends that are worked. The operator keeps the list.
create table calendar_day (
  day text primary key check (day ~ '^\d{4}-\d\d-\d\d$'),
  is_working boolean not null,
  name text not null
);
insert into calendar_day (day, is_working, name) values
  ('2026-01-01', false, 'Жаңа жыл'), ('2026-01-02', false, 'Жаңа жыл'), ('2026-01-07', false, 'Православиелік Рождество'),
  ('2026-03-09', false, 'Халықаралық әйелдер күні (ауыстырылған)'), ('2026-03-23', false, 'Наурыз мейрамы'),
  ('2026-03-24', false, 'Наурыз мейрамы (ауыстырылған)'), ('2026-03-25', false, 'Наурыз мейрамы (ауыстырылған)'),
  ('2026-05-01', false, 'Қазақстан халқының бірлігі мерекесі'), ('2026-05-07', false, 'Отан қорғаушы күні'),
  ('2026-05-11', false, 'Жеңіс күні (ауыстырылған)'), ('2026-05-27', false, 'Құрбан айт'), ('2026-07-06', false, 'Астана күні'),
  ('2026-08-31', false, 'Конституция күні (ауыстырылған)'), ('2026-10-26', false, 'Республика күні (ауыстырылған)'),
  ('2026-12-16', false, 'Тәуелсіздік күні'),
  ('2027-01-01', false, 'Жаңа жыл'), ('2027-01-04', false, 'Жаңа жыл (ауыстырылған)'), ('2027-01-07', false, 'Православиелік Рождество'),
  ('2027-03-08', false, 'Халықаралық әйелдер күні'), ('2027-03-22', false, 'Наурыз мейрамы'), ('2027-03-23', false, 'Наурыз мейрамы'),
  ('2027-03-24', false, 'Наурыз мейрамы (ауыстырылған)'), ('2027-05-03', false, 'Қазақстан халқының бірлігі мерекесі (ауыстырылған)'),
  ('2027-05-07', false, 'Отан қорғаушы күні'), ('2027-05-10', false, 'Жеңіс күні (ауыстырылған)'), ('2027-07-06', false, 'Астана күні'),
  ('2027-08-30', false, 'Конституция күні'), ('2027-10-25', false, 'Республика күні'), ('2027-12-16', false, 'Тәуелсіздік күні');
