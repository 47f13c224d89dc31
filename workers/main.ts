import { BoardRoom } from "./boards/room.ts";
import { Live } from "./boards/live.ts";
import { parseEnv, type Env, type WakeUp } from "./env.ts";
import { app } from "./http/app.ts";
import { Limiter } from "./http/limiter.ts";
import { callForAudits } from "./jobs/pay-audits.ts";
import { wakeTheForgotten, work } from "./jobs/work.ts";

export { BoardRoom, Limiter, Live };

/** What the platform starts. No logic here. */
export default {
  fetch: (request, env, ctx) => app.fetch(request, env, ctx),
  async queue(batch, env) {
    for (const message of batch.messages) {
      await work(parseEnv(env), message.body, Date.now());
      message.ack();
    }
  },
  async scheduled(_event, env) {
    await callForAudits(parseEnv(env), Date.now());
    await wakeTheForgotten(parseEnv(env));
  },
} satisfies ExportedHandler<Env, WakeUp>;
