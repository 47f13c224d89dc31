import type { CalendarStore } from "../calendar/store.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { OrgStore } from "../org/store.ts";
import type { TargetStore } from "./store.ts";
import type { WhatIsOpen } from "./what-is-open.ts";

/** The stores a command of this noun asks; routes hand them in. */
export type Deps = {
  readonly targets: TargetStore;
  readonly org: OrgStore;
  readonly metrics: MetricStore;
  readonly calendar: CalendarStore;
  /** What publishing waits for; absent: nothing. */
  readonly open?: WhatIsOpen;
};
