-- The order desk's queues are lists of work: an order stands where its pieces that are furthest behind wait for somebody.
alter table orders.orders
  -- What these wait for; derived from the lines and written with them.
  add column rest text collate "C" not null default 'none'
    constraint rest_known check (rest in ('stock', 'release', 'warehouse', 'arrival', 'none'));

-- Of what is closed or cancelled no piece waits.
update orders.orders set
  rest = case
    when allocated < wanted then 'stock'
    when released < allocated then 'release'
    when shipped < wanted then 'warehouse'
    when delivered < wanted then 'arrival'
    else 'none' end,
  -- The whole of it was released, or a part.
  fulfilment = case when fulfilment = 'released' and released < wanted then 'partly_released' else fulfilment end
from (
  select order_id, sum(ordered - cancelled) as wanted, sum(allocated) as allocated, sum(released) as released,
    sum(shipped) as shipped, sum(delivered) as delivered
  from orders.lines group by order_id) as pieces
where order_id = id and status in ('received', 'confirmed');
-- Who writes an order from now on says what it waits for.
alter table orders.orders alter column rest drop default;

-- The queues of what is confirmed, newest first. An order that is placed is not among them: placing does not touch this index.
create index orders_by_rest on orders.orders (rest, id) where status = 'confirmed';

-- The hours of changes that were not folded yet, then the tallies once more, by what they are sums of now.
insert into orders.hours as old (hour, channel, currency, orders, total)
  select hour, channel, currency, sum(orders), sum(total) from orders.tally_changes where hour is not null group by 1, 2, 3
  on conflict (hour, channel, currency) do update set orders = old.orders + excluded.orders,
    total = old.total + excluded.total;
truncate orders.tally_changes, orders.tallies;
alter table orders.tally_changes add column rest text collate "C" not null;
alter table orders.tallies
  add column rest text collate "C" not null,
  drop constraint tallies_pkey,
  add primary key (channel, currency, status, fulfilment, rest, held);
insert into orders.tallies (channel, currency, status, fulfilment, rest, held, orders, units, total, paid)
  select channel, currency, status, fulfilment, rest, holds <> '[]', count(*), sum(units), sum(total), sum(paid)
  from orders.orders group by 1, 2, 3, 4, 5, 6;
