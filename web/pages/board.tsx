import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { getBoard } from "../../workers/boards/contract.ts";
import type { getAttainment } from "../../workers/reports/contract.ts";
import { api } from "../api.ts";
import type { PageProps } from "../app.tsx";
import { may, me } from "../auth/session.ts";
import { Define, type BoardOnList } from "../boards/define.tsx";
import { boardModel, memberSource, type BoardModel, type Row } from "../boards/model.ts";
import { PairDialog } from "../boards/screens.tsx";
import { NoTargets, Standings, StaleNote, Status } from "../boards/view.tsx";
import { Wall } from "../boards/wall.tsx";
import { nameOf, scoreOf, titleOf, windowOf } from "../boards/words.ts";
import { words } from "../messages/messages.ts";
import { Drill, type Drilled } from "../reports/drill.tsx";
import { Button } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { classes } from "../ui/classes.ts";
import { resource } from "../ui/resource.ts";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import "../boards/boards.css";

/** One board, live. */
export function Board({ params }: PageProps) {
  const w = words("boards");
  const boardId = params["boardId"] ?? "";
  const board = useMemo(() => boardModel(memberSource(boardId)), [boardId]);
  const definition = useMemo(() => {
    const at = { params: { boardId } };
    return resource(() => api<typeof getBoard>("GET", "/boards/:boardId", at));
  }, [boardId]);
  useEffect(() => board.follow(), [board]);
  useEffect(() => void definition.load(), [definition]);
  const link = board.link.value;
  const title = board.title.value;
  const now = definition.value.value;
  const defined = now.state === "ready" ? now.body : null;
  if (link.state === "refused" && !title)
    return (
      <Page title={w.title}>
        <ErrorState problem={link.problem} />
        <p>
          <a href="/boards">{w.board.back}</a>
        </p>
      </Page>
    );
  const named = title && titleOf(title);
  return (
    <Page
      title={named?.name ?? w.title}
      lead={title && named && `${named.unit} · ${named.metric} · ${windowOf(title)}`}
      actions={
        <Actions
          board={board}
          defined={defined}
          onChanged={(changed) => definition.put(changed, changed.version)}
        />
      }
    >
      {title ? <Open board={board} defined={defined} /> : <Skeleton lines={10} />}
    </Page>
  );
}

type OpenProps = { readonly board: BoardModel; readonly defined: BoardOnList | null };

function Open({ board, defined }: OpenProps) {
  const w = words("boards");
  const [drilled, setDrilled] = useState<Drilled | null>(null);
  const [view, title, link] = [board.view.value, board.title.value, board.link.value];
  if (!view || !title) return null;
  const { reach } = me().tenant.me;
  async function open(row: Row) {
    if (!defined || !title) return;
    const { from, until, currency } = title;
    const query = { subject: row.key, metric: defined.metric, from, until };
    const answer = await api<typeof getAttainment>("GET", "/attainment", {
      query: currency ? { ...query, currency } : query,
    });
    if (!answer.ok) return toast(w.board.drillFailed, { tone: "bad" });
    const { subject, figures } = answer.body;
    setDrilled({ ...subject, of: answer.body, figures, days: { from, until } });
  }
  const last = board.moments.value.at(-1);
  return (
    <div class={classes("stack", board.stale.value && "is-stale")}>
      <div class="board-head">
        {view.whole !== null && (
          <p class="board-whole">
            <span class="muted">{title.score === "raw" ? w.board.wholeRaw : w.board.whole}</span>
            <strong>{scoreOf(view.whole, title)}</strong>
          </p>
        )}
        <div class="board-side">
          <Own board={board} />
          <Status board={board} sample={defined?.sample ?? false} />
        </div>
      </div>
      {link.state === "refused" && <ErrorState problem={link.problem} inline />}
      <StaleNote board={board} />
      <NoTargets board={board} />
      <p class="sr-only" aria-live="polite">
        {last && w.board.passed(nameOf(last.row), last.percent)}
      </p>
      <Card flush sample={defined?.sample ?? false}>
        <Standings
          board={board}
          onOpen={(row) => void open(row)}
          mayOpen={(row) => row.name !== null && (reach !== "own" || board.isOwn(row))}
        />
      </Card>
      {drilled && <Drill of={drilled} onClose={() => setDrilled(null)} />}
    </div>
  );
}

/** Where I stand, without looking for it. */
function Own({ board }: { readonly board: BoardModel }) {
  const w = words("boards").board;
  const view = board.view.value;
  const own = view?.rows.find((row) => board.isOwn(row));
  if (!own || own.rank === null || !view || view.ranked === null) return null;
  return <p class="board-own">{w.ownRank(own.rank, view.ranked)}</p>;
}

type ActionsProps = OpenProps & { readonly onChanged: (board: BoardOnList) => void };

function Actions({ board, defined, onChanged }: ActionsProps) {
  const w = words("boards");
  const [shown, setShown] = useState<"edit" | "pair" | "full" | null>(null);
  const close = () => setShown(null);
  if (!defined) return null;
  return (
    <>
      <Button icon="external" onClick={() => setShown("full")}>
        {w.board.full}
      </Button>
      {may("boards.screen") && (
        <Button icon="screen" onClick={() => setShown("pair")}>
          {w.board.onTv}
        </Button>
      )}
      {may("boards.change") && (
        <Button
          kind="quiet"
          icon="settings"
          label={w.board.edit}
          onClick={() => setShown("edit")}
        />
      )}
      {shown === "pair" && <PairDialog boardId={defined.id} onClose={close} />}
      {shown === "full" && <FullScreen board={board} onClose={close} />}
      {shown === "edit" && (
        <Define
          of={defined}
          onClose={close}
          onDone={(changed) => {
            toast(w.form.saved);
            onChanged(changed);
            close();
          }}
        />
      )}
    </>
  );
}

/** The wall in this window: what this reader may see, as large as it gets. Escape leaves. */
function FullScreen({ board, onClose }: { board: BoardModel; onClose: () => void }) {
  const w = words("boards").board;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    // Otherwise the way out has the focus, and covers the figure below it.
    box.current?.querySelector<HTMLElement>(".wall")?.focus();
    // Refused where the browser does not allow it; the dialog then fills the window.
    void box.current?.requestFullscreen?.().then(undefined, () => undefined);
    const left = () => !document.fullscreenElement && onClose();
    document.addEventListener("fullscreenchange", left);
    return () => document.removeEventListener("fullscreenchange", left);
  }, []);
  return (
    <dialog ref={box} class="board-full" aria-label={w.full} onClose={onClose}>
      <Wall board={board} />
      <div class="board-full-leave">
        <Button icon="close" onClick={() => box.current?.close()}>
          {w.leaveFull}
        </Button>
      </div>
    </dialog>
  );
}
