-- Other systems that want to hear what happens: where to, and what was sent.
create schema connections;

-- A fact is news to an endpoint when `since`, what could be seen when the endpoint was added or switched on, does not show
-- the fact's transaction.
create table connections.endpoints (
  id text collate "C" primary key,
  url text not null,
  description text not null default '',
  types text[] not null check (cardinality(types) > 0),
  active boolean not null default true,
  disabled_reason text check (disabled_reason is null or not active),
  secret text not null,
  former_secret text,
  former_until timestamptz,
  since pg_snapshot not null,
  version int not null default 1 check (version > 0),
  made_by text not null,
  made_at timestamptz not null,
  check ((former_secret is null) = (former_until is null))
);

create table connections.deliveries (
  id text collate "C" primary key,
  endpoint_id text collate "C" not null references connections.endpoints on delete cascade,
  stream text collate "C" not null,
  version int not null check (version > 0),
  type text collate "C" not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  tries int not null default 0,
  last_status int,
  last_error text,
  response text,
  milliseconds int,
  tried_at timestamptz,
  next_try_at timestamptz,
  unique (endpoint_id, stream, version)
) with (autovacuum_vacuum_scale_factor = 0.01);
create index delivery_newest on connections.deliveries (endpoint_id, id desc);
create index delivery_unfinished on connections.deliveries (endpoint_id, state, id) where state <> 'delivered';
create index delivery_delivered on connections.deliveries (tried_at) where state = 'delivered';
