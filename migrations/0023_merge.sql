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
