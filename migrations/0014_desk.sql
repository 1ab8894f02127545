-- The desk's own things: saved views, runs of one command over many orders, comments.
create schema desk;

create table desk.views (
  id text collate "C" primary key,
  place text collate "C" not null,
  name text not null,
  shared boolean not null,
  query jsonb not null,
  columns jsonb not null,
  density text collate "C" check (density in ('cosy', 'compact')),
  position int not null,
  owner_id text collate "C" not null,
  version int not null check (version > 0)
);
create index views_of_owner on desk.views (owner_id, place, position);
create index views_shared on desk.views (place, position) where shared;

-- One command on many orders, as the person who started it: with what that person might do then.
create table desk.runs (
  id text collate "C" primary key,
  by text collate "C" not null,
  command jsonb not null,
  permissions text[] not null,
  channels text[],
  locations text[],
  state text collate "C" not null check (state in ('running', 'stopped', 'done')),
  total int not null check (total >= 0),
  done int not null default 0 check (done >= 0),
  refused int not null default 0 check (refused >= 0),
  -- How often it was set going: the name of the job that works on it.
  round int not null default 1 check (round > 0),
  version int not null check (version > 0),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  check (done + refused <= total),
  check (state <> 'done' or done + refused = total)
);
create index runs_of_person on desk.runs (by, id desc);
create index runs_ended on desk.runs (changed_at) where state <> 'running';

-- The orders of a run, fixed at its start; each gets its outcome in the transaction of its effect.
create table desk.run_items (
  run_id text collate "C" not null references desk.runs on delete cascade,
  place int not null check (place > 0),
  order_id text collate "C" not null,
  outcome text collate "C" check (outcome in ('done', 'refused')),
  -- Why not: the code and its parameters.
  problem jsonb,
  primary key (run_id, place),
  check ((outcome is not null and outcome = 'refused') = (problem is not null))
) with (autovacuum_vacuum_scale_factor = 0.02);
create index run_items_waiting on desk.run_items (run_id, place) where outcome is null;
create index run_items_refused on desk.run_items (run_id, place) where outcome = 'refused';

create table desk.comments (
  id text collate "C" primary key,
  order_id text collate "C" not null,
  by text collate "C" not null,
  text text not null check (length(text) between 1 and 4000),
  mentions text[] not null,
  at timestamptz not null
);
create index comments_of_order on desk.comments (order_id, id);

-- Whom a comment names, and when they saw it.
create table desk.mentions (
  user_id text collate "C" not null,
  comment_id text collate "C" not null references desk.comments,
  seen_at timestamptz,
  primary key (user_id, comment_id)
);
create index mentions_unseen on desk.mentions (user_id) where seen_at is null;
