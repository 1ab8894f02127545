-- Endpoints go on hearing what they wished for.
update connections.endpoints set types =
  array_replace(array_replace(types, 'order.hold_released', 'order.hold_lifted'), 'order.released_to_warehouse', 'order.released')
where types && array['order.hold_released', 'order.released_to_warehouse'];
