-- The carrier that an order shall go with, by its code; null leaves it to whoever ships it.
alter table orders.orders add column carrier text collate "C";
