import { z } from 'zod';
import { loadCatalog } from './catalog/catalog.ts';
import { LANGUAGES } from './locales/texts.ts';
import { clockTime, MATRIX_ROOM, TELEGRAM_CHANNEL, zone } from './setting-forms.ts';

/** A channel as the file describes it; what it leaves out is as the settings have it. */
export interface ChannelSeed {
  readonly platform: 'telegram' | 'matrix';
  /** As written: a chat id or @name, a room id or #alias. */
  readonly chat: string;
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
  readonly at?: string | undefined;
  /** Ids of the catalog; null is the whole country. */
  readonly places: readonly string[] | null;
  /** Ids of the catalog; null is all. */
  readonly services: readonly string[] | null;
  readonly pictures: boolean;
  readonly skipQuiet: boolean;
}

/**
 * @param text the file's
 * @returns the channels, or every problem and how to mend it
 */
export function parseChannelsFile(text: string): { channels: ChannelSeed[] } | { problems: string[] } {
  const json = jsonOf(text);
  if (json === undefined) return { problems: ['the file is no JSON'] };
  const parsed = fileForm().safeParse(json);
  if (parsed.success) return { channels: parsed.data };
  return { problems: parsed.error.issues.map(problemOf) };
}

function fileForm() {
  const { cities, regions, services } = loadCatalog();
  const places = idsOf(
    [...regions, ...cities],
    'write ids of regions.json and cities.csv, such as RU-TA or kazan',
  );
  const channel = z
    .strictObject({
      platform: z.enum(['telegram', 'matrix'], 'write telegram or matrix'),
      chat: z.string('write the chat: an id or @name, a room id or #alias:server'),
      language: z.enum(LANGUAGES, `write one of: ${LANGUAGES.join(', ')}`).optional(),
      zone: zone.optional(),
      at: clockTime.optional(),
      places: places.nullable().default(null),
      services: idsOf(services, 'write ids of services.json, such as whatsapp').nullable().default(null),
      pictures: z.boolean('write true or false').default(true),
      skipQuiet: z.boolean('write true or false').default(false),
    })
    .superRefine(({ platform, chat }, context) => {
      const form = platform === 'matrix' ? MATRIX_ROOM : TELEGRAM_CHANNEL;
      const message = platform === 'matrix' ? 'write a room id or #alias:server' : 'write a chat id or @name';
      if (!form.test(chat)) context.addIssue({ code: 'custom', path: ['chat'], message });
    });
  return z.array(channel, 'write a list, [{"platform":"telegram","chat":"@name"}]');
}

function idsOf(rows: readonly { readonly id: string }[], message: string) {
  const known = new Set(rows.map(({ id }) => id));
  return z
    .array(
      z.string(message).refine((id) => known.has(id), message),
      message,
    )
    .min(1, 'name at least one, or leave it out');
}

/** `channel 2, zone: …`; of words that are no keys, which they are. */
function problemOf({ path, message, ...issue }: z.core.$ZodIssue): string {
  const [index, ...keys] = path;
  if (index === undefined) return message;
  const where = [`channel ${Number(index) + 1}`, ...(keys.length > 0 ? [String(keys[0])] : [])].join(', ');
  return issue.code === 'unrecognized_keys'
    ? `${where}: there is no ${issue.keys.join(', ')}`
    : `${where}: ${message}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
