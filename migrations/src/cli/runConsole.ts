// `db:console`: a small SQL prompt, because the embedded package has no psql. Statements run one after the other, each for itself
// unless they say BEGIN, as in psql; the first that fails is the last.
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { type Client, DatabaseError, type FieldDef } from "pg";
import { connect } from "../connection/connect.ts";
import { splitStatements } from "../sql/splitStatements.ts";
import { formatTable } from "./formatTable.ts";

const help = String.raw`Statements end in ";". \dt lists the tables, \d NAME describes one, \q (or Ctrl-D) leaves.`;

const tables =
  "SELECT n.nspname AS schema, c.relname AS name, obj_description(c.oid) AS comment FROM pg_class c " +
  "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm') " +
  "AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%' ORDER BY 1, 2";

const columns =
  "SELECT a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, " +
  "CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE '' END AS null, pg_get_expr(d.adbin, d.adrelid) AS default, " +
  "col_description(a.attrelid, a.attnum) AS comment FROM pg_attribute a " +
  "LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum " +
  "WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

/** Runs the prompt until the input ends and resolves to the exit code: 1 when piped statements failed. */
export async function runConsole(
  url: string,
  input: Readable & { readonly isTTY?: boolean },
  output: Writable,
): Promise<number> {
  const client = await connect(url);
  try {
    if (input.isTTY !== true) return (await executeAll(client, await text(input), output)) ? 0 : 1;
    await prompt(client, input, output);
    return 0;
  } finally {
    await client.end();
  }
}

async function prompt(client: Client, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, terminal: true, historySize: 1000 });
  output.write(`${help}\n`);
  let typed = "";
  const ask = (): void => {
    lines.setPrompt(typed === "" ? "sql> " : "  -> ");
    lines.prompt();
  };
  // Ctrl-C takes back what is typed; on an empty line it leaves, as Ctrl-D does.
  lines.on("SIGINT", () => {
    if (typed === "" && lines.line === "") {
      lines.close();
      return;
    }
    typed = "";
    output.write("\n");
    lines.write(null, { ctrl: true, name: "u" });
    ask();
  });
  ask();
  for await (const line of lines) {
    if (typed === "" && line.trim() === String.raw`\q`) break;
    typed += `${line}\n`;
    if (typed.startsWith("\\")) {
      await runShortcut(client, typed.trim(), output);
      typed = "";
    } else if (splitStatements(typed).rest === "") {
      await executeAll(client, typed, output);
      typed = "";
    }
    ask();
  }
  lines.close();
}

async function runShortcut(client: Client, typed: string, output: Writable): Promise<void> {
  const [shortcut, name] = typed.split(/\s+/);
  if (shortcut === String.raw`\dt`) await execute(client, tables, output);
  else if (shortcut === String.raw`\d` && name !== undefined)
    await execute(client, columns, output, [name]);
  else output.write(`${help}\n`);
}

/** True when Postgres took all of them. */
async function executeAll(client: Client, sql: string, output: Writable): Promise<boolean> {
  const { statements, rest } = splitStatements(sql);
  for (const statement of rest === "" ? statements : [...statements, rest])
    if (!(await execute(client, statement, output))) return false;
  return true;
}

/** True when Postgres took it. */
async function execute(
  client: Client,
  sql: string,
  output: Writable,
  values?: ReadonlyArray<string>,
): Promise<boolean> {
  try {
    const answer = await client.query<Array<string | null>>({
      text: sql,
      rowMode: "array",
      types: asText,
      ...(values === undefined ? {} : { values: [...values] }),
    });
    // Several statements give several results, though the types say one.
    const results: ReadonlyArray<typeof answer> = [answer].flat();
    for (const { fields, rows, command, rowCount } of results)
      output.write(`${describe(fields, rows, command, rowCount)}\n`);
    return true;
  } catch (error) {
    output.write(`${explain(error)}\n`);
    return false;
  }
}

/** Values as Postgres writes them. */
const asText = { getTypeParser: () => (value: string | null) => value };

function describe(
  fields: ReadonlyArray<FieldDef>,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
  command: string | null,
  rowCount: number | null,
): string {
  if (fields.length > 0)
    return formatTable(
      fields.map(({ name }) => name),
      rows,
    );
  return rowCount === null ? (command ?? "done") : `${command ?? "done"} ${rowCount}`;
}

function explain(error: unknown): string {
  if (!(error instanceof DatabaseError)) return String(error);
  const more = [error.detail, error.hint].filter((part) => part !== undefined);
  return [`${error.severity} ${error.code}: ${error.message}`, ...more].join("\n");
}
