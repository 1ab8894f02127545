-- Price lists and tax rates say who changed them last, and count their changes as their log does.
alter table catalog.price_lists
  add version int not null default 1 check (version > 0),
  add changed_at timestamptz not null default now(),
  add changed_by text not null default 'system';

update catalog.price_lists set version = fact.version, changed_at = fact.at, changed_by = fact.by
from (select distinct on (stream) stream, version, at, by from platform.facts
  where stream like 'price-list:%' order by stream, version desc) as fact
where fact.stream = 'price-list:' || code;

alter table catalog.price_lists
  alter version drop default, alter changed_at drop default, alter changed_by drop default;

alter table catalog.tax_rates
  add version int not null default 1 check (version > 0),
  add changed_at timestamptz not null default now(),
  add changed_by text not null default 'system';

update catalog.tax_rates set version = fact.version, changed_at = fact.at, changed_by = fact.by
from (select distinct on (stream) stream, version, at, by from platform.facts
  where stream like 'tax-rate:%' order by stream, version desc) as fact
where fact.stream = 'tax-rate:' || country || ':' || tax_class;

alter table catalog.tax_rates
  alter version drop default, alter changed_at drop default, alter changed_by drop default;
