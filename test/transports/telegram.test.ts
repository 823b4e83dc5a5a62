import { describeContract } from './contract.ts';
import { openTelegram, TELEGRAM_REFUSALS } from './telegram/harness.ts';

describeContract({
  name: 'Telegram',
  limit: 4096,
  keepsUpdates: true,
  echoes: true,
  refusals: TELEGRAM_REFUSALS,
  open: openTelegram,
});
