-- Pieces of orders that stand packed: they leave with their package and by no other way.
create table orders.packed (
  package_id text collate "C" not null,
  number text collate "C" not null,
  order_id text collate "C" not null references orders.orders,
  line int not null,
  location text collate "C" not null,
  quantity int not null check (quantity > 0),
  primary key (package_id, line)
);
create index packed_of_order on orders.packed (order_id);

-- What was packed before and has not left, unless its pieces left by another way: such a package holds nothing back.
with standing as (
  select package.id, package.number, package.order_id, line.line, package.locations[1] as location, line.quantity,
    sum(line.quantity) over (partition by package.order_id, line.line, package.locations[1]) as all_there
  from shipping.packages as package
  join shipping.package_lines as line on line.package_id = package.id
  where package.shipped_at is null and package.fulfilment_order_id is not null
), gone as (
  select distinct standing.id from standing
  left join stock.allocations as there on there.order_id = standing.order_id and there.line = standing.line
    and there.location = standing.location
  where coalesce(there.quantity, 0) < standing.all_there
)
insert into orders.packed (package_id, number, order_id, line, location, quantity)
select id, number, order_id, line, location, quantity from standing
where id not in (select id from gone);
