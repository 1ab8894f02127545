-- What happens after the sale: goods that come back, what becomes of them, and what their sender gets.
create schema aftersales;
create sequence aftersales.numbers start 100001;

create table aftersales.returns (
  id text collate "C" primary key,
  number text collate "C" not null unique,
  state text collate "C" not null check (state in ('received', 'settled')),
  -- The orders' channel; null where nothing could be matched and nobody said.
  channel text collate "C",
  -- Null when it belongs to no order we know, or to several: the matches say which.
  order_id text collate "C",
  -- Where it was read: the document it came in and its name there.
  document text collate "C",
  reference text collate "C",
  customer text,
  reason text collate "C" not null,
  credit bigint not null,
  currency char(3) not null,
  -- Where the goods were put back on the shelf.
  location text collate "C",
  received_at timestamptz not null,
  version int not null default 1 check (version > 0)
);
create index returns_by_reference on aftersales.returns (document, reference) where document is not null;

create table aftersales.lines (
  return_id text collate "C" not null references aftersales.returns,
  line int not null check (line > 0),
  -- Goods have a sku; postage or a fee that is given back has the code of its charge.
  sku text collate "C",
  charge text collate "C",
  label text,
  quantity int not null check (quantity > 0),
  -- How many of the pieces belong to orders we know.
  matched int not null default 0,
  credit bigint not null,
  condition text collate "C",
  disposition text collate "C" not null check (disposition in ('restock', 'scrap', 'none')),
  primary key (return_id, line),
  constraint goods_or_charge check (sku is not null or charge is not null),
  constraint never_matched_twice check (matched between 0 and quantity),
  constraint only_goods_match check (sku is not null or matched = 0)
);
-- Pieces whose order is still to be found.
create index lines_to_match on aftersales.lines (sku, return_id) where sku is not null and matched < quantity;

-- Which order's pieces came back: `return` when they had been delivered, `cancel` when they never left.
create table aftersales.matches (
  return_id text collate "C" not null,
  line int not null,
  match int not null check (match > 0),
  order_id text collate "C" not null,
  order_line int not null,
  how text collate "C" not null check (how in ('return', 'cancel')),
  quantity int not null check (quantity > 0),
  -- The part of the line's credit that these pieces carry.
  credit bigint not null,
  primary key (return_id, line, match),
  foreign key (return_id, line) references aftersales.lines
);
create index matches_of_order on aftersales.matches (order_id);
