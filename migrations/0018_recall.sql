-- What was released can be called back while nobody has picked it.
alter table warehouse.lines
  -- How many pieces were called back: they are no longer in `quantity`, which is what the location is asked to send now.
  add column recalled int not null default 0 check (recalled >= 0),
  drop constraint lines_quantity_check,
  add constraint lines_quantity_check check (quantity >= 0 and quantity + recalled > 0);

alter table warehouse.fulfilment_orders
  drop constraint fulfilment_orders_state_check,
  add constraint fulfilment_orders_state_check
    check (state in ('released', 'picking', 'picked', 'packed', 'shipped', 'recalled'));
drop index warehouse.pick_list;
create index pick_list on warehouse.fulfilment_orders (location, id) where state not in ('shipped', 'recalled');
