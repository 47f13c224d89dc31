// Goal: what review would otherwise say again and again. Each ban is [pattern, where, except, why].
import { describe, expect, test } from "vitest";
import { sources } from "./sources.ts";

const all = sources("workers", "web", "db", "infra");
type Ban = {
  readonly word: RegExp;
  readonly where: RegExp;
  readonly except: RegExp;
  readonly why: string;
};

const NOWHERE = /^$/;
const BANS: Ban[] = [
  {
    word: /\bDate\.now\(|new Date\(\)/,
    where: /^workers\//,
    except: /^workers\/(http|jobs|lib|auth|main\.ts|boards\/(room|live)\.ts)/,
    why: "the clock is read once per request; nouns are given `now` and `today`",
  },
  {
    word: /\b(Math\.round|parseFloat|toFixed)\(/,
    where: /^workers\//,
    except: NOWHERE,
    why: "money and rates are never binary floating point",
  },
  {
    word: /\bclass\s+\w+/,
    where: /^(workers|web|db)\//,
    except: /^workers\/(boards\/(room|live)|http\/limiter|tenancy\/replay)\.ts$/,
    why: "only Durable Objects are classes, and what is thrown must be an Error",
  },
  {
    word: /type="date"/,
    where: /^web\//,
    except: /^web\/(ui\/date-field|incentives\/piece-field)\.tsx$/,
    why: "the browser writes a day in its own language: DateField writes it in the reader's",
  },
  { word: /\benum\s+\w+/, where: /./, except: NOWHERE, why: "unions close by `unreachable`" },
  {
    word: /^export default/m,
    where: /^(workers|web|db)\//,
    except: /^workers\/main\.ts$/,
    why: "a name is the same everywhere; the platform wants one default",
  },
  {
    word: /\bas TenantNumber\b/,
    where: /^workers\//,
    except: /^workers\/tenancy\/directory\.ts$/,
    why: "a tenant's number comes from the directory alone",
  },
  {
    word: /\b(SHARD_\d|CONTROL)\b/,
    where: /^workers\//,
    except:
      /^workers\/(tenancy|auth|env\.ts|http\/(app|health)\.ts|boards\/(pairings|routes|screens)\.ts|jobs)/,
    why: "raw database handles stay in tenancy/ and auth/",
  },
  {
    word: /\bdrizzle\(/,
    where: /^workers\//,
    except: /^workers\/auth\//,
    why: "a shard is reached through TenantDb, which carries the tenant",
  },
  {
    word: /(?<!\.)\bcatch\s*[({]/,
    where: /^workers\//,
    except:
      /^workers\/(http\/input|tenancy\/commit|boards\/(room|live|protocol|sockets)|imports\/decode|jobs\/[\w-]+|payruns\/run-jobs)\.ts$/,
    why: "a fault ends in app.onError, jobs or room; a known constraint becomes a value in commit",
  },
  {
    word: /\bOR REPLACE\b|\bREPLACE INTO\b/i,
    where: /^(workers|db|infra)\//,
    except: /^workers\/boards\/room-storage\.ts$/, // An object's own storage, which is a copy.
    why: "a replaced row is deleted without its trigger, so an append-only table would change",
  },
  { word: /\b(FIXME|XXX|HACK)\b/, where: /./, except: NOWHERE, why: "an issue, or nothing" },
  { word: /\bTODO\b(?!.*#\d)/, where: /./, except: NOWHERE, why: "a TODO names its issue" },
  {
    word: /\bfetch\(/,
    where: /^web\//,
    except: /^web\/(api|live)\.ts$/,
    why: "one place adds keys, versions and reads problems",
  },
  {
    word: /new WebSocket\(/,
    where: /^web\//,
    except: /^web\/live\.ts$/,
    why: "one place reconnects",
  },
  {
    word: /https?:\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org|\$\{|fairlead\.)/,
    where: /^web\//,
    except: NOWHERE,
    why: "nothing is loaded from third parties at run time",
  },
];

describe("bans", () => {
  test.each(BANS)("$why", ({ word, where, except }) => {
    const found = all
      .filter(({ path }) => where.test(path) && !except.test(path))
      .filter(({ code, text }) => word.test(word.source.includes("TODO") ? text : code))
      .map(({ path }) => path);
    expect(found).toEqual([]);
  });

  test("files are named in kebab-case and none is a drawer", () => {
    const names = all
      .filter(({ path }) => !path.startsWith("web/messages/"))
      .map(({ path }) => path.split("/").at(-1) ?? "");
    expect(
      names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*\.tsx?$/.test(name)),
    ).toEqual([]);
    expect(
      names.filter((name) => /^(utils?|helpers?|common|services?|types|misc)\./.test(name)),
    ).toEqual([]);
  });

  test("a barrel exists only where a tool needs it", () => {
    const barrels = all.map(({ path }) => path).filter((path) => /\/index\.tsx?$/.test(path));
    expect(barrels.filter((path) => !/^(db\/schema|web\/messages)\//.test(path))).toEqual([]);
  });

  test("a route module, a room and a page stay readable", () => {
    const long = all
      .filter(
        ({ path, text }) =>
          text.split("\n").length > 400 && !/mainland|messages|migrations|sample/.test(path),
      )
      .map(({ path, text }) => `${path}: ${text.split("\n").length} lines`);
    expect(long).toEqual([]);
  });
});
