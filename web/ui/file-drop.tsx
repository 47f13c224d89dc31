import { useId, useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";

type FileDropProps = {
  readonly label: string;
  readonly hint?: string;
  /** For example ".csv,text/csv". */
  readonly accept?: string;
  readonly busy?: boolean;
  readonly onFile: (file: File) => void;
};

/** Drop a file or choose one; the input itself takes keyboard and assistive technology. */
export function FileDrop({ label, hint, accept, busy, onFile }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !busy) onFile(file);
  };
  return (
    <div
      class={classes("drop", over && "drop-over", busy && "drop-busy")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={busy}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = "";
        }}
      />
      <label for={id}>
        <span class="drop-mark">
          <Icon name="upload" size={22} />
        </span>
        <span class="drop-label">{busy ? words("common").reading : label}</span>
        {hint && (
          <span class="drop-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}
