import type { Shorthand } from '../chat/transport.ts';
import type { Catalog } from './catalog.ts';

/** Telegram's bound on a button's data, and on a deep link's payload. */
const LONGEST = 64;
const OUTCOMES = ['works', 'vpn_only', 'fails_with_vpn', 'fails'];

interface Table {
  readonly toCode: ReadonlyMap<string, string>;
  readonly toId: ReadonlyMap<string, string>;
}

/**
 * Commands in at most 64 letters, digits, `_` and `-`. Words are joined by `_`. A word `key:id` with an id of
 * the catalog becomes the key and the row's code in base 36, a list of symptoms a bit mask; with another plain
 * value it becomes the key in upper case and the value; any other word stands after a `-`, its characters outside of a-z and 0-9 as `-` and four hexadecimal digits.
 */
export function createShorthand(catalog: Catalog): Shorthand {
  const tables: Readonly<Record<string, Table>> = {
    s: tableOf(catalog.services),
    c: tableOf(catalog.cities),
    r: tableOf(catalog.regions),
    p: tableOf(catalog.carriers),
    o: tableOf(OUTCOMES.map((id, index) => ({ id, code: index }))),
  };
  const bits = new Map(catalog.symptoms.map((symptom) => [symptom.id, symptom.code]));

  const packWord = (word: string): string => {
    const [, key = '', value = ''] = /^([a-z]):(.+)$/.exec(word) ?? [];
    if (key === 'y') {
      const mask = value.split(',').map((id) => bits.get(id));
      const set = mask.reduce<number | undefined>(
        (sum, bit) => (sum === undefined || bit === undefined ? undefined : sum | (1 << bit)),
        0,
      );
      // Symptoms that are not in the catalog's order would come back in another one.
      if (set !== undefined && symptomsOf(set).join(',') === value) return `y${set.toString(36)}`;
    }
    const code = tables[key]?.toCode.get(value);
    if (code !== undefined) return `${key}${code}`;
    const plain = key !== '' && /^[a-z0-9]+$/.test(value);
    return plain ? `${key.toUpperCase()}${value}` : `-${escapeWord(word)}`;
  };

  const symptomsOf = (set: number): string[] =>
    catalog.symptoms.filter((symptom) => set & (1 << symptom.code)).map((symptom) => symptom.id);

  const unpackSymptoms = (code: string): string | null => {
    const ids = /^[0-9a-z]{1,4}$/.test(code) ? symptomsOf(Number.parseInt(code, 36)) : [];
    return ids.length > 0 ? `y:${ids.join(',')}` : null;
  };

  const unpackWord = (packed: string): string | null => {
    const [key = '', code = ''] = [packed[0], packed.slice(1)];
    if (key === '-') return unescapeWord(code);
    if (key === 'y') return unpackSymptoms(code);
    if (/^[A-Z][a-z0-9]+$/.test(packed)) return `${key.toLowerCase()}:${code}`;
    const id = tables[key]?.toId.get(code);
    return id === undefined ? null : `${key}:${id}`;
  };

  return {
    pack: (command) => {
      const packed = command.replace(/^\//, '').split(' ').map(packWord).join('_');
      if (packed.length > LONGEST)
        throw new RangeError(`a command of ${packed.length} characters does not fit a button`);
      return packed;
    },
    unpack: (data) => {
      if (!/^[\w-]{1,64}$/.test(data)) return null;
      const words = data.split('_').map(unpackWord);
      return words.includes(null) ? null : `/${words.join(' ')}`;
    },
  };
}

function tableOf(rows: readonly { id: string; code: number }[]): Table {
  const pairs = rows.map(({ id, code }) => [id, code.toString(36)] as const);
  return { toCode: new Map(pairs), toId: new Map(pairs.map(([id, code]) => [code, id])) };
}

function escapeWord(word: string): string {
  return word.replace(/[^a-z0-9]/g, (letter) => `-${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function unescapeWord(text: string): string | null {
  if (!/^(?:[a-z0-9]|-[0-9a-f]{4})*$/.test(text)) return null;
  return text.replace(/-([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
