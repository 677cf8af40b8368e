// The rules, statement by statement. Each knows what Postgres does with a statement while others read and write, and the way to
// the same end that does not stop them.
import type {
  AlterTableCmd,
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateStmt,
  IndexStmt,
  Node,
  RangeVar,
  TypeName,
} from "libpg-query";
import type { LintFinding, RuleFinding } from "./Finding.ts";
import type { KnownTable, LintCatalog, LintMigration } from "./LintContext.ts";
import { nameOf, shortOf } from "./nameOf.ts";
import { RowSecurityLint } from "./RowSecurityLint.ts";

/** A finding before its file is known, with its line. */
export type PlacedFinding = RuleFinding & Pick<LintFinding, "line">;

/** What the rules have to say about a migration, in the order of its statements. */
export function lintMigration(
  migration: LintMigration,
  catalog: LintCatalog,
): ReadonlyArray<PlacedFinding> {
  return new MigrationLint(migration, catalog).run();
}

class MigrationLint {
  readonly #migration: LintMigration;
  readonly #catalog: LintCatalog;
  readonly #findings: Array<PlacedFinding> = [];
  /** Tables of the migration's own: nobody else uses them yet. */
  readonly #created = new Set<string>();
  /** `table.column` of checks that say that none is missing. */
  readonly #checked = new Set<string>();
  /** `table.column` of indexes that the migration makes. */
  readonly #indexed = new Set<string>();
  readonly #addedValues = new Set<string>();
  readonly #locked = new Set<string>();
  /** Row-level security of the tables that the migration says something of, and where it does so first. */
  readonly #policies = new RowSecurityLint((table) => this.#known(table)?.rowSecurity);
  #lineOfSecondLock: number | undefined;
  #line = 0;

  constructor(migration: LintMigration, catalog: LintCatalog) {
    this.#migration = migration;
    this.#catalog = catalog;
  }

  run(): ReadonlyArray<PlacedFinding> {
    const nodes = this.#migration.statements.flatMap((statement) =>
      statement.nodes.map((node) => ({ node, statement })),
    );
    // An index for a foreign key mostly follows it.
    for (const { node } of nodes) this.#noteIndexes(node);
    for (const { node, statement } of nodes) {
      this.#line = statement.line;
      this.#statement(node, statement.sql);
    }
    this.#longLock();
    this.#findings.push(...this.#policies.findings());
    return this.#findings;
  }

  #say(finding: RuleFinding): void {
    this.#findings.push({ ...finding, line: this.#line });
  }

  #statement(node: Node, sql: string): void {
    if (this.#migration.isInTransaction) this.#usesNewValue(sql);
    this.#policies.read(node, this.#line);
    if ("CreateStmt" in node) this.#createTable(node.CreateStmt);
    else if ("AlterTableStmt" in node) this.#alterTable(node.AlterTableStmt);
    else if ("IndexStmt" in node) this.#index(node.IndexStmt);
    else if ("RenameStmt" in node) {
      const { renameType, relation, subname = "", newname = "" } = node.RenameStmt;
      const table = nameOf(relation);
      if (this.#isNew(table)) return;
      if (renameType === "OBJECT_COLUMN") {
        this.#lock(table);
        this.#say({
          rule: "rename-column",
          table,
          message: `Processes that run still use ${table}.${subname}.`,
          remedy: `beginColumnChange(b, "${shortOf(table)}", "${subname}", { to: "${newname}", type: "…" }); // and finishColumnChange after the deploy`,
        });
      } else if (renameType === "OBJECT_TABLE") {
        this.#lock(table);
        this.#say({
          rule: "rename-table",
          table,
          message: `Processes that run still use ${table}.`,
          remedy: `b.renameTable("${shortOf(table)}", "${newname}"); b.createView("${shortOf(table)}", {}, 'SELECT * FROM "${newname}"'); // drop the view after the deploy`,
        });
      }
    } else if ("DropStmt" in node) this.#drop(node.DropStmt.removeType, node.DropStmt);
    else if ("AlterEnumStmt" in node) {
      const { newVal, oldVal } = node.AlterEnumStmt;
      if (newVal !== undefined && oldVal === undefined) this.#addedValues.add(newVal);
    } else if ("UpdateStmt" in node)
      this.#change("UPDATE", node.UpdateStmt.relation, node.UpdateStmt.whereClause);
    else if ("DeleteStmt" in node)
      this.#change("DELETE", node.DeleteStmt.relation, node.DeleteStmt.whereClause);
    else if ("TruncateStmt" in node)
      for (const each of node.TruncateStmt.relations ?? [])
        if ("RangeVar" in each) this.#lock(nameOf(each.RangeVar));
  }

  #createTable({ relation, tableElts = [] }: CreateStmt): void {
    const table = nameOf(relation);
    this.#created.add(table);
    for (const each of tableElts) {
      if ("ColumnDef" in each) this.#column(table, each.ColumnDef);
      if ("Constraint" in each && each.Constraint.contype === "CONSTR_FOREIGN")
        this.#foreignKey(table, columnsOf(each.Constraint.fk_attrs), each.Constraint, true);
    }
  }

  #alterTable({ relation, cmds = [], objtype }: AlterTableStmt): void {
    if (objtype !== undefined && objtype !== "OBJECT_TABLE") return;
    const table = nameOf(relation);
    for (const each of cmds) {
      if (!("AlterTableCmd" in each)) continue;
      const { subtype } = each.AlterTableCmd;
      if (subtype !== "AT_ValidateConstraint") this.#lock(table);
      this.#command(table, each.AlterTableCmd);
    }
  }

  #command(
    table: string,
    { subtype, name = "", def, missing_ok: mayBeMissing }: AlterTableCmd,
  ): void {
    const column = def !== undefined && "ColumnDef" in def ? def.ColumnDef : undefined;
    switch (subtype) {
      case "AT_AddColumn":
        if (column !== undefined) this.#addColumn(table, column);
        return;
      case "AT_SetNotNull":
        if (this.#isNew(table) || this.#checked.has(`${table}.${name}`)) return;
        this.#say({
          rule: "set-not-null",
          table,
          message: `All rows of ${table} are looked at under a lock that stops reads and writes.`,
          remedy: `setNotNullInSteps(b, "${shortOf(table)}", "${name}");`,
        });
        return;
      case "AT_AlterColumnType":
        if (column !== undefined) this.#changeType(table, name, column.typeName);
        return;
      case "AT_DropColumn":
        if (this.#catalog.used.has(`${table}.${name}`) && mayBeMissing !== true)
          this.#say({
            rule: "drop-column-used",
            table,
            message: `The generated code still reads and writes ${table}.${name}.`,
            remedy: `// First deploy without it (entities.X.fields.${name}: { ignore: true } and codegen), then:\nb.dropColumns("${shortOf(table)}", ["${name}"], { ifExists: true });`,
          });
        return;
      case "AT_AddConstraint":
        if (def !== undefined && "Constraint" in def) this.#addConstraint(table, def.Constraint);
        return;
      default:
    }
  }

  #addColumn(table: string, column: ColumnDef): void {
    const { colname = "", constraints = [] } = column;
    this.#column(table, column);
    if (this.#isNew(table)) return;
    const has = (kind: string): Constraint | undefined =>
      constraints
        .flatMap((each) => ("Constraint" in each ? [each.Constraint] : []))
        .find(({ contype }) => contype === kind);
    const fallback = has("CONSTR_DEFAULT");
    const isFilled =
      fallback !== undefined ||
      has("CONSTR_IDENTITY") !== undefined ||
      has("CONSTR_GENERATED") !== undefined ||
      isSerial(column.typeName);
    const isRequired = has("CONSTR_NOTNULL") !== undefined || has("CONSTR_PRIMARY") !== undefined;
    if (isRequired && !isFilled && this.#known(table)?.rows !== 0)
      this.#say({
        rule: "not-null-without-default",
        table,
        message: `Rows that ${table} has have no value for ${colname}: the statement fails.`,
        remedy: `addColumns(b, "${shortOf(table)}", { ${colname}: { type: "…" } }); // fill it (updateInBatches), then setNotNullInSteps`,
      });
    const rewrites =
      (fallback !== undefined && isVolatile(fallback.raw_expr)) ||
      has("CONSTR_IDENTITY") !== undefined ||
      has("CONSTR_GENERATED")?.generated_kind === "s" ||
      isSerial(column.typeName);
    if (rewrites)
      this.#say({
        rule: "volatile-default",
        table,
        message: `Each row gets a value of its own for ${colname}, so the whole of ${table} is written anew under a lock that stops reads and writes.`,
        remedy: `addColumns(b, "${shortOf(table)}", { ${colname}: { type: "…" } }); // then set the default, and fill it with updateInBatches`,
      });
  }

  /** What holds of a column wherever it is made. */
  #column(table: string, { colname = "", typeName, constraints = [] }: ColumnDef): void {
    const type = lastName(typeName);
    const advice = (rule: RuleFinding["rule"], message: string, remedy: string): void => {
      this.#say({ rule, table, message, remedy });
    };
    if (type === "timestamp")
      advice(
        "timestamp-without-tz",
        `${colname} says what a clock showed, not when it was.`,
        `${colname}: { type: "timestamptz" }`,
      );
    if (type === "bpchar")
      advice(
        "char-n",
        `${colname} is filled up with blanks, and saves nothing.`,
        `${colname}: { type: "text" }`,
      );
    if (type === "money")
      advice(
        "money",
        `What ${colname} means depends on a setting of the server.`,
        `${colname}: { type: "numeric(12,2)" }`,
      );
    if (type === "serial" || type === "serial4")
      advice(
        "serial-int4",
        `${colname} ends at 2,147,483,647.`,
        `createEntityTable(b, "${shortOf(table)}", { … }, { idType: "bigint" });`,
      );
    const list = constraints.flatMap((each) => ("Constraint" in each ? [each.Constraint] : []));
    if (list.some(({ contype }) => contype === "CONSTR_PRIMARY" || contype === "CONSTR_UNIQUE"))
      this.#indexed.add(`${table}.${colname}`);
    for (const constraint of list)
      if (constraint.contype === "CONSTR_FOREIGN")
        this.#foreignKey(
          table,
          [colname],
          constraint,
          list.some(({ contype }) => contype === "CONSTR_ATTR_DEFERRABLE"),
        );
  }

  #foreignKey(
    table: string,
    columns: ReadonlyArray<string>,
    constraint: Constraint,
    isDeferrable: boolean,
  ): void {
    const [first = ""] = columns;
    const key = `${table}.${first}`;
    if (!this.#indexed.has(key) && this.#known(table)?.indexed.has(first) !== true)
      this.#say({
        rule: "fk-without-index",
        table,
        message: `Without an index on ${first}, loading by it and deleting what it refers to read the whole of ${table}.`,
        remedy: `createIndexConcurrently(b, "${shortOf(table)}", ["${first}"]);`,
      });
    if (!isDeferrable && constraint.deferrable !== true)
      this.#say({
        rule: "fk-not-deferrable",
        table,
        message: `Rows that refer to each other cannot be written in any order.`,
        remedy: `${first}: foreignKey("${shortOf(nameOf(constraint.pktable))}", { notNull: … }) // DEFERRABLE INITIALLY DEFERRED`,
      });
  }

  #addConstraint(table: string, constraint: Constraint): void {
    const { contype, conname = "", skip_validation: isNotValid = false } = constraint;
    if (contype === "CONSTR_CHECK") {
      const column = notNullColumn(constraint.raw_expr);
      if (column !== undefined) this.#checked.add(`${table}.${column}`);
    }
    if (contype === "CONSTR_FOREIGN")
      this.#foreignKey(table, columnsOf(constraint.fk_attrs), constraint, false);
    if (this.#isNew(table)) return;
    if (contype === "CONSTR_FOREIGN" && !isNotValid)
      this.#say({
        rule: "fk-not-valid-first",
        table,
        message: `Writes to ${table} and to ${nameOf(constraint.pktable)} wait until all rows are looked at.`,
        remedy: `addForeignKeyInSteps(b, "${shortOf(table)}", "${columnsOf(constraint.fk_attrs)[0] ?? ""}", "${shortOf(nameOf(constraint.pktable))}");`,
      });
    if (contype === "CONSTR_CHECK" && !isNotValid)
      this.#say({
        rule: "check-not-valid-first",
        table,
        message: `Reads and writes of ${table} wait until all rows are looked at.`,
        remedy: `addCheckInSteps(b, "${shortOf(table)}", "${conname}", "…");`,
      });
    if (
      (contype === "CONSTR_UNIQUE" || contype === "CONSTR_PRIMARY") &&
      constraint.indexname === undefined
    )
      this.#blockingIndex(table, columnsOf(constraint.keys), "unique: true");
  }

  #index({
    relation,
    concurrent = false,
    unique = false,
    whereClause,
    indexParams = [],
  }: IndexStmt): void {
    const table = nameOf(relation);
    const columns = indexParams.flatMap((each) =>
      "IndexElem" in each && each.IndexElem.name !== undefined ? [each.IndexElem.name] : [],
    );
    const [first = ""] = columns;
    if (
      unique &&
      whereClause !== undefined &&
      columns.length === 1 &&
      (this.#known(table)?.references.has(first) === true || first.endsWith("_id"))
    )
      this.#say({
        rule: "unique-partial-o2o",
        table,
        message: `An index that covers a part of the rows does not make ${first} a one-to-one.`,
        remedy: `createIndexConcurrently(b, "${shortOf(table)}", ["${first}"], { unique: true });`,
      });
    if (concurrent && this.#migration.isInTransaction)
      this.#say({
        rule: "concurrently-in-transaction",
        table,
        message: "CREATE INDEX CONCURRENTLY cannot run in a transaction: the statement fails.",
        remedy: `createIndexConcurrently(b, "${shortOf(table)}", [${columns.map((each) => `"${each}"`).join(", ")}]); // or b.noTransaction(), -- No Transaction`,
      });
    if (!concurrent && !this.#isNew(table))
      this.#blockingIndex(table, columns, unique ? "unique: true" : "");
  }

  #blockingIndex(table: string, columns: ReadonlyArray<string>, option: string): void {
    const rows = this.#known(table)?.rows;
    const isLarge = rows !== undefined && rows >= this.#catalog.largeTableRows;
    const list = columns.map((each) => `"${each}"`).join(", ");
    this.#say({
      rule: "index-not-concurrent",
      table,
      message: `Writes to ${table} wait until the index is built${isLarge ? ` over about ${rows} rows` : ""}.`,
      remedy: `createIndexConcurrently(b, "${shortOf(table)}", [${list}]${option === "" ? "" : `, { ${option} }`});`,
      ...(isLarge ? { level: "error" as const } : {}),
    });
  }

  #changeType(table: string, column: string, typeName: TypeName | undefined): void {
    if (this.#isNew(table)) return;
    const before = this.#known(table)?.columns.get(column);
    const after = typeText(typeName);
    if (before !== undefined && isWidened(before, after)) return;
    this.#say({
      rule: "change-type",
      table,
      message: `The whole of ${table} is written anew under a lock that stops reads and writes, and code that runs expects ${before ?? "the old type"}.`,
      remedy: `beginColumnChange(b, "${shortOf(table)}", "${column}", { to: "${column}_next", type: "${after}" }); // and finishColumnChange after the deploy`,
    });
  }

  #drop(
    kind: string | undefined,
    { objects = [], concurrent = false }: { objects?: Node[]; concurrent?: boolean },
  ): void {
    const names = objects.flatMap((each) => {
      const items = "List" in each ? (each.List.items ?? []) : [];
      const parts = items.flatMap((item) => ("String" in item ? [item.String.sval ?? ""] : []));
      return parts.length === 0
        ? []
        : [parts.length === 1 ? `public.${parts[0]}` : parts.join(".")];
    });
    for (const table of names) {
      if (kind === "OBJECT_TABLE" && !this.#isNew(table)) {
        this.#lock(table);
        this.#say({
          rule: "drop-table",
          table,
          message: `Processes that run may still use ${table}, and its rows are gone.`,
          remedy: `// Deploy code that does not know it first; keep a copy: b.renameTable("${shortOf(table)}", "old_${shortOf(table)}");`,
        });
      }
      if (kind === "OBJECT_INDEX" && !concurrent)
        this.#say({
          rule: "index-not-concurrent",
          table: "",
          message: `Reads and writes of its table wait while ${table} is dropped, behind everything that runs on it.`,
          remedy: `b.noTransaction(); b.sql('DROP INDEX CONCURRENTLY IF EXISTS ${table}');`,
        });
    }
  }

  #change(verb: string, relation: RangeVar | undefined, where: Node | undefined): void {
    const table = nameOf(relation);
    if (where !== undefined || this.#isNew(table) || this.#known(table)?.rows === 0) return;
    this.#say({
      rule: "data-change-unbounded",
      table,
      message: `${verb} of all rows of ${table} locks each of them until the migration ends.`,
      remedy:
        verb === "UPDATE"
          ? `updateInBatches(b, "${shortOf(table)}", { set: "…", where: "…" });`
          : `DELETE FROM ${table} WHERE …; -- in parts`,
    });
  }

  #usesNewValue(sql: string): void {
    for (const value of this.#addedValues)
      if (sql.includes(`'${value.replaceAll("'", "''")}'`)) {
        this.#say({
          rule: "enum-alter-in-transaction",
          table: "",
          message: `The value ${value} cannot be used before the transaction that adds it ends: the statement fails.`,
          remedy: "// Add the value in a migration of its own.",
        });
        this.#addedValues.delete(value);
      }
  }

  #lock(table: string): void {
    if (this.#isNew(table) || this.#known(table)?.rows === 0) return;
    this.#locked.add(table);
    if (this.#locked.size === 2) this.#lineOfSecondLock ??= this.#line;
  }

  #longLock(): void {
    if (!this.#migration.isInTransaction || this.#locked.size < 2) return;
    const names = [...this.#locked];
    this.#line = this.#lineOfSecondLock ?? this.#line;
    this.#say({
      rule: "long-lock",
      table: names[0] ?? "",
      message: `${names.join(", ")} are all locked until the migration ends, and whoever takes them in another order may be ended by a deadlock.`,
      remedy: "// A migration for each table.",
    });
  }

  #noteIndexes(node: Node): void {
    if (!("IndexStmt" in node)) return;
    const { relation, indexParams = [] } = node.IndexStmt;
    const [first] = indexParams;
    if (first !== undefined && "IndexElem" in first)
      this.#indexed.add(`${nameOf(relation)}.${first.IndexElem.name ?? ""}`);
  }

  #isNew(table: string): boolean {
    return this.#created.has(table);
  }

  #known(table: string): KnownTable | undefined {
    return this.#catalog.tables.get(table);
  }
}

function columnsOf(nodes: ReadonlyArray<Node> | undefined): ReadonlyArray<string> {
  return (nodes ?? []).flatMap((node) => ("String" in node ? [node.String.sval ?? ""] : []));
}

function lastName(type: TypeName | undefined): string {
  const last = type?.names?.at(-1);
  return last !== undefined && "String" in last ? (last.String.sval ?? "") : "";
}

function isSerial(type: TypeName | undefined): boolean {
  return /^(?:small|big)?serial[248]?$/.test(lastName(type));
}

/** A type as it is written, with its modifiers. */
function typeText(type: TypeName | undefined): string {
  const names: Readonly<Record<string, string>> = {
    int4: "integer",
    int8: "bigint",
    int2: "smallint",
    bool: "boolean",
    bpchar: "character",
    varchar: "character varying",
  };
  const name = lastName(type);
  const modifiers = (type?.typmods ?? []).flatMap((each) =>
    "A_Const" in each && each.A_Const.ival !== undefined ? [each.A_Const.ival.ival ?? 0] : [],
  );
  const array = (type?.arrayBounds ?? []).length > 0 ? "[]" : "";
  return `${names[name] ?? name}${modifiers.length === 0 ? "" : `(${modifiers.join(",")})`}${array}`;
}

/** Changes for which Postgres only writes down the new type. */
function isWidened(before: string, after: string): boolean {
  if (before === after) return true;
  if (before.startsWith("character varying"))
    return (
      after === "text" ||
      (after.startsWith("character varying") && lengthOf(after) >= lengthOf(before))
    );
  if (before === "text") return after === "character varying";
  const numeric = /^numeric\((\d+),(\d+)\)$/;
  const [was, is] = [numeric.exec(before), numeric.exec(after)];
  if (was !== null && after === "numeric") return true;
  return was !== null && is !== null && was[2] === is[2] && Number(is[1]) >= Number(was[1]);
}

function lengthOf(type: string): number {
  return Number(/\((\d+)\)$/.exec(type)?.[1] ?? Infinity);
}

/** Functions whose value is the same for all rows of a statement. */
const steady = new Set([
  "now",
  "transaction_timestamp",
  "statement_timestamp",
  "current_setting",
  "lower",
  "upper",
  "concat",
  "to_char",
  "make_interval",
  "jsonb_build_object",
  "jsonb_build_array",
  "array_fill",
]);

function isVolatile(expression: Node | undefined): boolean {
  if (expression === undefined) return false;
  let found = false;
  JSON.stringify(expression, (key, value: unknown) => {
    if (key === "FuncCall" && typeof value === "object" && value !== null && "funcname" in value) {
      const name = columnsOf(value.funcname as Node[]).at(-1) ?? "";
      if (!steady.has(name)) found = true;
    }
    return value;
  });
  return found;
}

/** The column of `CHECK (column IS NOT NULL)`. */
function notNullColumn(expression: Node | undefined): string | undefined {
  if (expression === undefined || !("NullTest" in expression)) return undefined;
  const { arg, nulltesttype } = expression.NullTest;
  if (nulltesttype !== "IS_NOT_NULL" || arg === undefined || !("ColumnRef" in arg))
    return undefined;
  return columnsOf(arg.ColumnRef.fields).at(-1);
}
