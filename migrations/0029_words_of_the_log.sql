-- One word for one thing: a hold is lifted, an order is released to the warehouse. The log is told in the new words, and sealed anew
-- from its beginning; heads that were exported before belong to the chain before.
alter table platform.facts disable trigger append_only;
update platform.facts set type = case type
    when 'order.hold_released' then 'order.hold_lifted'
    when 'order.released_to_warehouse' then 'order.released'
    else type end,
  data = case when type = 'order.held' then replace(data::text, '"releaseToWarehouse"', '"release"')::json
    when type = 'bulk.started' then replace(replace(data::text, '"release"', '"lift"'), '"release-to-warehouse"', '"release"')::json
    else data end
where type in ('order.hold_released', 'order.released_to_warehouse', 'order.held', 'bulk.started');
alter table platform.facts enable trigger append_only;

alter table platform.seals disable trigger never_truncated;
truncate platform.seals;
alter table platform.seals enable trigger never_truncated;
update platform.followers set cursor_tx = '0', cursor_position = 0 where name = 'seal';
