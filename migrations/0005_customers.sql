-- Who buys: people with the addresses they used and the orders that were theirs. What they are called and how to reach them
-- stands here only, and not in the facts about them: the log cannot forget.
create schema customers;

create table customers.customers (
  id text collate "C" primary key,
  name text not null,
  -- Lower case, without spaces around it.
  email text collate "C",
  -- E.164: + and digits.
  phone text collate "C" check (phone ~ '^\+[0-9]{4,15}$'),
  language text check (language in ('zh', 'en')),
  note text,
  made_by text not null,
  version int not null default 1 check (version > 0),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- The collation is said because that of the e-mail would rule, under which only ASCII has a lower case.
  words text not null generated always as
    (lower((name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) collate pg_c_utf8)) stored
);
create unique index customers_email on customers.customers (email) where email is not null;
create index customers_phone on customers.customers (phone, id) where phone is not null;
create index customers_words on customers.customers using gin (words gin_trgm_ops);

create table customers.addresses (
  customer_id text collate "C" not null references customers.customers,
  -- Of the address in lower case: the same one is kept once.
  hash bytea not null,
  address jsonb not null,
  used_at timestamptz not null,
  primary key (customer_id, hash)
);
create index addresses_by_hash on customers.addresses (hash);

-- Kept by a follower of the orders.
create table customers.orders (
  order_id text collate "C" primary key,
  customer_id text collate "C" not null references customers.customers,
  channel text collate "C" not null,
  at timestamptz not null
);
create index orders_of_customer on customers.orders (customer_id, order_id);

-- How often a customer ordered, and when last: kept by the same follower, apart from what people write, for it changes with
-- every order and the search of names need not be written anew.
create table customers.tallies (
  customer_id text collate "C" primary key references customers.customers,
  orders int not null default 0 check (orders >= 0),
  last_order_at timestamptz
);
create index tallies_by_orders on customers.tallies (orders, customer_id);
create index tallies_by_last_order on customers.tallies (coalesce(last_order_at, 'epoch'), customer_id);
