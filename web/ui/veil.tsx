// Amounts of pay are hidden and shown by whoever looks: on a train, at a desk with a neighbour.
import { signal } from "@preact/signals";
import { Button } from "./button.tsx";

const STORED_AS = "fairlead.veil";
const SHOWN = "shown";
/** A device that holds the token of a screen is looked at by everybody in the room. */
const SCREEN = "fairlead.screen";

/**
 * True while amounts of pay are hidden on this device: as it was left, and from the beginning on a
 * device that is shared, which is a paired screen or one without anything to point with.
 */
export const isVeiled = signal(veiledAtFirst());

function veiledAtFirst(): boolean {
  const left = localStorage.getItem(STORED_AS);
  if (left !== null) return left !== SHOWN;
  return localStorage.getItem(SCREEN) !== null || matchMedia("(pointer: none)").matches;
}

function setVeiled(to: boolean): void {
  isVeiled.value = to;
  localStorage.setItem(STORED_AS, to ? "" : SHOWN);
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
