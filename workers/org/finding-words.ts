import type { FindingCode } from "./findings.ts";

/** What a finding says to the reader, and what could be done about it. */
export const FINDING_WORDS: Readonly<
  Record<FindingCode, { readonly zh: string; readonly en: string }>
> = {
  "org/no_unit": {
    zh: "不在任何组织单元中，业绩不会计入任何团队。请安排组织单元。",
    en: "Sits in no unit, so figures count for no team. Give a unit.",
  },
  "org/no_manager": {
    zh: "没有上级，而没有上级的不止一人。请指定上级，或确认其为负责人。",
    en: "Reports to nobody, and is not the only one. Name a manager, or leave the head as it is.",
  },
  "org/manager_left": {
    zh: "上级已离职。请指定新的上级。",
    en: "The manager has left. Name another.",
  },
  "org/reports_in_a_circle": {
    zh: "汇报关系形成循环。请更正上级。",
    en: "Reports in a circle. Correct the manager.",
  },
  "org/joins_in_period": {
    zh: "期间内入职，目标应按在岗时间折算。",
    en: "Joins within the period: the target should be for the days here.",
  },
  "org/leaves_in_period": {
    zh: "期间内离职，目标应按在岗时间折算并安排接手人。",
    en: "Leaves within the period: the target should be for the days here, and somebody takes over.",
  },
  "org/moves_in_period": {
    zh: "期间内调动，业绩自该日起计入新单元。",
    en: "Moves within the period: figures count for the new unit from that day.",
  },
  "org/empty_unit": {
    zh: "整个期间无人任职，分到这里的目标没有人承担。",
    en: "Nobody sits here in the whole period: a target given to it has no one to carry it.",
  },
  "org/empty_seat": {
    zh: "离开后岗位空缺，本单元无人接任。请安排接手人，或收回该岗位的目标。",
    en: "Left a position that nobody in the unit holds since. Name a successor, or take its target back.",
  },
  "org/two_managers": {
    zh: "成员向两位或更多上级汇报，谁对本单元的目标负责并不清楚。",
    en: "Its people report to two managers or more: who answers for the unit's target is not clear.",
  },
};
