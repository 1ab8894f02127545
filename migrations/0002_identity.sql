-- People, their sessions, and API keys. Every version counts the facts of its row's stream in the log.
create schema identity;

create table identity.users (
  id text collate "C" primary key,
  email text not null check (length(email) between 3 and 254),
  name text not null,
  password_hash text not null,
  role text collate "C" not null,
  channels text[],
  locations text[],
  disabled_at timestamptz,
  made_at timestamptz not null default now(),
  version int not null check (version > 0),
  constraint an_owner_has_no_limits check (role <> 'owner' or (channels is null and locations is null))
);
create unique index users_by_email on identity.users (lower(email));

-- The token itself is only in the browser's cookie.
create table identity.sessions (
  token_digest bytea primary key check (length(token_digest) = 32),
  user_id text collate "C" not null references identity.users,
  made_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index sessions_by_user on identity.sessions (user_id);

-- Tries to sign in as nobody we know: one stream, so that they leave the same trace at the same cost as a wrong password.
create table identity.strangers (
  id text collate "C" primary key check (id = 'strangers'),
  version int not null
);
insert into identity.strangers values ('strangers', 0);

-- A key has a role or a list of permissions of its own. The secret is shown once; its first characters stay to know it by.
create table identity.keys (
  id text collate "C" primary key,
  name text not null,
  secret_digest bytea not null unique check (length(secret_digest) = 32),
  prefix text not null,
  role text collate "C",
  permissions text[],
  channels text[],
  locations text[],
  rate_per_second int check (rate_per_second > 0),
  made_by text not null,
  made_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  version int not null check (version > 0),
  check ((role is null) <> (permissions is null))
);
