import { Skeleton } from "../ui/state.tsx";

export function PublishTab() {
  return <Skeleton lines={6} />;
}
