-- The version of each order that was seen when a run was asked for: one that somebody changed since is refused, not overrun.
alter table desk.run_items add column seen_version int check (seen_version > 0);
-- A run is taken back once, and which run does it is looked up for every run that is shown.
create unique index runs_taken_back on desk.runs ((command->>'run')) where command->>'command' = 'undo';
