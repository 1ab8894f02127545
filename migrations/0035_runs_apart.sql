-- Runs of one command over many orders are a module of their own.
create schema runs;
alter table desk.runs set schema runs;
alter table desk.run_items rename to items;
alter table desk.items set schema runs;
