import { describe, expect, test } from "vitest";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { screenful } from "../../workers/boards/frames.ts";
import {
  ClientMessage,
  clientMessage,
  CLOSE,
  PING,
  PONG,
  ServerMessage,
  VERSION,
} from "../../workers/boards/protocol.ts";
import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { aBoard, aState } from "./fixture.ts";

// The shape of every message, as one hash. When this fails you changed what pages and rooms say to
// each other. Would a page that is open right now, built before the change, misread it? Then raise
// VERSION and add a line to the list in protocol.ts. A field that old pages ignore needs no new
// version. In both cases put the new hash here.
test("the protocol is the one that was last looked at", async () => {
  const [server, client] = [toJsonSchema(ServerMessage), toJsonSchema(ClientMessage)];
  const hash = await sha256(canonical({ server, client, CLOSE, PING, PONG }));
  expect([VERSION, hash.slice(0, 16)]).toEqual([1, "f34e0de235b2a746"]);
});

const viewer = { kind: "all", person: null } as const;
const before = aState(aBoard(), { li: { amount: 80n }, wang: { amount: 85n } }, 10);
const after = aState(aBoard(), { li: { amount: 91n, lastSeq: 11 }, wang: { amount: 85n } }, 11);
const read = (frame: string | null | undefined) =>
  v.parse(ServerMessage, JSON.parse(frame ?? "null"));

describe("frames", () => {
  test("are a snapshot for who has nothing, and nothing new for who has it all", () => {
    const shown = screenful();
    expect(read(shown.greet(before, viewer, null))).toMatchObject({
      type: "snapshot",
      stamp: "10@2026-11-01",
      title: { name: "十一月达成榜", from: "2026-11-01" },
    });
    expect(read(shown.greet(before, viewer, "10@2026-11-01"))).toMatchObject({ type: "current" });
    expect(read(shown.greet(before, viewer, "9@2026-11-01"))).toMatchObject({ type: "snapshot" });
  });

  test("are a delta with its basis when a row moved, with the milestone it passed", () => {
    const shown = screenful();
    shown.advance(before, [viewer]);
    expect(read(shown.advance(after, [viewer])(viewer))).toMatchObject({
      type: "delta",
      from: "10@2026-11-01",
      stamp: "11@2026-11-01",
      rows: [
        { key: "li", at: 0, rank: 1, score: "0.9100" },
        { key: "wang", at: 1, rank: 2 },
      ],
      gone: [],
      moments: [{ key: "li", percent: 90 }],
    });
  });

  test("are absent when a commit changed nothing a viewer can see", () => {
    const shown = screenful();
    shown.advance(before, [viewer]);
    expect(shown.advance({ ...before, seq: 11 }, [viewer])(viewer)).toBeNull();
    // Someone who comes now gets the content under its old name, so the next delta fits all.
    expect(read(shown.greet({ ...before, seq: 11 }, viewer, null))).toMatchObject({
      stamp: "10@2026-11-01",
    });
  });

  test("are a snapshot when the definition or the window changed", () => {
    const shown = screenful();
    shown.advance(before, [viewer]);
    const renamed = { ...before, seq: 11, board: aBoard({ name: "新榜", version: 2 }) };
    expect(read(shown.advance(renamed, [viewer])(viewer)).type).toBe("snapshot");
  });

  test("are computed once per distinct view, however many watch", () => {
    const shown = screenful();
    const crowd = Array.from({ length: 500 }, () => ({ kind: "person", person: null }) as const);
    shown.advance(before, [...crowd, viewer]);
    expect(shown.views()).toBe(2);
  });

  test("celebrate a sale, not a target that was lowered", () => {
    const shown = screenful();
    shown.advance(before, [viewer]);
    const easier = aState(
      aBoard(),
      { li: { amount: 80n, target: 80n }, wang: { amount: 85n } },
      11,
    );
    expect(read(shown.advance(easier, [viewer])(viewer))).toMatchObject({ moments: [] });
  });
});

describe("what a client says", () => {
  // prettier-ignore
  test.each([
    ["a hello",                        '{"v":1,"type":"hello","stamp":"10@2026-11-01"}', true],
    ["a hello of a version to come",   '{"v":9,"type":"hello","stamp":""}', true],
    ["a hello without a stamp",        '{"v":1,"type":"hello"}', false],
    ["a hello with something else",    '{"v":1,"type":"hello","stamp":"","more":1}', false],
    ["a stamp that is too long",       `{"v":1,"type":"hello","stamp":"${"x".repeat(65)}"}`, false],
    ["half a message",                 "{", false],
    ["null",                           "null", false],
    ["more than a thousand characters", `"${"x".repeat(2_000)}"`, false],
  ])("%s is read as a message or not", (_, frame, expected) => {
    expect(clientMessage(frame) !== null).toBe(expected);
  });
  test("is never binary", () => expect(clientMessage(new ArrayBuffer(8))).toBeNull());
});
