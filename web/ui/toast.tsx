import { signal } from "@preact/signals";
import { words } from "../messages/messages.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: "good" | "bad";
  readonly undo: (() => void) | undefined;
};

/** Undo is offered for ten seconds; a message alone leaves after five. */
const UNDO_MS = 10_000;
const TELL_MS = 5_000;

const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Says what has happened; with `undo` it can be taken back for ten seconds. */
export function toast(text: string, { undo, tone = "good" }: ToastOptions = {}): void {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.slice(-2), { id, text, tone, undo }];
  setTimeout(() => dismiss(id), undo ? UNDO_MS : TELL_MS);
}

type ToastOptions = { readonly undo?: () => void; readonly tone?: "good" | "bad" };

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}

/** Drawn once, by the shell. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, tone, undo }) => (
        <div key={id} class={`toast toast-${tone}`}>
          <Icon name={tone === "bad" ? "warn" : "check"} />
          <span class="toast-text">{text}</span>
          {undo && (
            <Button
              kind="quiet"
              size="s"
              icon="undo"
              onClick={() => {
                undo();
                dismiss(id);
              }}
            >
              {words("common").undo}
            </Button>
          )}
          <Button
            kind="quiet"
            size="s"
            icon="close"
            label={words("common").close}
            onClick={() => dismiss(id)}
          />
        </div>
      ))}
    </div>
  );
}
