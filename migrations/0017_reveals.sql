-- Who asked to see how somebody is reached: the telephone, e-mail and street of a customer, of an order, or of a whole list.
create table customers.reveals (
  id text collate "C" primary key,
  -- Of whom: exactly one of the three is said.
  customer_id text collate "C",
  order_id text collate "C",
  list_orders int check (list_orders >= 0),
  by text collate "C" not null,
  command text collate "C" not null,
  at timestamptz not null,
  check (num_nonnulls(customer_id, order_id, list_orders) = 1)
);
create index reveals_of_customer on customers.reveals (customer_id, id) where customer_id is not null;
create index reveals_of_order on customers.reveals (order_id, id) where order_id is not null;

-- What answers told whole is now told in part to those who may not reveal it: keys with rights of their own keep what they had.
update identity.keys set permissions = array_append(permissions, 'customers:reveal')
where permissions && array['orders:read', 'customers:read'] and not 'customers:reveal' = any(permissions);
