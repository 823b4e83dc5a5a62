/** Rate limits: none, so that nothing waits, or those that Synapse has by itself. */
export type Limits = 'off' | 'default';

export const SERVER_NAME = 'localhost';

const NONE = { per_second: 9999, burst_count: 9999 };

/** Every limit that a client can meet. */
const NO_LIMITS = {
  rc_message: NONE,
  rc_registration: NONE,
  rc_login: { address: NONE, account: NONE, failed_attempts: NONE },
  rc_admin_redaction: NONE,
  rc_joins: { local: NONE, remote: NONE },
  rc_joins_per_room: NONE,
  rc_invites: { per_room: NONE, per_user: NONE, per_issuer: NONE },
  rc_room_creation: NONE,
  rc_user_directory: NONE,
  rc_media_create: NONE,
  rc_key_requests: NONE,
};

/**
 * homeserver.yaml as JSON, which is YAML too: on loopback, on a port that the system picks, and in touch with no
 * other server. Paths are relative to the working folder.
 */
export function homeserverConfiguration(secret: string, limits: Limits): string {
  return JSON.stringify({
    server_name: SERVER_NAME,
    public_baseurl: 'http://localhost/',
    report_stats: false,
    signing_key_path: './signing.key',
    media_store_path: './media',
    log_config: './log.json',
    database: { name: 'sqlite3', args: { database: './homeserver.db' } },
    listeners: [
      {
        port: 0,
        type: 'http',
        tls: false,
        bind_addresses: ['127.0.0.1'],
        resources: [{ names: ['client'], compress: false }],
      },
    ],
    registration_shared_secret: secret,
    enable_registration: false,
    bcrypt_rounds: 4,
    trusted_key_servers: [],
    federation_domain_whitelist: [],
    url_preview_enabled: false,
    presence: { enabled: false },
    ...(limits === 'off' ? NO_LIMITS : {}),
  });
}

/** Warnings, and the one line that tells the port. */
export function logConfiguration(): string {
  return JSON.stringify({
    version: 1,
    formatters: { line: { format: '%(levelname)s %(name)s %(message)s' } },
    handlers: { standard: { class: 'logging.StreamHandler', formatter: 'line' } },
    root: { level: 'WARNING', handlers: ['standard'] },
    loggers: { 'synapse.app._base': { level: 'INFO' } },
    disable_existing_loggers: false,
  });
}
