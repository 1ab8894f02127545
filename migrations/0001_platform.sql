-- The floor: the log of facts, its followers, jobs, stored answers and seals.
create schema platform;
create extension if not exists pg_trgm;

-- A fact is written in the transaction of its change and never altered. Readers follow (tx, position) below the oldest open
-- transaction; (stream, version) is the order in which things happened to one stream.
create table platform.facts (
  tx xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  stream text collate "C" not null,
  version int not null check (version > 0),
  type text collate "C" not null,
  -- json, not jsonb: kept as it was written, and a third cheaper to write.
  data json not null,
  by text not null,
  command text not null,
  at timestamptz not null,
  primary key (tx, position),
  unique (stream, version)
) with (autovacuum_vacuum_insert_scale_factor = 0.05);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger append_only before update or delete on platform.facts
  for each statement execute function platform.refuse_change();
create trigger never_truncated before truncate on platform.facts
  for each statement execute function platform.refuse_change();

create table platform.followers (
  name text collate "C" primary key,
  cursor_tx xid8 not null default '0',
  cursor_position bigint not null default 0,
  moved_at timestamptz
);

-- A stream that a follower could not handle: the others go on, this one is tried again from `from_version`.
create table platform.parked (
  follower text collate "C" not null,
  stream text collate "C" not null,
  from_version int not null,
  tries int not null default 1,
  due_at timestamptz not null,
  error text not null,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (follower, stream)
);

-- What a request with an Idempotency-Key was answered, written in the transaction of its effect.
create table platform.answers (
  caller text collate "C" not null,
  route text collate "C" not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  status smallint not null,
  headers json,
  body text not null,
  at timestamptz not null default now(),
  primary key (caller, route, key)
);
-- Answers of batches are large and soon forgotten: compressing them cost more than their room.
alter table platform.answers alter body set storage external;
create index answers_by_age on platform.answers using brin (at);

-- The hash chain over the log: each seal covers the facts after the one before it.
create table platform.seals (
  number bigint primary key,
  tx xid8 not null,
  position bigint not null,
  facts int not null,
  digest bytea not null,
  at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on platform.seals
  for each statement execute function platform.refuse_change();
create trigger never_truncated before truncate on platform.seals
  for each statement execute function platform.refuse_change();
