-- Whether a receiver is told whole how people are reached; those that are there go on as before.
alter table connections.endpoints add column contacts boolean not null default true;
alter table connections.endpoints alter column contacts drop default;
