import type { ComponentProps, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Changes } from "./changes.tsx";

type Props = ComponentProps<typeof Changes>;

/** What changed, for pages of other nouns: its code is fetched when it is shown, not with the page. */
export function ChangesLater(props: Props) {
  const [View, setView] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    let late = false;
    void import("./changes.tsx").then((module) => late || setView(() => module.Changes));
    return () => {
      late = true;
    };
  }, []);
  return View && <View {...props} />;
}
