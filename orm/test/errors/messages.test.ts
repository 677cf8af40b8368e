// The messages of errors, which are API.
import { describe, expect, it } from "vitest";
import { AbortError } from "../../src/errors/AbortError.ts";
import { AbstractEntityError } from "../../src/errors/AbstractEntityError.ts";
import { AfterCommitError } from "../../src/errors/AfterCommitError.ts";
import { AliasError } from "../../src/errors/AliasError.ts";
import { AmbiguousSubtypeError } from "../../src/errors/AmbiguousSubtypeError.ts";
import { ClosedError } from "../../src/errors/ClosedError.ts";
import { CodecError } from "../../src/errors/CodecError.ts";
import { ConcurrentFlushError } from "../../src/errors/ConcurrentFlushError.ts";
import { ConcurrentTransactionError } from "../../src/errors/ConcurrentTransactionError.ts";
import { ConfigFrozenError } from "../../src/errors/ConfigFrozenError.ts";
import { DerivedMemberError } from "../../src/errors/DerivedMemberError.ts";
import { DetachedEntityError } from "../../src/errors/DetachedEntityError.ts";
import { DomainError } from "../../src/errors/DomainError.ts";
import { DuplicateEntityError } from "../../src/errors/DuplicateEntityError.ts";
import { EntityClassError } from "../../src/errors/EntityClassError.ts";
import { EntityDeletedError } from "../../src/errors/EntityDeletedError.ts";
import { EntityLimitError } from "../../src/errors/EntityLimitError.ts";
import { FactoryNotRegisteredError } from "../../src/errors/FactoryNotRegisteredError.ts";
import { FindInRuleError } from "../../src/errors/FindInRuleError.ts";
import { FlushLoopError } from "../../src/errors/FlushLoopError.ts";
import { ForeignEntityError } from "../../src/errors/ForeignEntityError.ts";
import { IdOutOfRangeError } from "../../src/errors/IdOutOfRangeError.ts";
import { ImmutableEntityError } from "../../src/errors/ImmutableEntityError.ts";
import { ImmutableFieldError } from "../../src/errors/ImmutableFieldError.ts";
import { InvalidCursorError } from "../../src/errors/InvalidCursorError.ts";
import { InvalidEntityTypeError } from "../../src/errors/InvalidEntityTypeError.ts";
import { InvalidFilterError } from "../../src/errors/InvalidFilterError.ts";
import { InvalidHintError } from "../../src/errors/InvalidHintError.ts";
import { InvalidIdError } from "../../src/errors/InvalidIdError.ts";
import { InvalidInputError } from "../../src/errors/InvalidInputError.ts";
import { InvalidValueError } from "../../src/errors/InvalidValueError.ts";
import { JsonSchemaError } from "../../src/errors/JsonSchemaError.ts";
import { MergeConflictError } from "../../src/errors/MergeConflictError.ts";
import { MultipleLeftJoinsError } from "../../src/errors/MultipleLeftJoinsError.ts";
import { NewEntityError } from "../../src/errors/NewEntityError.ts";
import { NoIdError } from "../../src/errors/NoIdError.ts";
import { NotFoundError } from "../../src/errors/NotFoundError.ts";
import { NothingClonedError } from "../../src/errors/NothingClonedError.ts";
import { NotImportableError } from "../../src/errors/NotImportableError.ts";
import { NotLoadedError } from "../../src/errors/NotLoadedError.ts";
import { NoUniqueConstraintError } from "../../src/errors/NoUniqueConstraintError.ts";
import { OptimisticLockError } from "../../src/errors/OptimisticLockError.ts";
import { OwnershipError } from "../../src/errors/OwnershipError.ts";
import { PendingChangesError } from "../../src/errors/PendingChangesError.ts";
import { PoolTimeoutError } from "../../src/errors/PoolTimeoutError.ts";
import { ReadOnlyError } from "../../src/errors/ReadOnlyError.ts";
import { ReadOnlyRelationError } from "../../src/errors/ReadOnlyRelationError.ts";
import { RecursiveCycleError } from "../../src/errors/RecursiveCycleError.ts";
import { RowsSkippedError } from "../../src/errors/RowsSkippedError.ts";
import { SchemaDriftError } from "../../src/errors/SchemaDriftError.ts";
import { ScopeNotEvaluableError } from "../../src/errors/ScopeNotEvaluableError.ts";
import { TooManyError } from "../../src/errors/TooManyError.ts";
import { TransactionRequiredError } from "../../src/errors/TransactionRequiredError.ts";
import { UniqueSwapError } from "../../src/errors/UniqueSwapError.ts";
import { UnknownEnumValueError } from "../../src/errors/UnknownEnumValueError.ts";
import { UnknownFieldError } from "../../src/errors/UnknownFieldError.ts";
import { UnsetReferenceError } from "../../src/errors/UnsetReferenceError.ts";
import { ValidationErrors } from "../../src/errors/ValidationErrors.ts";
import { ValidationWriteError } from "../../src/errors/ValidationWriteError.ts";
import { WriteDuringFlushError } from "../../src/errors/WriteDuringFlushError.ts";
import { entityNamed } from "./entityNamed.ts";

const author = entityNamed("Author:1");
const other = entityNamed("Author:2");
const book = entityNamed("Book:1");
const newBook = entityNamed("Book#1");

describe("messages of errors (R-ERR-3)", () => {
  it.each([
    [new NotFoundError({ ids: ["a:1"] }), "a:1 was not found"],
    [new NotFoundError({ ids: ["a:1", "a:2"] }), "a:1,a:2 were not found"],
    [new NotFoundError({ type: "Author", where: "{}" }), "Did not find Author for given query"],
    [new TooManyError({ entities: [author, other] }), "Found more than one: Author:1, Author:2"],
    [
      new TooManyError({ entities: [author, other], type: "Author", where: "firstName=a1" }),
      "Found more than one existing Author with firstName=a1",
    ],
    [new ReadOnlyError(), "EntityManager is read-only"],
    [
      new ReadOnlyError({ view: "ActiveAuthor" }),
      "ActiveAuthor is a view, which is only read: write to the tables that it shows",
    ],
    [
      new ValidationErrors([{ entity: undefined, message: "there is one already" }]),
      "Validation error: there is one already",
    ],
    [
      new ValidationWriteError({ entity: author }),
      "A validation rule cannot change Author:1: it only says what is wrong; change entities in a hook, such as beforeFlush",
    ],
    [
      new RecursiveCycleError({
        entity: author,
        fieldName: "mentorsRecursive",
        path: [author, other, author],
      }),
      "Cycle detected in Author:1.mentorsRecursive",
    ],
    [
      new PendingChangesError({ count: 2 }),
      "2 changes were not flushed: flush first, or clear with { discardChanges: true }",
    ],
    [
      new DetachedEntityError({ entity: author }),
      "Author:1 is detached from its EntityManager, which was cleared or has evicted it: load it again",
    ],
    [
      new ImmutableEntityError({ entity: author, field: "firstName" }),
      "Cannot set field firstName on immutable entity Author:1",
    ],
    [
      new AbstractEntityError({ type: "Animal", id: "an:1" }),
      "Animal an:1 must be instantiated via a subtype",
    ],
    [new AbstractEntityError({ type: "Animal" }), "Animal must be instantiated via a subtype"],
    [
      new AmbiguousSubtypeError({ id: "an:1", types: ["Dog", "Cat"] }),
      "an:1 has rows of Dog and of Cat; delete one of them",
    ],
    [
      new MergeConflictError({ target: author, source: other, field: "image" }),
      'Author:1 and Author:2 both have one at image: merge with { onConflict: "keepTarget" } or "keepSource"',
    ],
    [
      new InvalidEntityTypeError({ target: author, source: book, types: ["Author", "Book"] }),
      "Cannot merge entities of different types: Author and Book",
    ],
    [
      new NotImportableError({ entity: author, state: "dirty" }),
      "cannot import dirty entities: Author:1; flush it first",
    ],
    [
      new NotImportableError({ entity: author, state: "deleted" }),
      "cannot import deleted entities: Author:1",
    ],
    [
      new PendingChangesError("fork"),
      "Cannot fork an EntityManager with pending changes: flush first, or fork with { allowPendingChanges: true }",
    ],
    [
      new NothingClonedError({ entity: author }),
      "no entities were cloned given the provided options",
    ],
    [new NoIdError({ entity: entityNamed("Author#1") }), "Author#1 has no id yet"],
    [
      new NoUniqueConstraintError({ type: "Author", fields: ["firstName", "age"] }),
      "No unique constraint of Author covers firstName, age: without one, two rows may have the same values; add one, or name fields that have one",
    ],
    [
      new NoIdError({ entity: book, reference: "author" }),
      "Reference Book:1.author is assigned to a new entity",
    ],
    [
      new UnsetReferenceError({ entity: book, field: "author" }),
      "Reference Book:1.author is unset",
    ],
    [
      new InvalidIdError({ type: "Author", tag: "a", id: "b:1" }),
      "Invalid tagged id, expected tag a, got b:1",
    ],
    [new InvalidIdError({ tag: "a", id: "" }), 'Invalid tagged id, expected tag a, got ""'],
    [
      new InvalidIdError({ tag: "a", id: undefined }),
      "Invalid tagged id, expected tag a, got undefined",
    ],
    [new InvalidIdError({ tag: "a", id: {} }), "Invalid tagged id, expected tag a, got an object"],
    [new InvalidIdError({ unknownTag: "x" }), 'Unknown tag: "x"'],
    [new InvalidIdError({ untagged: "1" }), "Invalid tagged id, expected a tag, got 1"],
    [
      new InvalidIdError({ types: ["Dog", "Bird"], id: "an:1" }),
      "Tagged id an:1 may be of Dog or Bird: load it first, or give the entity",
    ],
    [
      new DerivedMemberError({ entity: author, field: "bookCount", kind: "Property" }),
      "Invalid argument, cannot set over bookCount Property",
    ],
    [
      new InvalidInputError({
        path: "books[1].title",
        entity: "Book",
        field: "title",
        reason: "is not text",
      }),
      "Invalid input at books[1].title: Book.title is not text",
    ],
    [
      new InvalidInputError({ path: "", entity: author, reason: "takes an object" }),
      "Invalid input: Author:1 takes an object",
    ],
    [
      new OwnershipError({
        entity: book,
        parent: "Author:1",
        currentParent: "Author:2",
        path: "books[0]",
        remedy: "give the entity itself",
      }),
      "Book:1 belongs to Author:2, not to Author:1, so input at books[0] may not name it: give the entity itself",
    ],
    [
      new InvalidEntityTypeError({ entity: author, type: "Dog", expected: "Cat" }),
      "Author:1 is Dog but should be Cat",
    ],
    [
      new InvalidEntityTypeError({ entity: author, field: "publisher", value: book }),
      "Book:1 cannot be set as 'publisher' on Author:1",
    ],
    [
      new InvalidEntityTypeError({ entity: author, field: "publisher", value: "secret" }),
      "a value of type string cannot be set as 'publisher' on Author:1",
    ],
    [
      new InvalidEntityTypeError({ entity: author, field: "publisher", value: null }),
      "null cannot be set as 'publisher' on Author:1",
    ],
    [new NotLoadedError({ entity: author, field: "books" }), "Author:1.books was not loaded"],
    [new EntityDeletedError({ entity: author }), "Author:1 is marked as deleted"],
    [
      new DuplicateEntityError({ entity: author }),
      "Entity Author:1 has a duplicate instance already loaded",
    ],
    [new UnknownFieldError({ entity: author, field: "nick" }), "Unknown field nick"],
    [
      new InvalidHintError({ key: "bookz", entity: author }),
      "Invalid load hint 'bookz' on Author:1",
    ],
    [
      new EntityLimitError({
        limit: 50_000,
        counts: [
          ["a", 2],
          ["b", 30_000],
          ["c", 5],
          ["d", 4],
          ["e", 3],
          ["f", 1],
        ],
      }),
      "More than 50000 entities have been instantiated (top entities: b=30000, c=5, d=4, e=3, a=2)",
    ],
    [
      new ReadOnlyRelationError({ entity: author, field: "editors", verb: "add" }),
      "Author:1.editors is read-only: it has no add; change what it is derived from",
    ],
    [
      new EntityClassError({ problems: ["Author.cache is a plain instance field"] }),
      "Author.cache is a plain instance field",
    ],
    [
      new InvalidCursorError({ type: "Author", reason: "belongs to another order or entity" }),
      "Invalid cursor for Author: it belongs to another order or entity",
    ],
    [
      new ScopeNotEvaluableError({ entity: author, reason: "books is no member of its row" }),
      "The scope cannot be evaluated on Author:1: books is no member of its row",
    ],
    [new EntityLimitError({ limit: 2 }), "Query returned more than 2 entityLimit rows"],
    [new AbortError({ operation: "find Author", cause: undefined }), "find Author was aborted"],
    [
      new FindInRuleError({ method: "find" }),
      "em.find cannot be called from a validation rule; register it with addCommitRule, which runs on what was written",
    ],
    [
      new NewEntityError({ entity: newBook, field: "copies" }),
      "Book#1.copies cannot be loaded: the entity is new; flush it first",
    ],
    [
      new NotLoadedError({ entity: author, hint: { books: {} } }),
      'a:1 is not loaded for {"books":{}}',
    ],
    [
      new RecursiveCycleError({
        entity: author,
        fieldName: "mentorsRecursive",
        path: [author, other, author],
      }),
      "Cycle detected in Author:1.mentorsRecursive",
    ],
    [new ConcurrentFlushError(), "Cannot flush while another flush is already in progress"],
    [
      new ConcurrentTransactionError(),
      "Cannot begin a transaction beside another one of the same EntityManager: await that one first, or call em.transaction within its function",
    ],
    [
      new TransactionRequiredError(),
      "A lock lasts until its transaction ends, and none is open: take it within em.transaction",
    ],
    [
      new WriteDuringFlushError(),
      "Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit",
    ],
    [
      new WriteDuringFlushError({ isLate: true }),
      "Attempting to reuse a hook context outside its flush loop",
    ],
    [
      new UniqueSwapError({ constraint: "authors_mentor_id_key", entities: [author, other] }),
      "Author:1, Author:2 take the values of authors_mentor_id_key over from each other, and it is checked row by row. Nothing was written. Make it a constraint that is DEFERRABLE, or flush a third value in between",
    ],
    [
      new RowsSkippedError({ tableName: "authors", entities: [author] }),
      "Author:1 was not inserted: a trigger or rule of authors skips its row. Nothing was written. Have it raise an error that says why, or do not create such entities",
    ],
    [
      new RowsSkippedError({ tableName: "authors", entities: [author, other], isCertain: false }),
      "Not all of Author:1, Author:2 were inserted: a trigger or rule of authors skips rows. Nothing was written. Have it raise an error that says why, or do not create such entities",
    ],
    [
      new OptimisticLockError({ tableName: "authors", reasons: new Map([[author, "changed"]]) }),
      "Oplock failure for authors row 1: changed since it was loaded",
    ],
    [
      new OptimisticLockError({
        tableName: "authors",
        reasons: new Map([
          [author, "deleted"],
          [other, "deleted"],
        ]),
      }),
      "Oplock failure for authors rows 1, 2: deleted since they were loaded",
    ],
    [
      new OptimisticLockError({
        tableName: "authors",
        reasons: new Map([
          [author, "changed"],
          [other, "deleted"],
        ]),
      }),
      "Oplock failure for authors rows 1, 2: 1 changed, 2 deleted",
    ],
  ])("%s", (error, message) => {
    expect(error.message).toBe(message);
  });

  it.each([
    [
      [{ entity: author, message: "firstName is required" }],
      "Validation error: Author:1 firstName is required",
    ],
    [
      [
        { entity: author, message: "firstName is required" },
        { entity: newBook, message: "title is required" },
        { entity: author, message: "lastName is required" },
      ],
      "Validation errors (3): Author:1 firstName is required, lastName is required, Book#1 title is required",
    ],
  ])("R-RULE-4 %# groups what is wrong by entity", (errors, message) => {
    const error = new ValidationErrors(errors);
    expect([error.message, error.errors]).toEqual([message, errors]);
    expect(error.entities).toEqual([...new Set(errors.map(({ entity }) => entity))]);
  });
});

describe("messages name entity and field and what to do (R-ERR-2)", () => {
  it.each([
    [new ClosedError(), "EntityManager is closed: make a new one for each unit of work"],
    [
      new IdOutOfRangeError({ type: "Author", key: "9007199254740993" }),
      "Author id 9007199254740993 is beyond what a number can hold: use string ids for it",
    ],
    [
      new ForeignEntityError({ entity: author, other: book }),
      "Author:1 belongs to another EntityManager than Book:1: load it by id in this one",
    ],
    [
      new ForeignEntityError({ entity: author, reason: "is of another domain" }),
      "Author:1 is of another domain",
    ],
    [
      new ImmutableFieldError({ entity: author, field: "createdAt" }),
      "Author:1.createdAt cannot be set",
    ],
    [
      new InvalidValueError({
        entity: author,
        field: "firstName",
        reason: "contains a NUL character",
      }),
      "Author:1.firstName contains a NUL character",
    ],
    [
      new JsonSchemaError({
        entity: author,
        field: "address",
        issues: [{ message: "is not five digits", path: ["zip"] }, { message: "is too short" }],
      }),
      "Author:1.address does not fit its schema: zip: is not five digits; is too short",
    ],
    [
      new InvalidValueError({ entity: "Author", reason: "is not made by `new`" }),
      "Author is not made by `new`",
    ],
    [
      new CodecError({
        entity: author,
        field: "born",
        type: "date",
        cause: new TypeError("infinity is not a date that a Date can hold"),
      }),
      "Author:1.born cannot be read as date: infinity is not a date that a Date can hold",
    ],
    [
      new UnknownEnumValueError({ enumName: "Color", value: "PURPLE" }),
      '"PURPLE" is not a value of Color; run the codegen if it is new in the database',
    ],
    [
      new InvalidFilterError({
        type: "Author",
        path: "publisher.nam",
        reason: "is not a field of Publisher, did you mean name?",
      }),
      "Invalid filter on Author: publisher.nam is not a field of Publisher, did you mean name?",
    ],
    [
      new InvalidFilterError({ type: "Author", path: "", reason: "is not a filter object" }),
      "Invalid filter on Author: is not a filter object",
    ],
    [new AliasError({ type: "Book", reason: "is bound twice" }), "Alias of Book is bound twice"],
    [
      new MultipleLeftJoinsError({ relations: ["Author.books", "Author.mentees"] }),
      "em.find would issue multiple LEFT JOINs across collection relations (Author.books, Author.mentees); ask for each in conditions of its own, or allow it with allowMultipleLeftJoins",
    ],
    [
      new FlushLoopError({
        rounds: 10,
        changing: [
          { entity: author, fields: ["firstName", "age"] },
          { entity: book, fields: [] },
        ],
      }),
      "Flush did not settle after 10 rounds: Author:1 (firstName, age), Book:1 keep changing",
    ],
    [
      new AfterCommitError({ errors: [new RangeError("one"), "two"] }),
      "one; two — after everything was committed: do not repeat it",
    ],
    [new DomainError({ problems: ["no table x"] }), "The domain has a problem: no table x"],
    [
      new DomainError({ problems: ["no table x", "no class Y"] }),
      "The domain has 2 problems:\n- no table x\n- no class Y",
    ],
    [
      new ConfigFrozenError({ type: "Author" }),
      "The config of Author was changed after the domain was made: configure it in Author.ts",
    ],
    [
      new SchemaDriftError({
        differences: ["there is no table public.a (A)", "public.b has no column c (B.c)"],
      }),
      "The database is not the one that the code was generated for:\n- there is no table public.a (A)\n- public.b has no column c (B.c)\n" +
        "When the database is behind, migrate it (kingpost-migrate up); when the code is, generate it anew (kingpost-codegen).",
    ],
    [
      new FactoryNotRegisteredError({ type: "Author" }),
      "No factory of Author is registered: import the generated factories/index.ts",
    ],
    [
      new PoolTimeoutError({ max: 10, waiting: 1 }),
      "No connection became free in time: the pool has 10 and 1 other waits",
    ],
  ])("%s", (error, message) => {
    expect(error.message).toBe(message);
  });
});
