import { type BotApi, startBotApi } from './bot-api/bot-api.ts';
import { type Program, startProgram } from './program.ts';

/** Where a test on Telegram plays: a Bot API of its own, and one program after the other in one folder. */
export interface TelegramStage {
  readonly api: BotApi;
  /** Starts the program. @param now of its clock, Unix seconds */
  launch(env: Readonly<Record<string, string>>, now: number): Program;
  /** @returns it once it is on Telegram */
  start(env: Readonly<Record<string, string>>, now: number): Promise<Program>;
  close(): Promise<void>;
}

export async function openTelegramStage(folder: string): Promise<TelegramStage> {
  const api = await startBotApi();
  const programs: Program[] = [];
  const launch: TelegramStage['launch'] = (env, now) => {
    const token = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root };
    const program = startProgram({ args: ['start'], folder, now, env: { ...token, ...env } });
    programs.push(program);
    return program;
  };
  return {
    api,
    launch,
    start: async (env, now) => {
      const program = launch(env, now);
      await program.seen(/Telegram включён/);
      return program;
    },
    close: async () => {
      for (const program of programs) await program.end('SIGKILL');
      await api.stop();
    },
  };
}
