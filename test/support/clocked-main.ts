/**
 * The real program, with a clock that its parent moves: `{ advance: seconds }` moves it on, ends the waits that
 * are over and runs what is due each minute, once. Answered with `{ now }` when that is done. Started with ROLLCALL_TEST_NOW.
 */
import { run } from '../../src/main.ts';
import { createManualClock } from './manual-clock.ts';

const clock = createManualClock(Number(process.env.ROLLCALL_TEST_NOW));
process.on('message', async ({ advance }: { advance: number }) => {
  await clock.advance(advance);
  process.send?.({ now: clock.now() });
});
// A parent that is gone would leave the program waiting for ever.
process.on('disconnect', () => process.exit(1));
await run(clock);
// The channel to the parent would keep the program alive.
process.removeAllListeners('disconnect');
process.disconnect?.();
