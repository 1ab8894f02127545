-- The merge that a fulfilment order was released with; it keeps it.
alter table warehouse.fulfilment_orders add column merge text collate "C";
create index fulfilment_orders_by_merge on warehouse.fulfilment_orders (merge, id) where merge is not null;
