-- Releasing was part of the work in the warehouse; now it is a right of its own, which keys that had it keep.
update identity.keys set permissions = array_append(permissions, 'orders:release')
where 'warehouse:work' = any(permissions);
