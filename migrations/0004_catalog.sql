-- What can be sold: variants by sku, their prices by list, and the tax on them.
create schema catalog;

create table catalog.variants (
  sku text collate "C" primary key,
  name_zh text,
  name_en text,
  weight_g int check (weight_g >= 0),
  length_mm int check (length_mm >= 0),
  width_mm int check (width_mm >= 0),
  height_mm int check (height_mm >= 0),
  hs_code text,
  origin char(2),
  tax_class text not null default 'standard',
  -- What happens when more is ordered than is there: the order is refused, or the rest waits for stock.
  policy text not null default 'refuse' check (policy in ('refuse', 'backorder')),
  active boolean not null default true,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  check (name_zh is not null or name_en is not null)
);

create table catalog.price_lists (
  code text collate "C" primary key,
  currency char(3) not null,
  tax_included boolean not null default true,
  -- Null: for every channel.
  channels text[],
  -- The list with the highest priority that has a price wins.
  priority int not null default 0
);

create table catalog.prices (
  price_list text collate "C" not null references catalog.price_lists,
  sku text collate "C" not null references catalog.variants,
  amount bigint not null check (amount between 0 and 1000000000000),
  primary key (sku, price_list)
);

create table catalog.tax_rates (
  country char(2) not null,
  tax_class text not null,
  rate_ppm int not null check (rate_ppm between 0 and 1000000),
  primary key (country, tax_class)
);
