-- What the order desk needs beside the orders: sums that are kept with them, indexes for its filters, and pasted lists.
alter table orders.orders
  -- Pieces that are not cancelled, and those of them that have not left; derived from the lines and written with them.
  add column units bigint not null default 0,
  add column to_send bigint not null default 0;
update orders.orders set (units, to_send) = (
  select coalesce(sum(ordered - cancelled), 0), coalesce(sum(ordered - cancelled - shipped), 0)
  from orders.lines where order_id = id);

-- What is late, and what will be next: open orders only, for the others nobody waits.
create index orders_promised on orders.orders (promised_for, id) where to_send > 0 and promised_for is not null;
create index orders_by_total on orders.orders (total, id);
create index orders_by_country on orders.orders ((ship_to->>'country') collate "C", id);
-- The rare states of money and goods; the common ones are found by walking.
create index orders_by_payment on orders.orders (payment, id) where payment not in ('none', 'paid');
create index orders_by_aftersales on orders.orders (aftersales, id) where aftersales <> 'none';
-- Which states occur together: without it a queue that is almost empty is looked for among all orders.
create statistics orders.standings (mcv) on status, fulfilment from orders.orders;
create index lines_by_sku on orders.lines (sku, order_id);

-- How many orders stand where, and what they come to. Each transaction adds what it changed as rows of its own, so that no two
-- ever wait for each other over a sum; now and then these are folded into the tallies. True at every moment: both together.
create table orders.tally_changes (
  channel text collate "C" not null,
  currency text collate "C" not null,
  status text collate "C" not null,
  fulfilment text collate "C" not null,
  held boolean not null,
  -- The hour in which the orders were placed, where they are new.
  hour timestamptz,
  orders bigint not null,
  units bigint not null,
  total bigint not null,
  paid bigint not null
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);

create table orders.tallies (
  channel text collate "C" not null,
  currency text collate "C" not null,
  status text collate "C" not null,
  fulfilment text collate "C" not null,
  held boolean not null,
  orders bigint not null,
  units bigint not null,
  total bigint not null,
  paid bigint not null,
  primary key (channel, currency, status, fulfilment, held)
);
insert into orders.tallies
  select channel, currency, status, fulfilment, holds <> '[]', count(*), sum(units), sum(total), sum(paid)
  from orders.orders group by 1, 2, 3, 4, 5;

-- What was placed in each hour, whatever became of it.
create table orders.hours (
  hour timestamptz not null,
  channel text collate "C" not null,
  currency text collate "C" not null,
  orders bigint not null,
  total bigint not null,
  primary key (hour, channel, currency)
);
insert into orders.hours
  select date_trunc('hour', placed_at, 'UTC'), channel, currency, count(*), sum(total)
  from orders.orders group by 1, 2, 3;

-- Under which numbers parcels of an order left, in lower case; kept by the follower of the search.
create table orders.parcels (
  tracking_number text collate "C" not null,
  order_id text collate "C" not null,
  primary key (tracking_number, order_id)
);
insert into orders.parcels
  select distinct lower(data->>'trackingNumber'), stream from platform.facts
  where type = 'order.shipped' and data->>'trackingNumber' is not null;

-- Orders that somebody named one by one, to be looked at together.
create table orders.lists (
  id text collate "C" primary key,
  by text not null,
  at timestamptz not null
);
create index lists_by_time on orders.lists (at);
create table orders.list_orders (
  list_id text collate "C" not null references orders.lists on delete cascade,
  order_id text collate "C" not null,
  primary key (list_id, order_id)
);
