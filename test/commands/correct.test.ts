import { describe, expect, test } from '@jest/globals';
import type { Doc } from '../../src/chat/doc.ts';
import { temporaryFolder } from '../support/folder.ts';
import { addPosted, DAY, freezeDays } from './published-days.ts';
import { type Conversations, openConversations, seenOn } from './talk.ts';

const MODERATOR = '9001';
const folder = temporaryFolder();
const open = async (): Promise<Conversations> => {
  const conversations = await openConversations(folder, { moderator: MODERATOR });
  await freezeDays(conversations.store);
  return conversations;
};
const screen = (doc: Doc) => seenOn('telegram', doc);
const labels = (doc: Doc) => (doc.choices ?? []).flat().map(({ label }) => label);

describe('a correction', () => {
  test('is shown with what was said, made on confirmation, kept, and withdrawn', async () => {
    const { store, talk } = await open();
    await addPosted(store, '-1');
    const olga = talk(MODERATOR, 'ru');
    const shown = screen(await olga.say('/correct вчера телега казань мтс'));
    expect(shown).toContain('Исправить сводку за 2026-11-20: Telegram в Казани (МТС)');
    expect(shown).toContain('20 %');
    expect(await store.corrections.newest(5)).toEqual([]);
    expect(screen(await olga.press('Это накрутка'))).toContain('Исправлено, № 1');
    expect(await store.corrections.newest(5)).toEqual([
      {
        id: 1,
        day: DAY,
        service: 'telegram',
        region: 'RU-TA',
        city: 'kazan',
        carrier: 'mts',
        reason: 'spam',
        moderator: 'olga',
      },
    ]);
    expect(screen(await olga.say('/correct 20.11 telegram kazan mts mistake'))).toContain(
      'уже исправлено, № 1',
    );
    expect(screen(await olga.say('/correct'))).toContain(
      '№ 1 · 2026-11-20 · Telegram в Казани (МТС) · накрутка · olga',
    );
    expect(screen(await olga.press('Отменить № 1'))).toContain('№ 1 отменено');
    expect(screen(await olga.say('/correct undo 1'))).toContain('уже отменено');
    expect(screen(await olga.say('/correct undo 2'))).toContain('не было');
    expect(await store.corrections.newest(5)).toEqual([]);
  });

  test('keeps the time to the hour', async () => {
    const { store, talk, pass } = await open();
    pass(1234);
    const olga = talk(MODERATOR, 'ru');
    await olga.say(`/correct ${DAY} max mistake`);
    await olga.press('Исправить: ошибка');
    const rows = await store.database.kysely.selectFrom('corrections').select('made_at').execute();
    expect(rows.map(({ made_at }) => made_at % 3600)).toEqual([0]);
  });

  test('makes stale the posts of every zone that said it, and no others', async () => {
    const { store, talk } = await open();
    const moscow = await addPosted(store, '-1');
    const ural = await addPosted(store, '-2', 'Asia/Yekaterinburg');
    const olga = talk(MODERATOR, 'ru');
    const stale = async () => (await store.posts.stale()).map(({ channel }) => channel);
    await olga.say(`/correct ${DAY} telegram kazan mts spam`);
    expect(screen(await olga.press('Исправить: накрутка'))).toContain('стояло: 1');
    expect(await stale()).toEqual([moscow]);
    await olga.say(`/correct ${DAY} telegram r:RU-SVE spam`);
    await olga.say(`/correct ${DAY} s:telegram r:RU-SVE spam`);
    await olga.press('Исправить: накрутка');
    expect(await stale()).toEqual([moscow, ural]);
    expect(await store.corrections.toName(moscow, '2026-11-21')).toHaveLength(1);
    expect(await store.corrections.toName(ural, '2026-11-21')).toMatchObject([{ region: 'RU-SVE' }]);
  });

  test('of what was not said offers what was, trouble first; where too few spoke nothing was said', async () => {
    const { talk } = await open();
    const olga = talk(MODERATOR, 'ru');
    const all = await olga.say(`/correct ${DAY}`);
    expect(labels(all).slice(0, 3)).toEqual([
      'Telegram в Свердловской области',
      'WhatsApp по всей стране',
      'Telegram в Казани (МТС)',
    ]);
    expect(labels(all)).not.toContain('Signal по всей стране');
    expect(screen(await olga.say(`/correct ${DAY} signal`))).toContain('ничего не сказано');
    const near = await olga.say(`/correct ${DAY} telegram kazan`);
    expect(screen(near)).toContain('ничего не сказано');
    expect(labels(near)).toContain('Telegram в Казани (МТС)');
    expect(labels(near)).not.toContain('WhatsApp по всей стране');
    expect(screen(await olga.press('Telegram в Казани (МТС)'))).toContain('Исправить сводку');
  });

  test('of a day that is not closed is refused', async () => {
    const { talk } = await open();
    expect(screen(await talk(MODERATOR, 'ru').say('/correct сегодня whatsapp'))).toContain('ещё не закрыт');
  });

  test('is nothing for strangers', async () => {
    const { store, talk } = await open();
    const doc = await talk('5001', 'ru').say(`/correct ${DAY} s:max mistake yes`);
    expect(screen(doc)).toContain('Не похоже на ответ');
    expect(await store.corrections.newest(1)).toEqual([]);
  });

  test('is offered after a purge that reaches into closed days, in both languages', async () => {
    const { talk, pass } = await open();
    pass(-86_400);
    await talk('5001', 'ru').say('телега казань мтс не работает');
    pass(86_400);
    await talk('5002', 'ru').say('вотсап омск мтс не работает');
    const olga = talk(MODERATOR, 'ru');
    await olga.say('/purge telegram казань мтс 3д');
    expect(labels(await olga.press('Снять'))).toEqual(['Вернуть', 'Исправить сводку за 2026-11-20']);
    expect(screen(await olga.press('Исправить сводку за 2026-11-20'))).toContain('Исправить: накрутка');
    const inEnglish = talk(MODERATOR, 'en');
    await inEnglish.say('/purge whatsapp omsk 3d');
    expect(labels(await inEnglish.press('Take out'))).toEqual(['Undo']);
    expect(screen(await inEnglish.say(`/correct ${DAY} telegram kazan mts`))).toContain('It is spam');
  });
});
