-- Customers are listed by the day they came, which is not the order of their ids where old orders are taken over.
create index customers_by_created on customers.customers (created_at, id);
