-- What visitors say: to the team that shows a tour, and to the operator about a tour.
create table lead (
  team_id uuid not null references team on delete cascade,
  id uuid not null unique,
  tour_id uuid not null,
  scene_id text not null,
  name text not null,
  phone text not null,
  email text not null,
  message text not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  -- Host of the page on which the tour was seen; empty for the tour's own page.
  seen_on text not null,
  created_at timestamptz not null,
  primary key (team_id, id)
);
create index lead_newest on lead (team_id, created_at desc);

-- Somebody of the team has taken care of it. No row = still waiting.
create table lead_answer (
  team_id uuid not null,
  lead_id uuid not null,
  answered_by uuid references person on delete set null,
  answered_at timestamptz not null,
  primary key (team_id, lead_id),
  foreign key (team_id, lead_id) references lead on delete cascade
);

create table tour_report (
  id uuid primary key,
  -- What the visitor is told, to ask about it later.
  number bigint generated always as identity unique,
  team_id uuid not null references team on delete cascade,
  tour_id uuid not null,
  slug text not null,
  -- Which version was reported: what it showed can be looked at later.
  version int not null,
  scene_id text not null,
  reason text not null check (reason in ('wrong_facts', 'no_rights', 'personal_data', 'forbidden', 'other')),
  message text not null,
  email text not null,
  language text not null check (language in ('kk', 'ru', 'en')),
  created_at timestamptz not null
);
create index tour_report_newest on tour_report (created_at desc);

-- The operator has dealt with it, and what came of it. No row = open.
create table tour_report_settlement (
  report_id uuid primary key references tour_report on delete cascade,
  settled_by uuid references person on delete set null,
  settled_at timestamptz not null,
  outcome text not null
);
