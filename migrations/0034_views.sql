-- Saved views are a module of their own.
create schema views;
alter table desk.views set schema views;
