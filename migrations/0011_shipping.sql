-- What left, in which package, and what the carrier says of it.
create schema shipping;
create sequence shipping.numbers start 100001;

create table shipping.packages (
  id text collate "C" primary key,
  -- The letter and the digits of its barcode.
  number text collate "C" not null unique,
  order_id text collate "C" not null,
  order_number bigint not null,
  channel text collate "C" not null,
  -- Where its pieces come from: one place, except where an order was shipped from several without packing.
  locations text[] not null,
  fulfilment_order_id text collate "C",
  -- The version of the order's fact that this package stands for, where nobody packed it.
  order_version int,
  weight_g int check (weight_g > 0),
  length_mm int check (length_mm > 0),
  width_mm int check (width_mm > 0),
  height_mm int check (height_mm > 0),
  carrier text collate "C",
  service text,
  tracking_number text collate "C",
  -- Derived from the tracking events; `unknown` while the carrier has said nothing.
  status text collate "C" not null default 'unknown',
  status_at timestamptz,
  packed_at timestamptz not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  version int not null check (version > 0),
  constraint one_origin check ((fulfilment_order_id is null) <> (order_version is null)),
  constraint shipped_with_carrier check (
    (shipped_at is null) = (carrier is null) and (shipped_at is null) = (tracking_number is null)),
  constraint delivered_after_shipped check (delivered_at is null or shipped_at is not null)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- A shipped fact makes one package, however often it is read.
create unique index packages_of_order on shipping.packages (order_id, order_version);
create index packages_of_fulfilment_order on shipping.packages (fulfilment_order_id, id)
  where fulfilment_order_id is not null;
create index packages_by_tracking_number on shipping.packages (tracking_number, carrier);

create table shipping.package_lines (
  package_id text collate "C" not null references shipping.packages,
  line int not null check (line > 0),
  sku text collate "C" not null,
  quantity int not null check (quantity > 0),
  -- How many of the order's delivered pieces this package has accounted for.
  delivered int not null default 0 check (delivered between 0 and quantity),
  primary key (package_id, line)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

create table shipping.tracking_events (
  id bigint generated always as identity primary key,
  package_id text collate "C" not null references shipping.packages,
  status text collate "C" not null check (status in ('pre_transit', 'in_transit', 'out_for_delivery',
    'available_for_pickup', 'delivered', 'return_to_sender', 'failure', 'unknown')),
  at timestamptz not null,
  place text,
  -- Who said it, and the word it was said with.
  source text collate "C" not null,
  source_code text,
  by text not null,
  command text not null,
  recorded_at timestamptz not null,
  -- Carriers say things twice; the same word of the same moment counts once.
  constraint said_once unique nulls not distinct (package_id, at, status, source, source_code, place)
);
create trigger append_only before update or delete on shipping.tracking_events
  for each statement execute function platform.refuse_change();
create trigger never_truncated before truncate on shipping.tracking_events
  for each statement execute function platform.refuse_change();
