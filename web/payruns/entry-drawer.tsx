import type { ComponentChildren } from "preact";
import { may } from "../auth/session.ts";
import { shownId, sourceName } from "../entries/source.ts";
import { day, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Badge } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import { dimensionName, entryAmount, entryName, shareText } from "./entry-words.ts";
import { inWords } from "./names.ts";
import type { LogEntry } from "./wire.ts";

type Props = {
  readonly entry: LogEntry;
  /** What of the line's pay falls to it, in money; absent where pages show entries alone. */
  readonly pay?: string;
  readonly onClose: () => void;
};

/** One entry of the log with everything known of it; who keeps the log may open it there. */
export function EntryDrawer({ entry, pay, onClose }: Props) {
  const w = words("statement").entry;
  const { metric, on, recordedAt, deal, source, externalId, seq, line, role, kind } = entry;
  const share = shareText(entry);
  const isSold = metric !== null && may("imports.read");
  const there = new URLSearchParams({
    ...{ tab: "entries", metric: metric?.code ?? "", period: on },
    entry: `${seq}-${line}`,
  });
  return (
    <Drawer
      open
      title={entryName(entry)}
      onClose={onClose}
      footer={isSold ? <ButtonLink href={`/data?${there}`}>{w.inLog}</ButtonLink> : undefined}
    >
      <div class="stack">
        {kind === "reversal" && <Badge tone="warn">{w.reversal}</Badge>}
        <dl class="st-entry">
          <Fact name={metric ? inWords(metric.name) : w.amount}>
            <b class="num">{entryAmount(entry)}</b>
          </Fact>
          {share !== "" && <Fact name={w.share}>{share}</Fact>}
          {role !== "direct" && <Fact name={w.role}>{w.roles[role]}</Fact>}
          {pay !== undefined && (
            <Fact name={words("statement").trace.pay}>
              <b class="num">
                <Veiled>{pay}</Veiled>
              </b>
            </Fact>
          )}
          <Fact name={w.on}>{day(on)}</Fact>
          {deal !== null && <Fact name={w.deal}>{deal}</Fact>}
          {Object.entries(entry.dims).map(([key, value]) => (
            <Fact key={key} name={dimensionName(key)}>
              {value}
            </Fact>
          ))}
          <Fact name={w.recorded}>{moment(recordedAt)}</Fact>
          <Fact name={w.source}>{sourceName(source, w.sources)}</Fact>
          <Fact name={w.id}>{shownId(externalId)}</Fact>
          <Fact name={w.place}>{w.at(seq, line)}</Fact>
        </dl>
      </div>
    </Drawer>
  );
}

type FactProps = { readonly name: string; readonly children: ComponentChildren };

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
