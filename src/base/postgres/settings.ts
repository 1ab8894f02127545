/** PostgreSQL settings by name; the values as in postgresql.conf, without quotes. */
export type Settings = Record<string, string>

/**
 * Settings for an order system on two cores, where the defaults of PostgreSQL assume less. Safety is not for sale:
 * fsync, full page writes and synchronous commit stay on. The programs are built without lz4 and zstd, and pglz costs
 * more time than the log it saves, so wal_compression stays off.
 */
export const defaultSettings: Settings = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_connections: '60',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  random_page_cost: '1.1',
  autovacuum_vacuum_scale_factor: '0.05',
  gin_pending_list_limit: '16MB',
  idle_in_transaction_session_timeout: '60s',
  log_min_messages: 'warning',
  // Statements carry names and addresses of people, and the application tells its own errors.
  log_min_error_statement: 'panic',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

/** The arguments of `postgres`. What decides who may connect cannot be overridden by `settings`. */
export function serverArguments(
  pgdata: string,
  listen: { port: number; socketDir: string },
  settings: Settings,
): string[] {
  const all: Settings = {
    ...defaultSettings,
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(listen.port),
    unix_socket_directories: quoteList(listen.socketDir),
    unix_socket_permissions: '0700',
    logging_collector: 'off',
    log_destination: 'stderr',
    external_pid_file: '',
  }
  const named = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', pgdata, ...named]
}

/** This setting is a list: a comma or a space in a folder's name must not split it. */
function quoteList(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
