// Programs that must not compile: the compiler's message is part of what the library offers, so each is written down where it
// is expected, below the line and column it points to.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const orm = join(import.meta.dirname, "../..");
const dir = join(import.meta.dirname, "wrong");
const files = readdirSync(dir).filter((file) => file.endsWith(".ts"));
let found: Map<string, Diagnostic[]>;

describe("programs that must not compile", () => {
  beforeAll(async () => {
    found = parseReport(await compile());
  });

  for (const file of files) {
    const lines = readFileSync(join(dir, file), "utf8").split("\n");
    it(`${lines[0]!.slice(3)} (${file})`, () => {
      const expected = expectedOf(lines);
      expect(expected.length).toBeGreaterThan(0);
      expect(found.get(file)).toEqual(expected);
    });
  }

  it("and no other file of theirs is wrong", () => {
    expect([...found.keys()].toSorted()).toEqual(files.toSorted());
  });
});

/** All programs in one run, on one thread: in several, the order in which types are named would depend on their number. */
async function compile(): Promise<string> {
  const tsc = join(orm, "node_modules/.bin/tsc");
  const args = ["-p", "test/types/wrong", "--singleThreaded"];
  const failed = promisify(execFile)(tsc, args, { cwd: orm }).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
  return failed;
}

function parseReport(report: string): Map<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const match of report.matchAll(/^(\S+)\((\d+),(\d+)\): error (TS\d+: .*)$/gm)) {
    const [, path, line, column, message] = match;
    const file = path!.replace("test/types/wrong/", "");
    const diagnostic = { line: Number(line), column: Number(column), message: message! };
    byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
  }
  return byFile;
}

/** `//   ^ TS2339: …` expects the message at the caret's column of the last line of code above. */
function expectedOf(lines: ReadonlyArray<string>): Diagnostic[] {
  let code = 0;
  return lines.flatMap((text, at): Diagnostic[] => {
    const [, spaces, message] = /^\/\/( *)\^ (TS\d+: .*)$/.exec(text) ?? [];
    if (message !== undefined) return [{ line: code, column: spaces!.length + 3, message }];
    code = at + 1;
    return [];
  });
}
