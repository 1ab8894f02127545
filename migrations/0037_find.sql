-- What only looking orders up uses is a module of its own: words, tracking numbers, pasted lists.
create schema find;
alter table orders.search set schema find;
alter table orders.parcels set schema find;
alter table orders.lists set schema find;
alter table orders.list_orders set schema find;
