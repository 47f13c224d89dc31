// Amounts of pay are hidden and shown by whoever looks: on a train, at a desk with a neighbour.
import { signal } from "@preact/signals";
import { Button } from "./button.tsx";

const STORED_AS = "fairlead.veil";

/** True while amounts of pay are hidden on this device; it stays so until they are shown again. */
export const isVeiled = signal(localStorage.getItem(STORED_AS) !== null);

function setVeiled(to: boolean): void {
  isVeiled.value = to;
  if (to) localStorage.setItem(STORED_AS, "");
  else localStorage.removeItem(STORED_AS);
}

type EyeProps = {
  /** What the button does: hide the amounts. Its pressed state says that they are hidden. */
  readonly label: string;
  readonly size?: "s" | "m";
};

export function EyeToggle({ label, size = "m" }: EyeProps) {
  const veiled = isVeiled.value;
  return (
    <Button
      kind="quiet"
      size={size}
      icon={veiled ? "eyeOff" : "eye"}
      label={label}
      pressed={veiled}
      onClick={() => setVeiled(!veiled)}
    />
  );
}

/** A text of pay, or dots of one length: not even its size is told. */
export function Veiled({ children }: { readonly children: string }) {
  return <>{isVeiled.value ? "••••" : children}</>;
}
