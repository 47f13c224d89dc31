import type { CalendarStore } from "../calendar/store.ts";
import type { OrgTools } from "../org/save.ts";
import type { TargetStore } from "../targets/store.ts";
import type { WhatIsOpen } from "../targets/what-is-open.ts";
import type { PayEffect } from "./pay.ts";
import type { AdjustmentStore } from "./store.ts";

/** What a command of this noun asks; routes hand it in. */
export type Deps = {
  readonly adjustments: AdjustmentStore;
  readonly targets: TargetStore;
  readonly calendar: CalendarStore;
  readonly org: OrgTools;
  readonly payEffect: PayEffect;
  /** What applying waits for; absent: nothing. */
  readonly open?: WhatIsOpen;
};
