import { beforeAll, expect, it } from "vitest";
import { newNote } from "../../../entities/factories/index.ts";
import type { Note } from "../../../entities/Note.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { noteQuery } from "./noteQuery.ts";
import { notesQuery } from "./notesQuery.ts";
import { saveNoteMutation } from "./saveNoteMutation.ts";

let note: Note;

beforeAll(async () => {
  const { em } = await newTestContext();
  note = newNote(em);
  await em.flush();
});

it("note gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(noteQuery);

  const found = await run(ctx, { id: note.idTagged });

  expect(idOf(found)).toBe(note.idTagged);
});

it("notes gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(notesQuery);

  const { nodes } = await run(ctx, { filter: { id: [note.idTagged] } });

  expect(nodes.map(idOf)).toEqual([note.idTagged]);
});

it("saveNote changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveNoteMutation);

  const saved = await run(ctx, { id: note.idTagged });

  expect(idOf(saved.note)).toBe(note.idTagged);
});
