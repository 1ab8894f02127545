-- What each location is asked to send, and how far it has come.
create schema warehouse;
create sequence warehouse.numbers start 100001;

create table warehouse.fulfilment_orders (
  id text collate "C" primary key,
  -- The letter and the digits of its barcode.
  number text collate "C" not null unique,
  order_id text collate "C" not null,
  order_number bigint not null,
  channel text collate "C" not null,
  location text collate "C" not null,
  -- Derived from the lines by the rules of the fulfilment order; written with them, never by hand.
  state text collate "C" not null check (state in ('released', 'picking', 'picked', 'packed', 'shipped')),
  version int not null check (version > 0),
  released_at timestamptz not null,
  changed_at timestamptz not null
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

create index fulfilment_orders_of_order on warehouse.fulfilment_orders (order_id, id);
-- The pick list: ids sort by the time of the release.
create index pick_list on warehouse.fulfilment_orders (location, id) where state <> 'shipped';
create index fulfilment_orders_by_state on warehouse.fulfilment_orders (state, id);

create table warehouse.lines (
  fulfilment_order_id text collate "C" not null references warehouse.fulfilment_orders,
  line int not null check (line > 0),
  sku text collate "C" not null,
  name jsonb not null,
  quantity int not null check (quantity > 0),
  picked int not null default 0,
  packed int not null default 0,
  shipped int not null default 0,
  primary key (fulfilment_order_id, line),
  -- Pieces only move right, and never more than there were to the left.
  constraint pieces_in_order check (
    0 <= shipped and shipped <= packed and packed <= picked and picked <= quantity)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
