-- Mails that did not arrive can be sent again; notices may come once a day; a hold that begins at once says why.

-- ── mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What a mail says is now also kept, sealed, while it has failed or is unconfirmed: for a week, or a day where it holds a link that
-- works once. Sent again by whom is in the history.
alter table mail add column holds_token boolean not null default false;
alter table mail add column begun_again_at timestamptz;
create index mail_troubled on mail (number desc)
  where state in ('failed', 'unconfirmed') or (settled_at is null and attempts >= 3);

-- ── notices once a day ───────────────────────────────────────────────────────────────────────────────────────────────────
alter table notice_preference add column mail text not null default 'instant' check (mail in ('instant', 'daily', 'off'));
update notice_preference set mail = 'off' where not by_mail;
alter table notice_preference alter column mail drop default;
alter table notice_preference drop column by_mail;
-- Not in_app: it is kept only until the day's mail has told it.
alter table notice add column in_app boolean not null default true;
alter table notice add column awaits_digest boolean not null default false;
create index notice_awaiting on notice (person_id) where awaits_digest;
-- When a person's mail of the day leaves, by the clock where they are. No row: nobody chose one yet.
create table digest (
  person_id uuid primary key references person on delete cascade,
  hour int not null check (hour between 0 and 23),
  time_zone text not null,
  -- The last day, there, on which a mail left.
  last_day text not null default '',
  changed_at timestamptz not null
);

-- ── holds ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Why it was not announced beforehand, in the words of whoever placed it. Empty when it was, or when nothing is restricted by it.
alter table access_hold add column at_once_because text not null default '';

-- ── lists page by page ───────────────────────────────────────────────────────────────────────────────────────────────────
create index incident_newest on incident (detected_at desc, id desc);
create index erasure_newest on erasure (requested_at desc, id desc);
