-- Comments are a module of their own, and nothing is left of the desk's common drawer.
create schema comments;
alter table desk.comments set schema comments;
alter table desk.mentions set schema comments;
drop schema desk;
