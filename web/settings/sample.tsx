import { useEffect, useMemo } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { sampleModel } from "../sample/model.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState, Progress, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";

/** In and out in one press each; nothing of the company's own is touched. */
export function SampleSettings() {
  const w = words("settings");
  const model = useMemo(sampleModel, []);
  useEffect(() => void model.refresh(), []);
  const now = model.sample.value;
  return (
    <div class="stack">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <Card title={w.sampleTitle} lead={w.sampleLead} sample={now?.state === "ready"}>
        {now === null && !model.problem.value && <Skeleton lines={2} />}
        {now?.state === "loading" && (
          <Progress label={w.sampleLoadingNow} value={now.entries} max={now.entriesExpected} />
        )}
        {now?.state === "none" && (
          <div class="stack">
            <p>{w.sampleNone}</p>
            <div>
              <Button busy={model.busy.value} onClick={() => void model.load()}>
                {w.sampleLoad}
              </Button>
            </div>
          </div>
        )}
        {now?.state === "ready" && (
          <div class="stack">
            <p>{w.sampleHere}</p>
            <div>
              <Button
                kind="danger"
                icon="trash"
                busy={model.busy.value}
                onClick={() => void model.remove().then((done) => done && toast(w.sampleRemoved))}
              >
                {w.sampleRemove}
              </Button>
            </div>
          </div>
        )}
      </Card>
    </div>
  );
}
