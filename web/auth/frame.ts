import type { ComponentChildren, FunctionComponent } from "preact";
import type { Permission } from "../../workers/tenancy/roles.ts";
import type { common } from "../messages/zh/common.ts";
import type { IconName } from "../ui/icon.tsx";

export type NavItem = {
  readonly path: string;
  /** A key of `nav` in the common catalogue. */
  readonly name: keyof (typeof common)["nav"];
  readonly icon: IconName;
  /** In the phone's bottom bar (three, and "more"). */
  readonly phone?: boolean;
  /** Shown to those who may do this; to everyone when absent. */
  readonly may?: Permission;
};

/** What stands around a page. */
export type Frame = FunctionComponent<{
  readonly nav: readonly NavItem[];
  readonly children: ComponentChildren;
}>;
