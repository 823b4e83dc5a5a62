import { createSdkPeer } from '../../test/support/matrix-peers/peer.ts';
import { type Stage, someone, startOurs } from './stage.ts';

const MESSAGES = 200;

/** What was said in an encrypted room while the bot was away: how fast it is answered once it is back. */
export async function backlog(stage: Stage): Promise<object> {
  const account = await someone(stage);
  const { program } = await startOurs(stage, account);
  const peer = await createSdkPeer(stage.synapse, await someone(stage), { onlySigned: true });
  const room = await peer.openDirect(account.userId, { encrypted: true });
  const isAnswer = ({ sender, roomId, type, secrecy }: ReturnType<typeof peer.received>[number]) =>
    sender === account.userId && roomId === room && type === 'm.room.message' && secrecy === 'decrypted';
  await peer.say(room, '!help');
  await peer.until(isAnswer);
  await program.end('SIGTERM');

  for (let index = 0; index < MESSAGES; index++) await peer.say(room, '!help');
  const before = peer.received().filter(isAnswer).length;
  const again = await startOurs(stage, account);
  const began = performance.now();
  const answers = () => peer.received().filter(isAnswer).length - before;
  // A peer is less patient than the bench.
  while (answers() < MESSAGES) await peer.until(() => answers() >= MESSAGES).catch(() => {});
  const seconds = (performance.now() - began) / 1000;
  await again.program.end('SIGTERM');
  await peer.stop();
  return {
    messages: MESSAGES,
    seconds: Number(seconds.toFixed(1)),
    perSecond: Math.round(MESSAGES / seconds),
  };
}
