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
