import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";

type DialogProps = {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Actions, the primary one last. */
  readonly footer?: ComponentChildren;
  readonly wide?: boolean;
};

/** The platform's dialog: focus stays inside, Escape closes, focus goes back to what opened it. */
export function Dialog(props: DialogProps) {
  return <Layer {...props} look={classes("dialog", props.wide && "dialog-wide")} />;
}

/** A dialog at the side, for detail beside a list; on a phone it comes from below. */
export function Drawer(props: DialogProps) {
  return <Layer {...props} look={classes("drawer", props.wide && "drawer-wide")} />;
}

function Layer({ open, title, onClose, children, footer, look }: DialogProps & { look: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      class={look}
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="layer">
        <header class="layer-head">
          <h2 id={heading}>{title}</h2>
          <Button kind="quiet" icon="close" label={words("common").close} onClick={onClose} />
        </header>
        <div class="layer-body">{children}</div>
        {footer && <footer class="layer-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
