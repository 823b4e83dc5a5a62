import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  type Config,
  ConfigRefused,
  parseConfig,
  SECRETS,
  SETTINGS,
  type SecretFile,
} from '../src/config.ts';

const TOKEN = '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const noFiles = () => null;
const parse = (env: Record<string, string>, file: SecretFile | null = null): Config =>
  parseConfig(env, () => file);

function problems(env: Record<string, string>, file: SecretFile | null = null): string[] {
  try {
    parse(env, file);
  } catch (error) {
    if (error instanceof ConfigRefused) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('have defaults for everything', () => {
    expect(parseConfig({}, noFiles)).toEqual({
      telegram: null,
      matrix: null,
      channels: [],
      database: 'data/rollcall.db',
      keyFile: 'keys/rollcall.key',
      digestAt: '09:00',
      timeZone: 'Europe/Moscow',
      language: 'ru',
      minPublic: 5,
      retentionDays: 90,
      logLevel: 'info',
    });
  });

  test('count as not set when empty', () => {
    expect(parse({ MIN_PUBLIC: '', DIGEST_AT: ' ', TELEGRAM_BOT_TOKEN: '' })).toEqual(parse({}));
  });

  test('for Telegram are read together', () => {
    const { telegram } = parse({
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_CHANNELS: '@rollcall_ru, -1001234567890',
      TELEGRAM_MODERATORS: 'anna:42,43',
      TELEGRAM_PROXY: 'socks5h://127.0.0.1:1080',
    });
    expect(telegram).toEqual({
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      channels: ['@rollcall_ru', '-1001234567890'],
      moderators: [
        { name: 'anna', userId: '42' },
        { name: 'moderator 2', userId: '43' },
      ],
      opsChat: null,
      proxy: 'socks5h://127.0.0.1:1080',
      connections: 50,
    });
  });
});

describe('settings for Matrix', () => {
  const env = { MATRIX_HOMESERVER_URL: 'https://matrix.example.org/' };

  test('are read together, with defaults for what is not set', () => {
    const { matrix } = parse({
      ...env,
      MATRIX_USER_ID: '@rollcall:example.org',
      MATRIX_PASSWORD: 'secret words',
      MATRIX_ROOMS: '#city:example.org, !zanBoX-aB_c, !old:example.org',
      MATRIX_MODERATORS: 'anna:@anna:example.org:8448,@boris:example.org',
      MATRIX_OPS_ROOM: '#ops:example.org',
    });
    expect(matrix).toEqual({
      homeserverUrl: 'https://matrix.example.org',
      userId: '@rollcall:example.org',
      password: 'secret words',
      accessToken: null,
      recoveryKey: null,
      rooms: ['#city:example.org', '!zanBoX-aB_c', '!old:example.org'],
      moderators: [
        { name: 'anna', userId: '@anna:example.org:8448' },
        { name: 'moderator 2', userId: '@boris:example.org' },
      ],
      opsRoom: '#ops:example.org',
      invites: 'homeserver',
      largestRoom: 1000,
      proxy: null,
    });
  });

  test('are refused where they would be passed over in silence, or do not say enough', () => {
    expect(problems({ MATRIX_ROOMS: '#city:example.org' })).toEqual([
      expect.stringMatching(/^MATRIX_HOMESERVER_URL: set it too/),
    ]);
    expect(problems({ ...env, MATRIX_PASSWORD: 'secret' })).toEqual([
      expect.stringMatching(/^MATRIX_USER_ID: set it too/),
    ]);
  });

  test.each([
    ['MATRIX_USER_ID', 'rollcall'],
    ['MATRIX_ROOMS', 'city'],
    ['MATRIX_ROOMS', '#city'],
    ['MATRIX_MODERATORS', 'anna'],
    ['MATRIX_MODERATORS', 'anna@example.org'],
    ['MATRIX_INVITES', 'nobody'],
    ['MATRIX_ACCESS_TOKEN', 'two words'],
    ['MATRIX_PROXY', 'socks5://127.0.0.1:1080'],
    ['MATRIX_LARGEST_ROOM', '1'],
  ])('%s=%s is refused', (name, value) => {
    expect(problems({ ...env, [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  test('may stand there with no way to log in: the device is made once and kept', () => {
    expect(parse(env).matrix?.accessToken).toBeNull();
  });
});

describe('what is wrong', () => {
  test('is told all at once, with the mend', () => {
    const found = problems({
      TELEGRAM_BOT_TOKEN: 'nonsense',
      TELEGRAM_CHANEL: '@x',
      MATRIX_ROOM: '!x:y',
      DIGEST_HOUR: '9',
      DIGEST_AT: '25:00',
      TIME_ZONE: 'Moscow',
      MIN_PUBLIC: '1',
      LANGUAGE: 'de',
      DATABASE_URL: 'postgres://x',
      TELEGRAM_MODERATORS: '@anna',
      RETENTION_DAYS: '1e3',
    });
    expect(found.map((line) => line.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'DIGEST_AT',
      'DIGEST_HOUR',
      'LANGUAGE',
      'MATRIX_ROOM',
      'MIN_PUBLIC',
      'RETENTION_DAYS',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_CHANEL',
      'TELEGRAM_MODERATORS',
      'TIME_ZONE',
    ]);
    for (const line of found) expect(line).toMatch(/: .{10,}/);
  });

  test('never repeats a secret', () => {
    const secret = 'sEcReT-value-that-must-not-be-shown';
    const found = problems({ TELEGRAM_BOT_TOKEN: secret, TELEGRAM_PROXY: `ftp://${secret}` });
    expect(found).toHaveLength(2);
    expect(found.join('\n')).not.toContain(secret);
  });

  test('socks5:// is refused with the reason', () => {
    expect(problems({ TELEGRAM_PROXY: 'socks5://127.0.0.1:1080' })).toEqual([
      expect.stringMatching(/socks5h:\/\//),
    ]);
  });
});

test.each(['http://user:sEcReT@host:99999', 'http://user:sEcReT%@host:1', 'socks5h://user:sEcReT@[::1'])(
  'a proxy whose address cannot be taken apart is refused, and not repeated',
  (proxy) => {
    expect(problems({ TELEGRAM_PROXY: proxy })).toEqual([
      expect.stringMatching(/^TELEGRAM_PROXY: write http:\/\/host:port/),
    ]);
    expect(problems({ TELEGRAM_PROXY: proxy }).join()).not.toContain('sEcReT');
  },
);

describe('a secret in a file', () => {
  const env = { TELEGRAM_BOT_TOKEN_FILE: '/run/token' };

  test('stands for the setting', () => {
    expect(parse(env, { text: `${TOKEN}\n`, open: false }).telegram?.token).toBe(TOKEN);
  });

  test('is refused when others can read it, when it is missing, and when both are set', () => {
    expect(problems(env, { text: TOKEN, open: true })).toEqual([expect.stringContaining('chmod 600')]);
    expect(problems(env)).toEqual([expect.stringContaining('cannot be read')]);
    expect(problems({ ...env, TELEGRAM_BOT_TOKEN: TOKEN }, { text: TOKEN, open: false })).toEqual([
      expect.stringContaining('both set'),
    ]);
  });

  test('is possible for every setting that is one', () => {
    for (const name of SECRETS) expect(SETTINGS).toHaveProperty(name);
  });
});

test('.env.example has every setting with its default, and no other', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => /^[A-Z]/.test(line));
  const example = Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string]));
  expect(Object.keys(example).sort()).toEqual(Object.keys(SETTINGS).sort());
  expect(parse(example)).toEqual(parse({}));
  const full = { ...example, TELEGRAM_BOT_TOKEN: TOKEN };
  expect(parse(full)).toEqual(parse({ TELEGRAM_BOT_TOKEN: TOKEN }));
  const paragraphs = text.split('\n\n').filter((paragraph) => /^[A-Z]/m.test(paragraph));
  for (const paragraph of paragraphs) expect(paragraph).toMatch(/^#/);
});

describe('a file of channels', () => {
  const file = (channels: unknown): SecretFile => ({ text: JSON.stringify(channels), open: true });
  const SET = { TELEGRAM_BOT_TOKEN: TOKEN, CHANNELS_FILE: 'channels.json' };

  test('says of each what it says, and leaves the rest to the settings', () => {
    const { channels } = parse(
      SET,
      file([
        { platform: 'telegram', chat: '@all_of_it' },
        { platform: 'telegram', chat: '-100', zone: 'Asia/Kolkata', at: '08:30', places: ['RU-TA', 'kazan'] },
      ]),
    );
    const whole = { places: null, services: null, pictures: true, skipQuiet: false };
    expect(channels).toEqual([
      { platform: 'telegram', chat: '@all_of_it', ...whole },
      {
        platform: 'telegram',
        chat: '-100',
        zone: 'Asia/Kolkata',
        at: '08:30',
        ...whole,
        places: ['RU-TA', 'kazan'],
      },
    ]);
  });

  test('is refused with everything that is wrong in it, at once and with how to mend it', () => {
    const wrong = [
      { platform: 'telegraph', chat: '@name' },
      { platform: 'telegram', chat: '#alias:example.org', language: 'de', zone: 'Mars/Base', at: '9' },
      { platform: 'matrix', chat: '#a:example.org', places: ['atlantis'], services: [], picture: true },
    ];
    expect(problems({ ...SET, MIN_PUBLIC: '1' }, file(wrong))).toEqual([
      expect.stringContaining('MIN_PUBLIC'),
      'CHANNELS_FILE: channel 1, platform: write telegram or matrix',
      expect.stringContaining('channel 2, language: write one of'),
      expect.stringContaining('channel 2, zone: write an IANA time zone'),
      expect.stringContaining('channel 2, at: write hours and minutes'),
      expect.stringContaining('channel 3, places: write ids of regions.json'),
      expect.stringContaining('channel 3, services: name at least one'),
      'CHANNELS_FILE: channel 3: there is no picture',
    ]);
  });

  test('must be a list, in JSON, of chats as their platform writes them, on platforms that are set up', () => {
    expect(problems(SET)).toEqual(['CHANNELS_FILE: the file cannot be read']);
    expect(problems(SET, { text: '{', open: false })).toEqual(['CHANNELS_FILE: the file is no JSON']);
    expect(problems(SET, file({}))).toEqual([expect.stringContaining('CHANNELS_FILE: write a list')]);
    expect(problems(SET, file([{ platform: 'telegram', chat: '#a:b' }]))).toEqual([
      'CHANNELS_FILE: channel 1, chat: write a chat id or @name',
    ]);
    expect(problems(SET, file([{ platform: 'matrix', chat: '#a:example.org' }]))).toEqual([
      expect.stringContaining('MATRIX_HOMESERVER_URL: set it too'),
    ]);
  });
});
