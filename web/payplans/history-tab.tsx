import { Skeleton } from "../ui/state.tsx";

export function HistoryTab() {
  return <Skeleton lines={6} />;
}
