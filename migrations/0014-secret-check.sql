-- Something sealed with the installation's secret. A start with another secret can't open it, and ends before it spoils anything.
create table secret_check (
  id int primary key check (id = 1),
  sealed text not null,
  made_at timestamptz not null
);
