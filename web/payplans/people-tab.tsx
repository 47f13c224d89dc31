import { Skeleton } from "../ui/state.tsx";

export function PeopleTab() {
  return <Skeleton lines={6} />;
}
