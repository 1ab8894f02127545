-- Packages are made by packing, in the warehouse; what carriers say of them stays with the shipping.
alter table shipping.packages set schema warehouse;
alter table shipping.package_lines set schema warehouse;
alter sequence shipping.numbers rename to package_numbers;
alter sequence shipping.package_numbers set schema warehouse;

alter function shipping.parcel_leaves_once() set schema warehouse;
create or replace function warehouse.parcel_leaves_once() returns trigger language plpgsql as $$
begin
  if exists (
    select from warehouse.packages where parcel = new.parcel
      and (carrier, tracking_number, shipped_at) is distinct from (new.carrier, new.tracking_number, new.shipped_at)
  ) then
    raise exception 'the packages of parcel % differ', new.parcel using errcode = 'check_violation';
  end if;
  return null;
end $$;
