-- A run says what it does by the name of the command: lift a hold, release an order to the warehouse.
update desk.runs set command = replace(replace(command::text, '"release"', '"lift"'), '"release-to-warehouse"', '"release"')::jsonb
where command::text like '%"release%';
update desk.run_items set problem = replace(problem::text, '"releaseToWarehouse"', '"release"')::jsonb
where problem::text like '%"releaseToWarehouse"%';
