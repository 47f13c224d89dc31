/** What the sample company has asked to change, and what its regions have beside their targets. */

/** A change that was carried out: 华东 takes over a part of what 华北 carries; the company stands still. */
export const APPLIED = {
  code: "YF-A1",
  from: "YF-N",
  to: "YF-E",
  /** Of what the smaller of the two still carries. */
  percent: 5n,
  trigger: "lost_account",
  reason: "华北一家大客户流失，部分目标由超额完成的华东承接，按比例分到各团队。",
  reasonEn: "North lost a large account; East, ahead of its target, takes over a part, pro rata.",
} as const;

/** One that waits for a second person: a seller and money go from 华南 to 华东. */
export const WAITING = {
  code: "YF-A2",
  from: "YF-S",
  fromTeam: "YF-S1",
  to: "YF-E",
  toTeam: "YF-E2",
  trigger: "transfer",
  reason: "杭州新开两家大客户，从华南调一名销售过去，渠道费用随人划转。",
  reasonEn: "Two large accounts open in Hangzhou: one seller moves over, channel money with them.",
  purpose: "渠道",
  purposeEn: "Channel",
  amount: 80_000_00n,
} as const;

export const REGIONS = ["YF-E", "YF-S", "YF-N"] as const;

/** A year's money of a region in fen: 80 / 20, and what has been used of each, in thousandths. */
export const BUDGET = {
  total: 1_200_000_00n,
  shares: [
    { purpose: "渠道", purposeEn: "Channel", share: "0.8", used: 610n },
    { purpose: "品牌", purposeEn: "Brand", share: "0.2", used: 930n },
  ],
} as const;
