import { useEffect, useMemo } from "preact/hooks";
import { boardModel } from "../boards/model.ts";
import { screenSource, tvModel, type Tv as State } from "../boards/tv.ts";
import { useWallSize, Wall } from "../boards/wall.tsx";
import { words } from "../messages/messages.ts";
import { useTitle } from "../ui/card.tsx";
import "../boards/boards.css";
import "../boards/wall.css";

/** A television: shows a code until somebody types it, then the board, for as long as it may. */
export function Tv() {
  const w = words("boards").tv;
  const model = useMemo(tvModel, []);
  useTitle(w.title);
  useEffect(() => model.start(), [model]);
  const now = model.tv.value;
  return now.state === "paired" ? (
    <Paired key={now.token} token={now.token} onRefused={model.forget} />
  ) : (
    <Code of={now} />
  );
}

type PairedProps = { readonly token: string; readonly onRefused: () => void };

function Paired({ token, onRefused }: PairedProps) {
  const board = useMemo(() => boardModel(screenSource(token)), [token]);
  useEffect(() => board.follow(), [board]);
  const link = board.link.value;
  const refused = link.state === "refused" && link.problem.code === "screens/not_paired";
  useEffect(() => {
    if (refused) onRefused();
  }, [refused]);
  return <Wall board={board} />;
}

function Code({ of }: { readonly of: Exclude<State, { state: "paired" }> }) {
  const w = words("boards").tv;
  useWallSize();
  return (
    <main class="wall wall-code" id="main">
      <h1>{w.codeLabel}</h1>
      {of.state === "waiting" ? <output>{of.code}</output> : <p role="status">{w.asking}</p>}
      <ol>
        {w.steps.map((step, at) => (
          <li key={step}>
            <span aria-hidden="true">{at + 1}</span>
            {step}
          </li>
        ))}
      </ol>
      <p>
        {location.host} · {w.refreshes}
      </p>
    </main>
  );
}
