import { Skeleton } from "../ui/state.tsx";

export function PlansTab() {
  return <Skeleton lines={6} />;
}
