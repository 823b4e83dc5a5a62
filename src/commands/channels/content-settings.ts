import type { Catalog } from '../../catalog/catalog.ts';
import type { Names } from '../../catalog/names.ts';
import type { Nearest } from '../../catalog/nearest.ts';
import { wordsOf } from '../../catalog/normalise.ts';
import type { Reader, Reading } from '../../catalog/reader/reader.ts';
import type { Choice } from '../../chat/doc.ts';
import type { Channel } from '../../store/channels.ts';
import { inRows } from '../dialog.ts';
import { isDraft, parseDraft } from '../draft.ts';
import { question, type Setting, type Speech, setTo } from './setting.ts';

const PLACES_IN_ROW = 2;
const SERVICES_IN_ROW = 3;
/** More would not fit the buttons that remove them. */
const MOST_PLACES = 60;
const ALL = 'all';
const WITHOUT = 'without';

export interface ContentParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly nearest: Nearest;
}

/** The regions and towns that a channel is told of; typed ones are added, each has a choice that takes it out. */
export function createPlacesSetting({ catalog, reader, nearest }: ContentParts): Setting {
  const cities = new Set(catalog.cities.map(({ id }) => id));
  const regions = new Set(catalog.regions.map(({ id }) => id));
  const tokenOf = (id: string) => (cities.has(id) ? `c:${id}` : `r:${id}`);
  const placeIn = ({ city, region }: Pick<Reading, 'city' | 'region'>): string | null => city ?? region;

  const namedBy = (part: string): string | null => {
    if (!isDraft(part)) {
      const reading = reader.readArguments(part);
      return reading.unread.length === 0 && reading.service === null ? placeIn(reading) : null;
    }
    const { city, region } = parseDraft(part);
    return [city, region].find((id) => id !== undefined && (cities.has(id) || regions.has(id))) ?? null;
  };

  const unknown = (part: string, channel: Channel, speech: Speech) => {
    const meant = nearest('city', wordsOf(part)).map((id) => [
      { label: speech.names.city(id), command: setTo(channel, 'places', `c:${id}`) },
    ]);
    return { problem: question(channel, speech, speech.t('did-you-mean-city'), meant) };
  };

  return {
    name: 'places',
    typed: true,
    describe: ({ places }, { t, names }) =>
      places === null ? t('whole-country') : places.map((id) => placeName(id, names, cities)).join(', '),
    ask: (channel, speech) => {
      const { t, names } = speech;
      const chosen: Choice[] = (channel.places ?? []).map((id) => ({
        label: `✕ ${placeName(id, names, cities)}`,
        command: setTo(channel, 'places', `${WITHOUT} ${tokenOf(id)}`),
      }));
      const all = { label: t('channel-whole-country'), command: setTo(channel, 'places', ALL) };
      return question(channel, speech, t('channel-ask-places'), [
        ...inRows(chosen, PLACES_IN_ROW),
        ...(channel.places === null ? [] : [[all]]),
      ]);
    },
    read: (words, channel, speech) => {
      if (words === ALL) return { changes: { places: null } };
      const before = channel.places ?? [];
      const [first, ...rest] = words.split(' ');
      if (first === WITHOUT) {
        const gone = namedBy(rest.join(' '));
        const left = before.filter((id) => id !== gone);
        return { changes: { places: left.length > 0 ? left : null } };
      }
      const parts = partsOf(words);
      const found = parts.map(namedBy);
      const bad = parts.find((_, index) => found[index] === null);
      if (bad !== undefined || parts.length === 0) return unknown(bad ?? '', channel, speech);
      const places = [...new Set([...before, ...found.filter((id) => id !== null)])];
      return places.length > MOST_PLACES
        ? { problem: question(channel, speech, speech.t('channel-many-places', { most: MOST_PLACES }), []) }
        : { changes: { places } };
    },
  };
}

/** The services that a channel is told of; a choice turns each on or off, a typed list takes the place of all. */
export function createServicesSetting({ catalog, reader }: ContentParts): Setting {
  const ids = catalog.services.map(({ id }) => id);
  /** In the catalog's order; all of them are null, so that services to come are among them. */
  const listOf = (chosen: ReadonlySet<string>): readonly string[] | null =>
    ids.every((id) => chosen.has(id)) ? null : ids.filter((id) => chosen.has(id));

  const namedBy = (part: string): string | null => {
    const reading = reader.readArguments(part);
    return reading.unread.length === 0 && placeless(reading) ? reading.service : null;
  };

  return {
    name: 'services',
    typed: true,
    describe: ({ services }, { t, names }) =>
      services === null ? t('channel-all') : services.map(names.service).join(', '),
    ask: (channel, speech) => {
      const { t, names } = speech;
      const on = new Set(channel.services ?? ids);
      const choices: Choice[] = ids.map((id) => ({
        label: `${on.has(id) ? '✓ ' : ''}${names.service(id)}`,
        command: setTo(channel, 'services', `${on.has(id) ? 'off' : 'on'} s:${id}`),
      }));
      const all = { label: t('channel-all-services'), command: setTo(channel, 'services', ALL) };
      return question(channel, speech, t('channel-ask-services'), [
        ...inRows(choices, SERVICES_IN_ROW),
        ...(channel.services === null ? [] : [[all]]),
      ]);
    },
    read: (words, channel, speech) => {
      if (words === ALL) return { changes: { services: null } };
      const chosen = turned(words, channel.services ?? ids) ?? partsOf(words).map(namedBy);
      const known = chosen.filter((id) => id !== null);
      if (known.length === 0 || known.length < chosen.length)
        return { problem: question(channel, speech, speech.t('channel-bad-services'), []) };
      return { changes: { services: listOf(new Set(known)) } };
    },
  };
}

/** @returns the services once one of them is turned on or off; null for words that are no choice of ours. */
function turned(words: string, before: readonly string[]): string[] | null {
  const [, turn, id] = /^(on|off) s:(\S+)$/.exec(words) ?? [];
  if (id === undefined) return null;
  const others = before.filter((one) => one !== id);
  return turn === 'on' ? [...others, id] : others;
}

function placeless({ city, region }: Reading): boolean {
  return city === null && region === null;
}

function placeName(id: string, names: Names, cities: ReadonlySet<string>): string {
  return cities.has(id) ? names.city(id) : names.region(id);
}

function partsOf(words: string): string[] {
  return words
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
