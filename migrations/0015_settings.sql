-- What the company sets once and reads every day: itself, its channels, carriers and texts. Earlier values stand in the log.
create schema settings;

create table settings.settings (
  kind text collate "C" not null check (kind in ('company', 'channel', 'carrier', 'template')),
  code text collate "C" not null,
  -- Null: removed. The row stays, so that the stream of the same name goes on counting when it is made again.
  value jsonb,
  version int not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (kind, code)
);
