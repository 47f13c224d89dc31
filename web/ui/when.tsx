import type { ComponentChildren } from "preact";
import type { Resource } from "./resource.ts";
import { ErrorState, Skeleton } from "./state.tsx";

type WhenProps<Body> = {
  readonly of: Resource<Body>;
  readonly children: (body: Body) => ComponentChildren;
  /** In place of the grey lines. */
  readonly waiting?: ComponentChildren;
};

/** Loading, failed or here: every view shows all three. A failed refresh keeps the last figures. */
export function When<Body>({ of, children, waiting }: WhenProps<Body>) {
  const now = of.value.value;
  if (now.state === "ready") return <>{children(now.body)}</>;
  const problem = now.state === "failed" ? now.problem : null;
  return (
    <>
      {problem && (
        <ErrorState problem={problem} inline={now.last !== null} onRetry={() => void of.load()} />
      )}
      {now.last !== null ? children(now.last) : !problem && (waiting ?? <Skeleton />)}
    </>
  );
}
