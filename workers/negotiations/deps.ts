import type { TargetStore } from "../targets/store.ts";
import type { NegotiationStore } from "./store.ts";

/** The stores a command of this noun asks; routes hand them in. */
export type Deps = {
  readonly negotiations: NegotiationStore;
  readonly targets: TargetStore;
};
