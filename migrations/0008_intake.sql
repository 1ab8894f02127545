-- What came in: documents kept as they came, and what became of each of their rows.
create schema intake;

create table intake.documents (
  id text collate "C" primary key,
  kind text collate "C" not null check (kind in ('order_book')),
  name text not null,
  media text not null,
  size int not null check (size >= 0),
  -- The same file is the same document, whoever sends it and how often.
  sha256 bytea not null unique check (length(sha256) = 32),
  bytes bytea not null,
  origin text collate "C" not null check (origin in ('command', 'upload', 'demo')),
  by text not null,
  state text collate "C" not null default 'reading' check (state in ('reading', 'stopped', 'done', 'failed')),
  -- Why the file could not be read to its end: code, params, place.
  problem jsonb,
  currency char(3) not null,
  -- How far its dates were moved, in days.
  moved_days int not null default 0,
  -- The rows up to here are booked; reading goes on behind them.
  booked_to int not null default 0 check (booked_to >= 0),
  -- Known when the file was read to its end; sum in minor units.
  rows_in int,
  sum_file bigint,
  -- What rows that were put right by people count more, or less, than the file said.
  sum_mended bigint not null default 0,
  version int not null check (version > 0),
  made_at timestamptz not null,
  done_at timestamptz,
  check (state <> 'done' or (rows_in is not null and sum_file is not null)),
  check ((state = 'failed') = (problem is not null))
);
-- Spreadsheets are packed already.
alter table intake.documents alter column bytes set storage external;

-- What each invoice became, so that the next file that brings it again is noticed.
create table intake.invoices (
  -- The invoice's number; with ` row N` behind it where a file brings more of it apart from the rest.
  reference text collate "C" primary key,
  document_id text collate "C" not null references intake.documents,
  first_row int not null,
  order_id text collate "C",
  return_id text collate "C"
);

-- Every row of a document is here exactly once, written in the transaction of what it became.
create table intake.rows (
  document_id text collate "C" not null references intake.documents,
  row int not null check (row > 0),
  kind text collate "C" not null check (kind in ('line', 'return', 'charge', 'movement', 'repair')),
  -- Quantity × price in minor units; null where the row does not say it.
  amount bigint,
  -- The order and its line, the return, or the location of the movement.
  order_id text collate "C",
  line int,
  return_id text collate "C",
  location text collate "C",
  customer text collate "C",
  sku text collate "C",
  -- A row that a person must look at: why, and the row as it came.
  reasons jsonb,
  cells jsonb,
  -- The row was put right by a person and then booked.
  mended_by text,
  mended_at timestamptz,
  primary key (document_id, row),
  check (kind <> 'repair' or (reasons is not null and cells is not null)),
  check (kind <> 'line' or (order_id is not null and line is not null)),
  check (kind <> 'return' or return_id is not null),
  check (kind <> 'charge' or order_id is not null or return_id is not null),
  check (kind <> 'movement' or location is not null),
  check (kind = 'repair' or amount is not null)
);
create index rows_to_repair on intake.rows (document_id, row) where kind = 'repair';
-- What a customer bought, for matching what comes back.
create index rows_sold on intake.rows (customer, sku) where kind = 'line' and customer is not null;
