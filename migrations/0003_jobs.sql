-- Work to be done once and later: timers, retries, calls to the world outside.
create schema jobs;

create table jobs.job (
  id bigint generated always as identity primary key,
  kind text collate "C" not null,
  stream text collate "C" not null,
  version int not null check (version > 0),
  due_at timestamptz not null default clock_timestamp(),
  tries int not null default 0 check (tries >= 0),
  first_tried_at timestamptz,
  lease_until timestamptz,
  token uuid,
  last_error text,
  done_at timestamptz,
  dead_at timestamptz,
  payload jsonb not null default '{}',
  added_at timestamptz not null default clock_timestamp(),
  unique (kind, stream, version),
  check ((token is null) = (lease_until is null)),
  check (token is null or (done_at is null and dead_at is null))
) with (autovacuum_vacuum_scale_factor = 0.01);

-- The unfinished rows are few beside the done ones: what is looked for often has an index of its own size.
create index job_unfinished on jobs.job (kind, stream, version) where done_at is null;
create index job_dead on jobs.job (kind, id) where dead_at is not null and done_at is null;
create index job_done on jobs.job (done_at) where done_at is not null;

-- The first unfinished job of every stream. Claiming looks here only, so its cost does not depend on how many jobs wait
-- behind a head, are dead or are done. `ready_at` is when the head may be claimed: its due time, the end of its lease
-- while it runs, null while it is dead. `lane` shares the workers out: a lane that is full lets the others pass.
create table jobs.head (
  kind text collate "C" not null,
  stream text collate "C" not null,
  version int not null,
  lane text collate "C" not null default '',
  ready_at timestamptz,
  leased boolean not null default false,
  primary key (kind, stream)
) with (autovacuum_vacuum_scale_factor = 0.01);
create index head_ready on jobs.head (kind, lane, ready_at) where ready_at is not null;
