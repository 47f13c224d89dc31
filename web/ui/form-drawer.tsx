import type { ComponentChildren } from "preact";
import type { Problem } from "../api.ts";
import { Button } from "./button.tsx";
import { Drawer } from "./dialog.tsx";
import { ErrorState } from "./state.tsx";

type Props = {
  readonly title: string;
  /** What the one button says. */
  readonly save: string;
  readonly busy: boolean;
  /** Everything that is needed is there. */
  readonly ready: boolean;
  /** Why the server refused. */
  readonly problem: Problem | null;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  /** Beside the button: what else may be done with the thing. */
  readonly also?: ComponentChildren;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
};

/** A form at the side: fields in order, why it was refused above them, one button; Enter sends it too. */
export function FormDrawer(props: Props) {
  const { busy, ready, problem } = props;
  const save = () => {
    if (ready && !busy) void props.onSave();
  };
  return (
    <Drawer
      open
      wide={props.wide ?? false}
      title={props.title}
      onClose={props.onClose}
      footer={
        <div class="row row-end">
          {props.also}
          <Button kind="primary" busy={busy} disabled={!ready} onClick={save}>
            {props.save}
          </Button>
        </div>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {problem && <ErrorState problem={problem} inline />}
        {props.children}
      </form>
    </Drawer>
  );
}
