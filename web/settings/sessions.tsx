import { useEffect, useMemo } from "preact/hooks";
import { me } from "../auth/session.ts";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Badge, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { deviceOf, sessionsModel } from "./model.ts";

export function SessionsSettings() {
  const w = words("settings");
  const model = useMemo(sessionsModel, []);
  const mine = me().account.sessionId;
  useEffect(() => void model.list.load(), []);
  const end = async (token: string) => {
    if (await model.end(token)) toast(w.ended);
  };
  return (
    <div class="stack">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <Card
        title={w.sessionsTitle}
        lead={w.sessionsLead}
        flush
        aside={
          <Button
            size="s"
            onClick={() => void model.endOthers().then((done) => done && toast(w.endedOthers))}
          >
            {w.endOthers}
          </Button>
        }
      >
        <When of={model.list}>
          {(items) => (
            <Table
              caption={w.sessionsCaption}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: "device",
                  head: w.device,
                  names: true,
                  cell: ({ id, userAgent }) => (
                    <span class="row">
                      {deviceOf(userAgent) || w.unknownDevice}
                      {id === mine && <Badge tone="good">{w.thisDevice}</Badge>}
                    </span>
                  ),
                },
                { id: "ip", head: w.address, cell: ({ ipAddress }) => ipAddress || "–" },
                { id: "at", head: w.since, cell: ({ createdAt }) => moment(Date.parse(createdAt)) },
                {
                  id: "act",
                  head: w.action,
                  cell: ({ id, token }) =>
                    id !== mine && (
                      <Button size="s" kind="danger" onClick={() => void end(token)}>
                        {w.end}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </When>
      </Card>
    </div>
  );
}
