import type { Refusals } from "../lib/refusals.ts";

/** What pay runs refuse, each naming the place, the value and the remedy. */
export const payrunRefusals = {
  "pay_run/not_found": {
    status: 404,
    en: "There is no pay run {id}.",
    zh: "没有核算 {id}。",
  },
  "pay_run/no_statement": {
    status: 404,
    en: "This run holds no statement of that person.",
    zh: "本次核算中没有此人的提成对账单。",
  },
  "pay_run/exists": {
    status: 409,
    en: "The period from {from} already has a run.",
    zh: "{from} 起的计薪期已有核算。",
  },
  "pay_run/no_period": {
    status: 422,
    en: "No pay period of this plan begins on {from}. The nearest begin on {before} and {after}.",
    zh: "此方案没有自 {from} 起的计薪期。相邻的计薪期自 {before} 和 {after} 起。",
  },
  "pay_run/not_published": {
    status: 422,
    en: "No published version of the plan holds on these days: there is nothing to pay by.",
    zh: "这些日期没有已发布的方案版本，没有可以核算的依据。",
  },
  "pay_run/nobody": {
    status: 422,
    en: "Nobody is on the plan in this period. Assign participants first.",
    zh: "本期没有人在此方案中。请先指定参与人。",
  },
  "pay_run/too_many_at_once": {
    status: 422,
    en: "What is known today is computed while you wait, for at most {max} people; this plan has {count}. Entries that came late show as true-ups of the first open period.",
    zh: "按目前所知的结果在等待时即时计算，最多 {max} 人；此方案有 {count} 人。迟到的业绩会作为补差计入第一个未锁定的计薪期。",
  },
  "pay_run/earlier_open": {
    status: 409,
    en: "The period from {from} is not locked yet. Periods are closed in their order.",
    zh: "{from} 起的计薪期尚未锁定。计薪期须依次关闭。",
  },
  "pay_run/not_now": {
    status: 409,
    en: "The run is not at this step. Load it again: its page says what comes next.",
    zh: "核算现在不在这一步。请重新载入，页面会写明接下来做什么。",
  },
  "pay_run/locked": {
    status: 409,
    en: "The period is locked. Nothing of it changes any more; a correction enters the first open period.",
    zh: "该计薪期已锁定，不再更改；更正会计入第一个未锁定的计薪期。",
  },
  "pay_run/job_running": {
    status: 409,
    en: "A calculation of this run is under way. Wait until it has ended.",
    zh: "本次核算正在计算中，请等待完成。",
  },
  "pay_run/not_over": {
    status: 422,
    en: "The period is not over yet. It can be submitted from {until} on.",
    zh: "计薪期还没有结束，{until} 起可以提交。",
  },
  "pay_run/other_result": {
    status: 409,
    en: "The result is no longer the one you looked at. Look at the difference, then decide again.",
    zh: "结果已不是您所看到的那一个。请查看差异后重新决定。",
  },
  "pay_run/flawed": {
    status: 422,
    en: "The run cannot be calculated: {count} things are missing or wrong, each named below.",
    zh: "无法核算：有 {count} 处缺失或有误，逐项列在下面。",
  },
  "pay_run/own_plan": {
    status: 403,
    en: "You edited version {number} of this plan. A second person approves what is paid by it.",
    zh: "您编辑过此方案的第 {number} 版，须由另一人批准按它核算的结果。",
  },
  "pay_run/own_correction": {
    status: 403,
    en: "You entered a correction of pay that is in this run. A second person approves it.",
    zh: "本次核算含有您录入的更正，须由另一人批准。",
  },
  "pay_run/own_run": {
    status: 403,
    en: "You submitted this run. A second person approves it.",
    zh: "本次核算由您提交，须由另一人批准。",
  },
  "pay_run/signed_already": {
    status: 409,
    en: "You have approved this result already.",
    zh: "您已批准过这一结果。",
  },
  "pay_run/own_terms": {
    status: 403,
    en: "You set the terms of people on this plan that the run pays by for the first time. A second person approves it.",
    zh: "本次核算首次采用你设定的参与人条款，须由另一人审批。",
  },
  "pay_run/own_leave": {
    status: 403,
    en: "You entered leave or relief that the run pays by for the first time. A second person approves it.",
    zh: "本次核算首次采用你录入的请假或减免，须由另一人审批。",
  },
  "pay_run/own_rates": {
    status: 403,
    en: "You entered rates that the run pays by for the first time. A second person approves it.",
    zh: "本次核算首次采用你录入的汇率，须由另一人审批。",
  },
  "pay_run/own_opening": {
    status: 403,
    en: "You entered opening balances that the run pays by for the first time. A second person approves it.",
    zh: "本次核算首次采用你录入的期初余额，须由另一人审批。",
  },
  "pay_run/own_settings": {
    status: 403,
    en: "You changed pay settings that the run pays by for the first time. A second person approves it.",
    zh: "本次核算首次采用你更改的薪酬设置，须由另一人审批。",
  },
  "pay_run/own_compared": {
    status: 403,
    en: "You edited a plan that pay in this run is compared with. A second person approves it.",
    zh: "本次核算要与你编辑过的另一方案比较，须由另一人审批。",
  },
  "pay_run/true_ups_waiting": {
    status: 409,
    en: "{count} lines pay earlier periods anew under a new version of the plan and wait for their own approval: {names}.",
    zh: "有 {count} 行按新版方案重算了以前各期的薪酬，须先单独审批：{names}。",
  },
  "pay_run/true_ups_refused": {
    status: 409,
    en: "{count} lines that pay earlier periods anew were refused: {names}. Publish a version that takes over otherwise and calculate again, or approve them after all.",
    zh: "有 {count} 行重算以前各期的薪酬未获批准：{names}。请发布以其他方式衔接的新版本并重新核算，或改为批准。",
  },
  "pay_run/own_line": {
    status: 403,
    en: "The line is in your own statement: somebody else approves it.",
    zh: "该行属于你自己的对账单，须由其他人审批。",
  },
  "pay_run/no_true_ups": {
    status: 422,
    en: "None of these people has a line that waits for this.",
    zh: "这些人员没有需要此项审批的行。",
  },
  "pay_run/stale_basis": {
    status: 409,
    en: "The plan, its members or a correction's run changed after this calculation, with effect before the end of the period. Calculate again.",
    zh: "本次核算之后，方案、参与人或更正的归属发生了变更，且在本期结束前生效。请重新核算。",
  },
  "pay_run/disputed": {
    status: 409,
    en: "{count} disputes on this run are still open: {names}. Answer them before the lock.",
    zh: "本次核算还有 {count} 项异议未处理：{names}。请先处理再锁定。",
  },
  "pay_run/word": {
    status: 422,
    en: "Type {word} to lock the period. Nothing of it can be changed afterwards.",
    zh: "请输入 {word} 以锁定该计薪期。锁定后无法更改。",
  },
  "pay_run/pay_day": {
    status: 422,
    en: "{on} lies before the end of the period, {until}.",
    zh: "{on} 早于计薪期结束日 {until}。",
  },
  "pay_run/not_locked": {
    status: 409,
    en: "A payroll file is taken once the period is locked; the run is not yet.",
    zh: "核算还没有锁定，锁定后才能导出发薪文件。",
  },
  "pay_run/no_advances": {
    status: 422,
    en: "The plan pays nothing in advance in this period: its draw, if it has one, is paid at the end.",
    zh: "此方案在本期不在期初发放预支；若有预支，随期末一并发放。",
  },
  "pay_run/interval": {
    status: 422,
    en: "{from} until {until} holds no day, or more than two years.",
    zh: "{from} 起、{until} 前不含任何一天，或超过两年。",
  },
  "pay_opening/not_found": {
    status: 404,
    en: "There is no list of opening balances {id}.",
    zh: "没有期初余额清单 {id}。",
  },
  "pay_opening/exists": {
    status: 409,
    en: "A list of opening balances with the id {id} exists already.",
    zh: "编号为 {id} 的期初余额清单已存在。",
  },
  "pay_opening/rejected": {
    status: 422,
    en: "Nothing was saved: {count} rows cannot be used, each named below.",
    zh: "没有保存任何内容：有 {count} 行无法使用，逐项列在下面。",
  },
  "pay_opening/too_large": {
    status: 422,
    en: "Nothing was saved: the list is too large to be kept whole ({limit} bytes at most). The first {value} rows fit; send the rest as another list, and a person whose deals alone are too many with fewer deals.",
    zh: "没有保存任何内容：清单太大，无法整份保存（最多 {limit} 字节）。前 {value} 行可以保存，其余请另作一份清单；若一人的成交就已太多，请减少成交笔数。",
  },
  "pay_opening/not_on_plan": {
    status: 422,
    en: "{value} is not on this plan. Put the person on it first.",
    zh: "{value} 不在该方案中。请先将其加入方案。",
  },
  "pay_opening/barred": {
    status: 409,
    en: "{value} was paid by this plan before, or has opening balances already. What is still wrong is entered as a correction.",
    zh: "{value} 已由该方案计薪，或已有期初余额。如仍有差错，请录入更正。",
  },
  "pay_opening/amount": {
    status: 422,
    en: "{value} is no such sum: a number of 0 or more with at most {scale} decimals.",
    zh: "{value} 不是有效金额：须为不小于 0 的数字，最多 {scale} 位小数。",
  },
  "pay_opening/component": {
    status: 422,
    en: "{value} is no component of the published plan that can be opened. These can: {components}. Pools, split pay and pay by single credits or deals cannot; enter a correction.",
    zh: "{value} 不是已发布方案中可录入期初的组成部分。可录入的有：{components}。奖金池、共享成交的拆分提成、按单笔业绩或成交计提的部分不能录入，请改用更正。",
  },
  "pay_opening/window": {
    status: 422,
    en: "{component} has no window {value}. It has: {windows} (the second day is the first day after it).",
    zh: "{component} 没有 {value} 这一计算窗口。现有窗口：{windows}（后一日期为窗口结束后的第一天）。",
  },
  "pay_opening/window_twice": {
    status: 422,
    en: "{component} and its window {value} are named twice for one person. Add the two up.",
    zh: "同一人的 {component} 在窗口 {value} 写了两次，请合为一项。",
  },
  "pay_opening/deals": {
    status: 422,
    en: "{value} is paid when its deals come to it: say what of the amount was paid of each deal.",
    zh: "{value} 随成交逐笔发放，请写明其中每笔成交已发放多少。",
  },
  "pay_opening/not_now": {
    status: 409,
    en: "The list has moved on; that cannot be done any more. Load it again.",
    zh: "该清单的状态已经变了，不能再执行此操作。请重新载入。",
  },
  "pay_opening/own_entry": {
    status: 403,
    en: "You entered this list yourself, so a second person decides on it.",
    zh: "该清单由你录入，须由另一人决定。",
  },
  "pay_opening/own_pay": {
    status: 403,
    en: "Your own balances are on this list: somebody else decides on it.",
    zh: "该清单含有你自己的余额，须由其他人决定。",
  },
  "pay_opening/not_author": {
    status: 403,
    en: "Only whoever entered a list takes it back while it waits. You may reject it instead.",
    zh: "待审批的清单只能由录入人撤回。你可以驳回它。",
  },
  "pay_settings/metric": {
    status: 422,
    en: "There is no metric {value}.",
    zh: "没有指标 {value}。",
  },
  "pay_settings/not_alone": {
    status: 409,
    en: "{count} accounts may approve pay, so a second person approves. One person alone does only where nobody else may.",
    zh: "有 {count} 个账号可以批准薪酬，须由第二人批准。只有在没有其他人可以批准时，才允许一人批准。",
  },
  "pay_settings/column_twice": {
    status: 422,
    en: "Two columns are titled {value}.",
    zh: "有两列都叫 {value}。",
  },
  "pay_rate/rejected": {
    status: 422,
    en: "Nothing was saved: {count} rates cannot be used, each named below.",
    zh: "没有保存任何内容：有 {count} 条汇率无法使用，逐项列在下面。",
  },
  "pay_rate/twice": {
    status: 422,
    en: "{from} and {to} on {on} are named twice. One direction of a pair is enough.",
    zh: "{on} 的 {from} 与 {to} 重复。一对币种只写一个方向。",
  },
  "pay_rate/not_above_zero": {
    status: 422,
    en: "A rate is above 0; {value} is not.",
    zh: "汇率必须大于 0，{value} 不是。",
  },
  "pay/hidden": {
    status: 403,
    en: "Pay is shown to the person, to owners, administrators and finance; to managers where the company has said so.",
    zh: "薪酬只对本人、所有者、管理员和财务可见；公司允许时，也对上级可见。",
  },
} as const satisfies Refusals;
