-- What a hold stops is named as the command is: an order is released.
update orders.orders set holds = replace(holds::text, '"releaseToWarehouse"', '"release"')::jsonb
where holds::text like '%"releaseToWarehouse"%';
