-- What stands packed is counted with the allocations now.
drop table orders.packed;
