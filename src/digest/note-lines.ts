import type { Line } from '../chat/doc.ts';
import type { DigestModel } from './model.ts';
import type { Correction, NewsMark } from './notes.ts';
import { dayText, placedText, plain, serviceText, type Writing } from './wording.ts';

/** So many of a kind are told one by one. */
const TOLD = 5;

/** Moderators' marks: what was reported after a press story may be its echo. */
export function newsLines({ news }: DigestModel, writing: Writing): Line[] {
  return some(news, writing, (mark) => newsText(mark, writing));
}

/** What was taken back of earlier digests, and what the bot itself missed. */
export function noteLines(model: DigestModel, writing: Writing): Line[] {
  const { t } = writing;
  return [
    ...gapLines(model, writing),
    ...missedLines(model, writing),
    ...(model.quiet.length === 0 ? [] : [plain(t('digest-quiet', { count: model.quiet.length }))]),
    ...(model.late ? [plain(t('digest-late'))] : []),
    ...some(model.corrections, writing, (correction) => correctionText(correction, writing)),
  ];
}

function gapLines({ result }: DigestModel, { t }: Writing): Line[] {
  if (result.gaps.length === 0) return [];
  const spans = result.gaps.slice(0, TOLD).map(({ from, to }) => t('digest-gap-span', { from, to }));
  const rest = result.gaps.length - spans.length;
  if (rest > 0) spans.push(t('digest-and-more', { count: rest }));
  return [plain(t('digest-gaps', { gaps: spans.join(', ') }))];
}

function missedLines({ missed }: DigestModel, writing: Writing): Line[] {
  const [first, last] = [missed[0], missed.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    plain(
      writing.t('digest-missed', {
        count: missed.length,
        from: dayText(first, writing),
        to: dayText(last, writing),
      }),
    ),
  ];
}

function newsText({ hour, service }: NewsMark, writing: Writing): string {
  const { t } = writing;
  return service === null
    ? t('digest-news', { hour })
    : t('digest-news-service', { hour, service: serviceText(service, writing) });
}

function correctionText(correction: Correction, writing: Writing): string {
  return writing.t(`digest-correction-${correction.reason}`, {
    day: dayText(correction.day, writing),
    what: placedText({ ...correction, function: null }, writing),
  });
}

function some<T>(all: readonly T[], { t }: Writing, text: (one: T) => string): Line[] {
  const lines = all.slice(0, TOLD).map((one) => plain(text(one)));
  const rest = all.length - lines.length;
  return rest > 0 ? [...lines, plain(t('digest-more-notes', { count: rest }))] : lines;
}
