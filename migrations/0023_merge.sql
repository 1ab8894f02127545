-- Several orders that go in one parcel. The orders stay what they are; the merge is a name that they share.
alter table orders.orders add column merge text collate "C";
create index orders_by_merge on orders.orders (merge, id) where merge is not null;

-- A merge has two members at least, of one channel: looked at when the transaction ends, for members come and go one by one.
create function orders.merge_is_whole() returns trigger language plpgsql as $$
begin
  if exists (
    select from orders.orders where merge in (old.merge, new.merge)
    group by merge having count(*) = 1 or count(distinct channel) > 1
  ) then
    raise exception 'merge % or % is not whole', old.merge, new.merge using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger merge_is_whole after update of merge on orders.orders deferrable initially deferred
  for each row when (old.merge is distinct from new.merge) execute function orders.merge_is_whole();

-- The merge that a fulfilment order was released with; it keeps it.
alter table warehouse.fulfilment_orders add column merge text collate "C";
create index fulfilment_orders_by_merge on warehouse.fulfilment_orders (merge, id) where merge is not null;

-- The number of the parcel that packages of several orders share, each order with a package of its own in it.
alter table shipping.packages add column parcel text collate "C";
create index packages_by_parcel on shipping.packages (parcel, id) where parcel is not null;

-- One parcel leaves once, with one carrier, under one number.
create function shipping.parcel_leaves_once() returns trigger language plpgsql as $$
begin
  if exists (
    select from shipping.packages where parcel = new.parcel
      and (carrier, tracking_number, shipped_at) is distinct from (new.carrier, new.tracking_number, new.shipped_at)
  ) then
    raise exception 'the packages of parcel % differ', new.parcel using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger parcel_leaves_once
  after insert or update of carrier, tracking_number, shipped_at on shipping.packages deferrable initially deferred
  for each row when (new.parcel is not null) execute function shipping.parcel_leaves_once();
