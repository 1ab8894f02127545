-- The order: a copy of what was agreed, with the quantities of its lines.
create schema orders;
create sequence orders.numbers start 100001;

create table orders.orders (
  id text collate "C" primary key,
  number bigint not null unique,
  channel text collate "C" not null,
  external_ref text collate "C",
  status text collate "C" not null check (status in ('received', 'confirmed', 'closed', 'cancelled')),
  -- Derived from the lines and the money facts by the rules of the order; written with them, never by hand.
  fulfilment text collate "C" not null,
  payment text collate "C" not null,
  aftersales text collate "C" not null,
  holds jsonb not null default '[]',
  currency char(3) not null,
  tax_included boolean not null,
  customer json not null,
  customer_id text collate "C",
  ship_to json not null,
  charges json not null default '[]',
  note text,
  goods bigint not null,
  discount bigint not null,
  charged bigint not null,
  tax bigint not null,
  total bigint not null,
  paid bigint not null default 0,
  refunded bigint not null default 0,
  credited bigint not null default 0,
  promised_for timestamptz,
  placed_at timestamptz not null,
  version int not null check (version > 0),
  changed_at timestamptz not null,
  constraint totals_add_up check (total = goods - discount + charged + case when tax_included then 0 else tax end),
  constraint money_not_negative check (discount >= 0 and paid >= 0 and refunded >= 0 and credited >= 0)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

create unique index orders_external_ref on orders.orders (channel, external_ref) where external_ref is not null;
-- The order desk's queues, newest first.
create index orders_by_state on orders.orders (status, fulfilment, id);
create index orders_by_channel on orders.orders (channel, id);
create index orders_held on orders.orders (id) where holds <> '[]';

create table orders.lines (
  order_id text collate "C" not null,
  line int not null check (line > 0),
  sku text collate "C" not null,
  name json not null,
  unit_price bigint not null check (unit_price >= 0),
  discount bigint not null check (discount >= 0),
  tax bigint not null,
  ordered int not null check (ordered > 0),
  cancelled int not null default 0,
  allocated int not null default 0,
  released int not null default 0,
  picked int not null default 0,
  shipped int not null default 0,
  delivered int not null default 0,
  returned int not null default 0,
  primary key (order_id, line),
  -- Pieces only move right, and never more than there were to the left.
  constraint pieces_in_order check (
    0 <= returned and returned <= delivered and delivered <= shipped and shipped <= picked and picked <= released
    and released <= allocated and 0 <= cancelled and allocated + cancelled <= ordered)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- Lines that wait for stock; almost all lines leave this index at once.
create index lines_waiting on orders.lines (sku, order_id) where allocated + cancelled < ordered;

-- What the search box looks in, kept by a follower: one text per order, newest ids last.
create table orders.search (
  order_id text collate "C" primary key,
  channel text collate "C" not null,
  words text not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
create index search_words on orders.search using gin (words gin_trgm_ops) with (gin_pending_list_limit = 16384);
