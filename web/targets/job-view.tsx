import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Note, Progress } from "../ui/state.tsx";
import type { PlanModel } from "./model.ts";

/** Long work on the plan: how far it is, and the way to stop it. Draws nothing when there is none. */
export function Working({ model: { work } }: { readonly model: PlanModel }) {
  const job = work.job.value;
  if (!job) return null;
  const w = words("plan").job;
  return (
    <Note icon="clock">
      <div class="row row-between plan-job" role="status">
        <Progress
          label={w[job.kind]}
          value={job.done}
          max={job.total}
          detail={job.done === 0 ? w.first : w.of(job.done, job.total)}
        />
        <Button size="s" disabled={job.state !== "running"} onClick={() => void work.cancel()}>
          {w.cancel}
        </Button>
      </div>
    </Note>
  );
}
