-- What there is, where, and promised to whom.
create schema stock;

create table stock.locations (
  code text collate "C" primary key,
  name_zh text not null,
  name_en text not null,
  address jsonb not null default '{}',
  -- Stock is taken from the location with the lowest number first.
  priority int not null default 100,
  active boolean not null default true,
  version int not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null
);

-- available = on hand − allocated − reserved − safety. The checks hold at any concurrency, whatever the code above does.
create table stock.levels (
  sku text collate "C" not null,
  location text collate "C" not null references stock.locations,
  on_hand int not null default 0,
  reserved int not null default 0,
  allocated int not null default 0,
  safety int not null default 0,
  version int not null default 0,
  primary key (sku, location),
  constraint on_hand_not_negative check (on_hand >= 0),
  constraint claims_not_negative check (reserved >= 0 and allocated >= 0 and safety >= 0),
  constraint never_oversold check (allocated + reserved <= on_hand)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

-- Fails a transaction that did not find every level it wanted to write, as one to be repeated (serialization_failure).
create function stock.all_written(written bigint, wanted int) returns void language plpgsql as $$
begin
  if written <> wanted then
    raise exception 'stock changed meanwhile' using errcode = 'serialization_failure';
  end if;
end $$;

-- One row per change of what is on hand: on hand = sum of movements.
create table stock.movements (
  id bigint generated always as identity primary key,
  sku text collate "C" not null,
  location text collate "C" not null,
  quantity int not null check (quantity <> 0),
  cause text collate "C" not null,
  reference text collate "C",
  note text,
  by text not null,
  command text not null,
  at timestamptz not null
);
create index movements_of_sku on stock.movements (sku, id);
create trigger append_only before update or delete on stock.movements
  for each statement execute function platform.refuse_change();
create trigger never_truncated before truncate on stock.movements
  for each statement execute function platform.refuse_change();

-- The firm claims of order lines: allocated = sum of allocations.
create table stock.allocations (
  order_id text collate "C" not null,
  line int not null,
  location text collate "C" not null,
  sku text collate "C" not null,
  quantity int not null check (quantity > 0),
  -- How many of them the location was told to send.
  released int not null default 0 check (released between 0 and quantity),
  primary key (order_id, line, location)
);

-- Claims with an expiry, before an order is firm: reserved = sum of reservations.
create table stock.reservations (
  id text collate "C" not null,
  sku text collate "C" not null,
  location text collate "C" not null,
  quantity int not null check (quantity > 0),
  expires_at timestamptz not null,
  by text not null,
  primary key (id, sku, location)
);
create index reservations_by_expiry on stock.reservations (expires_at);
