import { useEffect, useMemo, useState } from "preact/hooks";
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

/** After a refusal that is not about the pairing, such as a suspended company. */
const REFUSED_MS = 60_000;

type PairedProps = { readonly token: string; readonly onRefused: () => void };

function Paired({ token, onRefused }: PairedProps) {
  const board = useMemo(() => boardModel(screenSource(token)), [token]);
  const [tries, setTries] = useState(0);
  useEffect(() => board.follow(), [board, tries]);
  const link = board.link.value;
  const why = link.state === "refused" ? link.problem.code : null;
  useEffect(() => {
    if (why === "screens/not_paired") onRefused();
    if (why === null) return;
    // Nobody stands beside a television to load it again.
    const again = setTimeout(() => setTries(tries + 1), REFUSED_MS);
    return () => clearTimeout(again);
  }, [why, tries]);
  return <Wall board={board} alone />;
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
