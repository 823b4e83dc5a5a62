import type { Catalog } from '../catalog/catalog.ts';
import { createNearest } from '../catalog/nearest.ts';
import type { Reader } from '../catalog/reader/reader.ts';
import type { Doc } from '../chat/doc.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { DayResult } from '../domain/result.ts';
import type { Texts } from '../locales/texts.ts';
import type { Channels } from '../store/channels.ts';
import type { Deliveries } from '../store/deliveries.ts';
import type { News } from '../store/news.ts';
import type { People } from '../store/people.ts';
import type { Purges } from '../store/purges.ts';
import type { Reports } from '../store/reports.ts';
import type { Results } from '../store/results.ts';
import { createAnswer } from './answer.ts';
import { type AdmissionParts, createAdmission } from './channels/admission.ts';
import { createChannelsCommand } from './channels/channels.ts';
import type { Command } from './command.ts';
import { type CorrectParts, createCorrect } from './correct.ts';
import { createDeliveryCommands } from './deliveries.ts';
import { createDialog } from './dialog.ts';
import { createDigestCommand, type DigestCommandParts } from './digest.ts';
import { createForget } from './forget.ts';
import { createLanguage } from './language.ts';
import { createModeration } from './moderation.ts';
import { createMyData } from './my-data.ts';
import { createNewsCommand } from './news.ts';
import { createReporting } from './report.ts';
import { createRetract } from './retract.ts';
import { createStatus } from './status.ts';
import { createHelp, createPrivacy, createStart, createUnreadable } from './welcome.ts';

/** Everything that commands are made of. */
export interface CommandParts {
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly texts: Texts;
  readonly people: People;
  readonly reports: Reports;
  readonly purges: Purges;
  readonly channels: Channels;
  readonly findChannel: AdmissionParts['findChannel'];
  readonly later: AdmissionParts['later'];
  readonly deliveries: Deliveries;
  readonly results: Results;
  readonly news: News;
  readonly correcting: CorrectParts['correcting'];
  /** The instance's language and zone, for those who have none of their own. */
  readonly language: string;
  readonly zone: string;
  /** When new channels get their digest, local time. */
  readonly digestAt: string;
  /** Numbers are shown where more people than this spoke. */
  readonly k: number;
  /** @returns the name of a moderator, or null for everybody else. */
  readonly moderatorName: (platform: string, userId: string) => string | null;
  /** Whether those on duty talk there. */
  readonly isOpsChat: (platform: string, chatId: string) => boolean;
  readonly today: () => DayResult | null;
  /** The carriers that people in a city use most, the most used first. */
  readonly usualCarriers: (city: string) => readonly string[];
  readonly openSince: () => number;
  /** Called when something was erased that must not survive in the database's log. */
  readonly erased: () => void;
  /** Posts a day to a channel, after what is being said is on the disk. */
  readonly repost: (channel: number, day: string) => void;
  /** Shows in the channels what was corrected, likewise. */
  readonly corrected: () => void;
  /** A closed day as people read it. */
  readonly showDay: DigestCommandParts['showDay'];
}

/** All that people can say, and the function that answers it. */
export interface Conversation {
  readonly commands: readonly Command[];
  answer(incoming: Incoming, now: number): Promise<Doc | null>;
}

export function createConversation(parts: CommandParts): Conversation {
  const { catalog, reader, people, texts, moderatorName } = parts;
  const isModerator = (platform: string, userId: string) => moderatorName(platform, userId) !== null;
  const nearest = createNearest(catalog);
  const reporting = createReporting({
    ...parts,
    nearest,
    dialog: createDialog(catalog),
  });
  const moderation = {
    ...parts,
    moderatorName: (platform: string, id: string) => moderatorName(platform, id) ?? 'moderator',
  };
  const commands: Command[] = [
    createStart(),
    reporting.command,
    createStatus(parts),
    createDigestCommand(parts),
    createRetract(parts),
    createMyData(parts),
    createForget(parts),
    createPrivacy(parts),
    createLanguage(parts),
    createHelp(() => commands, isModerator),
    createUnreadable(),
    ...createModeration(moderation),
    createCorrect(moderation),
    createNewsCommand(moderation),
    createChannelsCommand({ ...parts, nearest, admission: createAdmission(parts) }),
    ...createDeliveryCommands(parts),
    reporting.list,
    reporting.amend,
    reporting.here,
  ];
  const answer = createAnswer({
    commands,
    reporting,
    reader,
    people,
    texts,
    language: parts.language,
    isModerator,
    isOpsChat: parts.isOpsChat,
  });
  return { commands, answer };
}
