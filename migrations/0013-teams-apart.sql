-- A second wall between teams: row-level security. Whoever is not the owner of the tables sees the rows of one team alone, the one named
-- by the setting panoqor.team; without it none. The owner, who looks across teams (desk, jobs, visitors), is not asked (no FORCE).
-- The role that team routes take on is made and granted by src/platform/postgres/tenant-role.ts, because roles belong to the whole
-- database server and outlive, or miss, a restored database.

create function team_at_hand() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('panoqor.team', true), '')::uuid $$;

-- For every table that carries team_id, also in later migrations: select fence_by_team('the_table');
create function fence_by_team(fenced regclass) returns void language plpgsql as $$ begin
  execute format('alter table %s enable row level security', fenced);
  execute format('create policy of_one_team on %s using (team_id = team_at_hand())', fenced);
end $$;

do $$ declare
  tenants_table regclass;
begin
  for tenants_table in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
        and a.attname = 'team_id' and not a.attisdropped and c.relname not in ('audit_entry', 'notice')
  loop
    perform fence_by_team(tenants_table);
  end loop;
end $$;

alter table team enable row level security;
create policy of_one_team on team using (id = team_at_hand());

-- Deletions and exports of people are none of a team's business; its own are.
alter table erasure enable row level security;
create policy of_one_team on erasure using (subject_kind = 'team' and subject_id = team_at_hand());
alter table data_export enable row level security;
create policy of_one_team on data_export using (subject_kind = 'team' and subject_id = team_at_hand());

-- What a person is told may concern no team.
alter table notice enable row level security;
create policy of_one_team on notice using (team_id is null or team_id = team_at_hand());

-- A team's request may add to the history of people too, but reads only the team's.
alter table audit_entry enable row level security;
create policy of_one_team on audit_entry for select using (team_id = team_at_hand());
create policy one_may_add on audit_entry for insert with check (team_id is null or team_id = team_at_hand());

-- Chains and seals belong to the house: entries are sealed by it, whoever wrote them.
alter function seal_audit_entry() security definer;
alter function seal_audit_entry() set search_path from current;

-- So do the jobs: a team's request may order one and see none. (The queue makes its own schema when the house starts.)
create function order_job(
  wanted_task text, wanted_payload json, wanted_queue text, wanted_run_at timestamptz, wanted_attempts int, wanted_key text
) returns void language plpgsql security definer set search_path from current as $$ begin
  perform graphile_worker.add_job(
    wanted_task,
    wanted_payload,
    queue_name => wanted_queue,
    run_at => wanted_run_at,
    max_attempts => wanted_attempts,
    job_key => wanted_key,
    -- As many as the queue has already: the first job of every queue goes before the second of any. So teams take turns, however long
    -- the batch of one of them is.
    priority => case when wanted_queue is null then 0 else (
      select least(count(*), 30000)::int
        from graphile_worker._private_jobs as jobs
        join graphile_worker._private_job_queues as queues on queues.id = jobs.job_queue_id
        where queues.queue_name = wanted_queue
    ) end
  );
end $$;
