import { problem, type Cells, type Field, type Importable } from "../lib/importable.ts";
import type { RowProblem, RowResult, Words } from "../lib/importable.ts";

/** A person or unit as far as a file can name it. */
export type Named = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly email?: string | null;
};
/** Everybody by everything they are called; a name may be several people's. */
export type NameIndex = ReadonlyMap<string, readonly Named[]>;
export type OrgKnown = { readonly people: NameIndex; readonly units: NameIndex };

/** Names as they are compared: no case, no doubled spaces, full-width letters as ordinary ones. */
export function plainRef(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

export function nameIndex(all: Iterable<Named>): NameIndex {
  const index = new Map<string, Named[]>();
  for (const named of all)
    for (const key of callsOf(named)) {
      const found = index.get(key);
      if (!found) index.set(key, [named]);
      else if (!found.some(({ code }) => code === named.code)) found.push(named);
    }
  return index;
}

function callsOf({ id, code, name, nameEn, email }: Named): Set<string> {
  const calls = [id, code, name, nameEn ?? "", email ?? ""].map(plainRef);
  return new Set(calls.filter((call) => call !== ""));
}

/** A code or id wins over names; a name that two share names nobody. */
export function findNamed(index: NameIndex, ref: string): Named | "unknown" | "ambiguous" {
  const plain = plainRef(ref);
  const found = index.get(plain) ?? [];
  const byCode = found.find(({ id, code }) => plainRef(code) === plain || id === plain);
  if (byCode) return byCode;
  return found.length > 1 ? "ambiguous" : (found[0] ?? "unknown");
}

/** The reference as a named thing, or the problem with it, in the words of its field. */
export function named(
  index: NameIndex,
  field: Pick<Field, "name" | "label">,
  ref: string,
): RowResult<Named> {
  const found = findNamed(index, ref);
  if (typeof found === "object") return { ok: true, value: found };
  const words = found === "unknown" ? unknown(field.label) : ambiguous(field.label);
  return { ok: false, problems: [problem(field.name, `org/${found}_${field.name}`, ref, words)] };
}

function unknown(label: Words): Words {
  return {
    zh: `没有叫这个名称或编码的“${label.zh}”。请改正，或先新建。`,
    en: `No ${label.en.toLowerCase()} has this name or code. Correct it, or create it first.`,
  };
}
function ambiguous(label: Words): Words {
  return {
    zh: `有多个“${label.zh}”叫这个名称。请改用编码。`,
    en: `More than one ${label.en.toLowerCase()} has this name. Use the code instead.`,
  };
}

/** One row of people, as `POST /people` takes it; a blank is left out and overwrites nothing. */
export type PersonImportRow = {
  readonly code: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly email?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly unit?: string;
  readonly position?: string;
  readonly manager?: string;
};
export type UnitImportRow = {
  readonly code: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly kind?: string;
  readonly parent?: string;
};

const TEAM: Field = {
  name: "unit",
  label: { zh: "团队", en: "Team" },
  kind: "text",
  required: false,
  charsMax: 64,
  synonyms: [
    ..."团队|部门|小组|组织|所属部门|所属团队|销售团队|营业部|分公司|区域|大区|办事处|门店".split(
      "|",
    ),
    ..."team|unit|department|dept|group|sales team|regional office|office|region|territory|branch|division".split(
      "|",
    ),
  ],
};
const MANAGER: Field = {
  name: "manager",
  label: { zh: "上级", en: "Manager" },
  kind: "text",
  required: false,
  charsMax: 64,
  synonyms: [
    ..."上级|主管|经理|直属上级|直接上级|汇报对象|负责人|销售经理".split("|"),
    ..."manager|reports to|supervisor|boss|line manager|team lead|manager name".split("|"),
  ],
};
function textField(name: string, label: Words, charsMax: number, synonyms: string): Field {
  return { name, label, kind: "text", required: false, charsMax, synonyms: synonyms.split("|") };
}
function dayField(name: string, label: Words, synonyms: string): Field {
  return { name, label, kind: "day", required: false, charsMax: 40, synonyms: synonyms.split("|") };
}

export const personFields: readonly Field[] = [
  textField(
    "name",
    { zh: "姓名", en: "Name" },
    120,
    "姓名|名字|员工姓名|员工|人员|销售|销售员|销售人员|业务员|销售代表|中文名|name|full name|employee name|employee|person|salesperson|sales person|sales_agent|agent|sales rep|rep|seller|display name",
  ),
  textField("givenName", { zh: "名", en: "First name" }, 60, "名|first name|given name|forename"),
  textField(
    "familyName",
    { zh: "姓", en: "Last name" },
    60,
    "姓|姓氏|last name|family name|surname",
  ),
  textField(
    "code",
    { zh: "工号", en: "Employee number" },
    64,
    "工号|员工编号|员工号|编号|人员编码|编码|员工工号|employee id|employee code|employee number|code|employee key|staff id|staff number|personnel number|user id|id|business entity id|salesperson id|national id number",
  ),
  textField(
    "nameEn",
    { zh: "英文名", en: "Name in English" },
    120,
    "英文名|英文姓名|english name|name en|name (en)",
  ),
  textField(
    "email",
    { zh: "邮箱", en: "E-mail" },
    254,
    "邮箱|电子邮箱|电子邮件|邮件|email|e-mail|mail|email address|upn|login",
  ),
  TEAM,
  MANAGER,
  textField(
    "position",
    { zh: "岗位", en: "Position" },
    120,
    "岗位|职位|职务|职称|position|title|job title|role",
  ),
  dayField(
    "startsOn",
    { zh: "入职日期", en: "First day" },
    "入职日期|入职时间|到岗日期|开始日期|hire date|start date|starts on|joined|date of joining|hiredate",
  ),
  dayField(
    "endsOn",
    { zh: "离职日期", en: "First day gone" },
    "离职日期|离职时间|结束日期|end date|ends on|leaving date|termination date",
  ),
];

/** People of a file. A manager may be named in another row, before or after. */
export const peopleImport: Importable<OrgKnown, PersonImportRow> = {
  kind: "people",
  label: { zh: "人员", en: "People" },
  fields: personFields,
  gather: (known, rows) => ({ ...known, people: withFile(known.people, rows) }),
  checkRow: checkPerson,
  keyOf: ({ code }) => plainRef(code),
};

function withFile(people: NameIndex, rows: Iterable<Cells>): NameIndex {
  const all = new Map([...people.values()].flat().map((at) => [plainRef(at.code), at]));
  for (const cells of rows) {
    const name = nameOf(cells);
    const code = cells["code"] || codeOf(name, people);
    // A row without a name creates nobody, so nobody can report to it.
    if (name === "" || code === "" || all.has(plainRef(code))) continue;
    all.set(plainRef(code), {
      id: code,
      code,
      name,
      nameEn: cells["nameEn"] ?? null,
      email: cells["email"] ?? null,
    });
  }
  return nameIndex(all.values());
}

/** Without a column of codes, a known name keeps its person and a new name is its own code. */
function codeOf(name: string, people: NameIndex): string {
  const found = findNamed(people, name);
  return typeof found === "object" ? found.code : name.slice(0, 64);
}

/** Chinese family names stand first and unspaced; others behind, after a space. */
function nameOf(cells: Cells): string {
  const { name = "", givenName = "", familyName = "" } = cells;
  if (name !== "" || (givenName === "" && familyName === "")) return name;
  const chinese = /\p{Script=Han}/u.test(familyName + givenName);
  return chinese ? familyName + givenName : `${givenName} ${familyName}`.trim();
}

function checkPerson(cells: Cells, known: OrgKnown): RowResult<PersonImportRow> {
  const name = nameOf(cells);
  const code = cells["code"] || codeOf(name, known.people);
  if (code === "") return { ok: false, problems: [NO_NAME] };
  const problems: RowProblem[] = [];
  const ref = (index: NameIndex, field: Field): string => {
    const text = cells[field.name] ?? "";
    if (text === "") return "";
    const found = named(index, field, text);
    if (found.ok) return found.value.code;
    problems.push(...found.problems);
    return "";
  };
  const { nameEn = "", email = "", position = "", startsOn = "", endsOn = "" } = cells;
  const row = { name, nameEn, email, startsOn, endsOn, position };
  const linked = { ...row, unit: ref(known.units, TEAM), manager: ref(known.people, MANAGER) };
  if (email !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) problems.push(badEmail(email));
  if (startsOn !== "" && endsOn !== "" && endsOn <= startsOn) problems.push(backwards(endsOn));
  if (name === "" && findNamed(known.people, code) === "unknown") problems.push(NO_NAME);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { code, ...filled(linked) } };
}

/** Only what says something. */
function filled<Row extends Record<string, string>>(row: Row): Partial<Row> {
  const entries = Object.entries(row).filter(([, value]) => value !== "");
  return Object.fromEntries(entries) as Partial<Row>; // The same keys, fewer of them.
}

const NO_NAME = problem("name", "org/name_missing", "", {
  zh: "新员工需要“姓名”。请填写姓名。",
  en: "A new person needs a name. Fill it in.",
});
function badEmail(email: string): RowProblem {
  return problem("email", "org/not_an_email", email, {
    zh: "“邮箱”格式不对。请写成 name@company.com 的格式。",
    en: "The e-mail address is not one. Write it like name@company.com.",
  });
}
function backwards(endsOn: string): RowProblem {
  return problem("endsOn", "org/ends_before_start", endsOn, {
    zh: "“离职日期”不晚于“入职日期”。请检查两个日期。",
    en: "The first day gone is not after the first day. Check both.",
  });
}

/** People and teams that a file names and the company does not have: what one click would create. */
export type Missing = {
  readonly people: readonly { readonly name: string; readonly team: string }[];
  readonly teams: readonly string[];
};

/**
 * What a file of people needs first: its teams, and managers who are neither known nor in the file.
 * A manager is taken to sit in the team of the first person who names them.
 */
export function missingBeside(rows: readonly Cells[], known: OrgKnown): Missing {
  const all = withFile(known.people, rows);
  const people = new Map<string, { name: string; team: string }>();
  const teams = new Map<string, string>();
  for (const { manager = "", unit = "" } of rows) {
    if (unit !== "" && findNamed(known.units, unit) === "unknown") teams.set(plainRef(unit), unit);
    if (manager === "" || findNamed(all, manager) !== "unknown") continue;
    if (!people.has(plainRef(manager)))
      people.set(plainRef(manager), { name: manager, team: unit });
  }
  return { people: [...people.values()], teams: [...teams.values()] };
}

const PARENT: Field = {
  ...textField(
    "parent",
    { zh: "上级团队", en: "Parent team" },
    64,
    "上级团队|上级部门|上级组织|上级|所属大区|大区|parent|parent team|parent unit|parent department|reports to|region|group",
  ),
};
export const unitFields: readonly Field[] = [
  {
    ...textField(
      "name",
      { zh: "团队名称", en: "Team name" },
      120,
      "团队名称|团队|部门名称|部门|名称|组织|区域|name|team|team name|unit|unit name|department|territory|region",
    ),
    required: true,
  },
  textField(
    "code",
    { zh: "团队编码", en: "Team code" },
    64,
    "团队编码|部门编码|编码|编号|code|team code|unit code|department code|id|territory id",
  ),
  PARENT,
  textField(
    "nameEn",
    { zh: "英文名称", en: "Name in English" },
    120,
    "英文名|英文名称|english name|name en",
  ),
  textField("kind", { zh: "类型", en: "Kind" }, 32, "类型|级别|层级|kind|type|level"),
];

/** Teams of a file. A parent may stand in another row, before or after. */
export const unitsImport: Importable<OrgKnown, UnitImportRow> = {
  kind: "units",
  label: { zh: "团队", en: "Teams" },
  fields: unitFields,
  gather: (known, rows) => ({ ...known, units: withUnits(known.units, rows) }),
  checkRow: checkUnit,
  keyOf: ({ code }) => plainRef(code),
};

function withUnits(units: NameIndex, rows: Iterable<Cells>): NameIndex {
  const all = new Map([...units.values()].flat().map((at) => [plainRef(at.code), at]));
  for (const { name = "", code: given = "" } of rows) {
    const code = given || codeOf(name, units);
    if (code !== "" && !all.has(plainRef(code))) all.set(plainRef(code), { id: code, code, name });
  }
  return nameIndex(all.values());
}

function checkUnit(cells: Cells, known: OrgKnown): RowResult<UnitImportRow> {
  const { name = "", nameEn = "", kind = "", parent = "" } = cells;
  const code = cells["code"] || codeOf(name, known.units);
  const above = parent === "" ? null : named(known.units, PARENT, parent);
  if (above && !above.ok) return above;
  const row = { name, nameEn, kind, parent: above?.value.code ?? "" };
  return { ok: true, value: { code, ...filled(row) } };
}
