// Where one SQL statement ends and the next begins: at semicolons outside quotes, comments, parentheses and SQL-standard bodies
// of routines, as psql sees it.

/** SQL in pieces. */
export interface SplitSql {
  /** Each with its semicolon. */
  readonly statements: ReadonlyArray<string>;
  /** What has not ended, "" when that is no more than blanks and comments. */
  readonly rest: string;
}

// What is open reaches to the end: then the closing quote, or what follows the opening dollar quote, is missing.
const tokens =
  /(?:[eE]'(?:[^'\\]+|\\[^]|'')*|'(?:[^']+|'')*|"(?:[^"]+|"")*)(?<closing>['"]?)|(?<dollar>\$(?:[A-Za-z_]\w*)?\$)(?<body>[^]*?\k<dollar>)?|--[^\n]*|\/\*|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\s+|[^]/g;

/** Splits SQL; nothing is judged that Postgres would judge. */
export function splitStatements(sql: string): SplitSql {
  const statements: Array<string> = [];
  let statement = new Statement(0);
  const scan = new RegExp(tokens);
  for (let match = scan.exec(sql); match !== null; match = scan.exec(sql)) {
    const [token] = match;
    if (token === "/*") {
      const end = endOfComment(sql, scan.lastIndex);
      if (end === undefined) return { statements, rest: sql.slice(statement.begin).trim() };
      scan.lastIndex = end;
    } else if (isOpen(match.groups)) return { statements, rest: sql.slice(statement.begin).trim() };
    else if (token === ";" && statement.mayEnd) {
      if (!statement.isEmpty) statements.push(sql.slice(statement.begin, scan.lastIndex).trim());
      statement = new Statement(scan.lastIndex);
    } else if (!token.startsWith("--") && token.trim() !== "") statement.add(token);
  }
  return { statements, rest: statement.isEmpty ? "" : sql.slice(statement.begin).trim() };
}

/** What is known of the statement that is being read. */
class Statement {
  readonly begin: number;
  isEmpty = true;
  readonly #firstWords: Array<string> = [];
  #parentheses = 0;
  /** BEGIN ATOMIC and CASE that wait for their END. */
  #blocks = 0;

  constructor(begin: number) {
    this.begin = begin;
  }

  get mayEnd(): boolean {
    return this.#parentheses === 0 && this.#blocks === 0;
  }

  add(token: string): void {
    this.isEmpty = false;
    if (token === "(") this.#parentheses += 1;
    if (token === ")") this.#parentheses = Math.max(0, this.#parentheses - 1);
    const word = token.toUpperCase();
    if (this.#firstWords.length < 4) this.#firstWords.push(word);
    if (!this.#isRoutine) return;
    if (word === "BEGIN" || (word === "CASE" && this.#blocks > 0)) this.#blocks += 1;
    if (word === "END") this.#blocks = Math.max(0, this.#blocks - 1);
  }

  /** CREATE [OR REPLACE] FUNCTION or PROCEDURE. */
  get #isRoutine(): boolean {
    return /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b/.test(this.#firstWords.join(" "));
  }
}

function isOpen(groups: Readonly<Record<string, string | undefined>> = {}): boolean {
  const { closing, dollar, body } = groups;
  return closing === "" || (dollar !== undefined && body === undefined);
}

/** Comments nest. */
function endOfComment(sql: string, from: number): number | undefined {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  for (let match = marks.exec(sql); match !== null; match = marks.exec(sql)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return undefined;
}
