import { addDays, addMonths, type Day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";

/** How a team does against its plan over the five quarters. */
export type Course = "steady" | "star" | "trouble";

export type SampleUnit = {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: "company" | "region" | "team";
  readonly name: string;
  readonly nameEn: string;
  /** Code of the person at its head. */
  readonly head: string;
};

export type SamplePerson = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly title: string;
  readonly titleEn: string;
  readonly startsOn: Day;
  /** The first day the person is no longer there; `FOREVER` while they stay. */
  readonly endsOn: Day;
  /** Expected business against an ordinary seller, per mille; 0 for those who only lead. */
  readonly strength: number;
};

export type SampleMembership = {
  readonly person: string;
  readonly unit: string;
  /** Whom the person reports to in that time; null for the head of the company. */
  readonly manager: string | null;
  readonly from: Day;
  readonly until: Day;
};

/** One line of the staff list: 姓名, name, strength, and what is special about the person. */
type Seat = readonly [
  name: string,
  nameEn: string,
  strength: number,
  special?: "joiner" | "leaver",
];
type Team = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly course: Course;
  /** The head comes first. */
  readonly seats: readonly Seat[];
};

const HEAD: Seat = ["沈云舟", "Shen Yunzhou", 0];

type Region = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly head: Seat;
  readonly teams: readonly Team[];
};

const EAST: Region = {
  code: "YF-E",
  name: "华东大区",
  nameEn: "East China",
  head: ["顾清和", "Gu Qinghe", 0],
  teams: [
    {
      code: "YF-E1",
      name: "上海直销团队",
      nameEn: "Shanghai Direct",
      course: "steady",
      seats: [
        ["陆知远", "Lu Zhiyuan", 900],
        ["陈思远", "Chen Siyuan", 1240],
        ["王雨桐", "Wang Yutong", 1130],
        ["徐嘉宁", "Xu Jianing", 1010],
        ["吴浩然", "Wu Haoran", 930],
        ["丁一诺", "Ding Yinuo", 820, "joiner"],
      ],
    },
    {
      code: "YF-E2",
      name: "杭州团队",
      nameEn: "Hangzhou",
      course: "star",
      seats: [
        ["方晓棠", "Fang Xiaotang", 940],
        ["林子墨", "Lin Zimo", 1290],
        ["金若溪", "Jin Ruoxi", 1120],
        ["余景行", "Yu Jingxing", 1040],
        ["潘可欣", "Pan Kexin", 960],
      ],
    },
    {
      code: "YF-E3",
      name: "苏州团队",
      nameEn: "Suzhou",
      course: "steady",
      seats: [
        ["钱文博", "Qian Wenbo", 820],
        ["朱婉清", "Zhu Wanqing", 1060],
        ["许志强", "Xu Zhiqiang", 960],
        ["曹梦瑶", "Cao Mengyao", 880],
      ],
    },
  ],
};

const SOUTH: Region = {
  code: "YF-S",
  name: "华南大区",
  nameEn: "South China",
  head: ["梁海峰", "Liang Haifeng", 0],
  teams: [
    {
      code: "YF-S1",
      name: "深圳大客户团队",
      nameEn: "Shenzhen Key Accounts",
      course: "steady",
      seats: [
        ["黄俊杰", "Huang Junjie", 960],
        ["郑凯文", "Zheng Kaiwen", 1330],
        ["何诗涵", "He Shihan", 1180],
        ["罗子轩", "Luo Zixuan", 1030],
        ["邓佳怡", "Deng Jiayi", 940],
      ],
    },
    {
      code: "YF-S2",
      name: "广州团队",
      nameEn: "Guangzhou",
      course: "trouble",
      seats: [
        ["谭永康", "Tan Yongkang", 880],
        ["苏敏仪", "Su Minyi", 1090],
        ["叶志豪", "Ye Zhihao", 990],
        ["冯嘉敏", "Feng Jiamin", 930],
        ["彭伟明", "Peng Weiming", 900, "leaver"],
      ],
    },
    {
      code: "YF-S3",
      name: "厦门团队",
      nameEn: "Xiamen",
      course: "steady",
      seats: [
        ["蔡宏达", "Cai Hongda", 800],
        ["洪雅雯", "Hong Yawen", 1000],
        ["庄明哲", "Zhuang Mingzhe", 910],
        ["施丽萍", "Shi Liping", 840],
      ],
    },
  ],
};

const NORTH: Region = {
  code: "YF-N",
  name: "华北大区",
  nameEn: "North China",
  head: ["赵北辰", "Zhao Beichen", 0],
  teams: [
    {
      code: "YF-N1",
      name: "北京大客户团队",
      nameEn: "Beijing Key Accounts",
      course: "steady",
      seats: [
        ["孙立群", "Sun Liqun", 970],
        ["李欣然", "Li Xinran", 1350],
        ["张博文", "Zhang Bowen", 1200],
        ["刘思琪", "Liu Siqi", 1080],
        ["杨天佑", "Yang Tianyou", 980],
        ["周子涵", "Zhou Zihan", 800, "joiner"],
      ],
    },
    {
      code: "YF-N2",
      name: "北京渠道团队",
      nameEn: "Beijing Channel",
      course: "steady",
      seats: [
        ["马国栋", "Ma Guodong", 850],
        ["胡静怡", "Hu Jingyi", 1070],
        ["郭晨曦", "Guo Chenxi", 970],
        ["高子昂", "Gao Ziang", 880],
        ["唐晓宇", "Tang Xiaoyu", 860, "leaver"],
      ],
    },
    {
      code: "YF-N3",
      name: "天津团队",
      nameEn: "Tianjin",
      course: "steady",
      seats: [
        ["韩振东", "Han Zhendong", 810],
        ["宋佳琪", "Song Jiaqi", 1010],
        ["董浩宇", "Dong Haoyu", 900],
        ["于海燕", "Yu Haiyan", 850, "joiner"],
      ],
    },
  ],
};

export const REGIONS: readonly Region[] = [EAST, SOUTH, NORTH];
export const ROOT = "YF";
/** 何诗涵 learned the trade in Guangzhou and was called to Shenzhen in this fiscal year. */
const MOVER = { name: "何诗涵", before: "YF-S2", movedMonths: 5 };

export type Company = {
  readonly units: readonly SampleUnit[];
  readonly people: readonly SamplePerson[];
  readonly memberships: readonly SampleMembership[];
  readonly courses: ReadonlyMap<string, Course>;
};

/**
 * The company as it stands: 3 regions, 9 teams, 48 people; who leads, who came, who left, who moved.
 * `firstDay` is the first day any figure exists for, `quarter` the first day of the running quarter.
 */
export function company(firstDay: Day, quarter: Day): Company {
  const staff = seats();
  const placed = staff.map((seat) => ({ seat, is: person(seat, firstDay, quarter) }));
  return {
    units: units(staff),
    people: placed.map(({ is }) => is),
    memberships: placed.flatMap(({ seat, is }) => memberships(seat, is, { quarter, staff })),
    courses: new Map(REGIONS.flatMap(({ teams }) => teams.map((team) => [team.code, team.course]))),
  };
}

type Placed = {
  readonly seat: Seat;
  readonly code: string;
  readonly unit: string;
  readonly rank: "chief" | "director" | "lead" | "seller";
  readonly manager: string | null;
};

/** Everyone in order of the tree, with staff numbers YF001 to YF048. */
function seats(): Placed[] {
  const placed: Placed[] = [];
  const place = (seat: Seat, unit: string, rank: Placed["rank"], manager: string | null) => {
    const code = `YF${String(placed.length + 1).padStart(3, "0")}`;
    placed.push({ seat, code, unit, rank, manager });
    return code;
  };
  const chief = place(HEAD, ROOT, "chief", null);
  for (const region of REGIONS) {
    const director = place(region.head, region.code, "director", chief);
    for (const team of region.teams) {
      const [head, ...sellers] = team.seats;
      if (!head) continue;
      const lead = place(head, team.code, "lead", director);
      for (const seller of sellers) place(seller, team.code, "seller", lead);
    }
  }
  return placed;
}

function units(staff: readonly Placed[]): SampleUnit[] {
  const head = (unit: string) => staff.find((seat) => seat.unit === unit)?.code ?? "";
  const root = { code: ROOT, parent: null, kind: "company", head: head(ROOT) } as const;
  return [
    { ...root, name: "云帆科技", nameEn: "Yunfan Technology" },
    ...REGIONS.flatMap(({ code, name, nameEn, teams }): SampleUnit[] => [
      { code, parent: ROOT, kind: "region", name, nameEn, head: head(code) },
      ...teams.map((team): SampleUnit => ({
        code: team.code,
        parent: code,
        kind: "team",
        name: team.name,
        nameEn: team.nameEn,
        head: head(team.code),
      })),
    ]),
  ];
}

const TITLES = {
  chief: ["销售副总裁", "Vice President of Sales"],
  director: ["大区总监", "Regional Director"],
  lead: ["团队经理", "Team Manager"],
  senior: ["高级客户经理", "Senior Account Manager"],
  seller: ["客户经理", "Account Manager"],
  joiner: ["见习客户经理", "Junior Account Manager"],
} as const;

function person(placed: Placed, firstDay: Day, quarter: Day): SamplePerson {
  const [name, nameEn, strength, special] = placed.seat;
  const seller = special === "joiner" ? "joiner" : strength >= 1100 ? "senior" : "seller";
  const [title, titleEn] = TITLES[placed.rank === "seller" ? seller : placed.rank];
  const number = Number(placed.code.slice(2));
  return {
    code: placed.code,
    name,
    nameEn,
    title,
    titleEn,
    // Joiners arrive over the last three quarters; the others were there before the first figure.
    startsOn:
      special === "joiner"
        ? addMonths(quarter, -2 - (number % 5))
        : addDays(addMonths(firstDay, -3 * (1 + (number % 16))), number % 20),
    endsOn: special === "leaver" ? addMonths(quarter, -1 - (number % 3)) : FOREVER,
    strength,
  };
}

function memberships(
  { code, unit, seat, manager }: Placed,
  { startsOn, endsOn }: SamplePerson,
  { quarter, staff }: { readonly quarter: Day; readonly staff: readonly Placed[] },
): SampleMembership[] {
  const now = { person: code, unit, manager, from: startsOn, until: endsOn };
  if (seat[0] !== MOVER.name) return [now];
  const moved = addMonths(quarter, -MOVER.movedMonths);
  const before = staff.find((other) => other.unit === MOVER.before && other.rank === "lead");
  return [
    { ...now, unit: MOVER.before, manager: before?.code ?? null, until: moved },
    { ...now, from: moved },
  ];
}
