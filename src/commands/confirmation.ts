import type { Names } from '../catalog/names.ts';
import { type Choice, type Doc, textDoc } from '../chat/doc.ts';
import { listedFor } from '../domain/listed.ts';
import { isFailure, type Report } from '../domain/report.ts';
import type { DayResult } from '../domain/result.ts';
import { withCapital } from '../locales/capital.ts';
import type { Text } from '../locales/texts.ts';
import { describeShares } from './cell-text.ts';
import { inRows, proceed } from './dialog.ts';
import { type Draft, formatDraft, stamp } from './draft.ts';
import { draftOf } from './report-draft.ts';
import { describeReport } from './report-text.ts';

/** What one is asked that may fail, by kind of service, the most reported first. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  messenger: ['messages', 'media', 'voice-calls', 'video-calls', 'login', 'slow'],
  'video-call': ['video-calls', 'voice-calls', 'login', 'slow'],
  social: ['media', 'messages', 'login', 'slow'],
  network: ['slow', 'unstable', 'whitelist'],
};
const ASKED_OF_OTHERS = ['cannot-connect', 'login', 'slow', 'unstable'];

/** What a confirmation is written with. */
export interface ConfirmationParts {
  readonly names: Names;
  readonly t: Text;
  readonly language: string;
  /** The service's kind, of the catalog. */
  readonly kind: string;
  /** Today's last hourly snapshot; null before the first one. */
  readonly today: DayResult | null;
  /** Names that were only guessed. */
  readonly guessed: readonly string[];
}

/**
 * The answer to a report: what was understood, how others at the same place fare, and what can be done about it. It is
 * the same whether the report counts or not.
 */
export function confirm(
  report: Report,
  { names, t, language, kind, today, guessed }: ConfirmationParts,
): Doc {
  const draft = draftOf(report);
  const asks = isFailure(report.outcome) && report.symptoms.length === 0;
  const lines = [
    t('saved', { report: describeReport(report, names, t) }),
    guessed.length > 0 ? t('guessed', { names: guessed.join(', ') }) : '',
    othersText(report, { names, t, language, today }),
    asks ? t('ask-symptom') : '',
  ];
  return textDoc(lines.filter((line) => line !== '').join('\n'), [
    ...(asks ? symptomRows(draft, kind, t) : []),
    [
      { label: t('undo-button'), command: `/retract ${stamp(report.at)}` },
      { label: t('correct-button'), command: `/amend ${formatDraft(draft)}` },
    ],
  ]);
}

function othersText(
  report: Report,
  { names, t, language, today }: Pick<ConfirmationParts, 'names' | 't' | 'language' | 'today'>,
): string {
  const cell = today && listedFor(today, { ...report, function: null });
  if (!today || !cell?.people) return t('others-few');
  return t('others', {
    where: names.where(cell) || t('whole-country'),
    shares: describeShares(cell, { t, language, today: today.day }),
  });
}

function symptomRows(draft: Draft, kind: string, t: Text): Choice[][] {
  const choices = (ASKED[kind] ?? ASKED_OF_OTHERS).map((symptom) => ({
    label: withCapital(t(`symptom-${symptom}`)),
    command: proceed({ ...draft, symptoms: [symptom] }),
  }));
  return inRows(choices, 2);
}
