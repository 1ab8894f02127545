-- How many of the allocated pieces stand in a package: they leave with it and by no other way.
alter table stock.allocations
  add column packed int not null default 0,
  -- Not `released`: loose pieces that left before this took along what packed ones had been released.
  add constraint packed_allocated check (packed between 0 and quantity);

update stock.allocations old set packed = kept.pieces
from (
  select order_id, line, location, sum(quantity) as pieces from orders.packed group by order_id, line, location) as kept
where old.order_id = kept.order_id and old.line = kept.line and old.location = kept.location;
