import { setField } from "kingpost";
import { expect, it } from "vitest";
import { Document } from "../schema/entities/Document.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

it("R-FIELD-10 a protected field is read by all, and set by its class and by factories only", async () => {
  const em = database.newEm();
  const document = newDocument(em, { title: "d1", reviewer: "Ann", status: "open" });
  expect([document.status, document.reviewer]).toEqual(["open", "Ann"]);
  document.approve("Bo", "fine");
  await em.flush();
  expect(await database.query("SELECT status, reviewer, secret_note FROM documents")).toEqual([
    { status: "approved", reviewer: "Bo", secret_note: "fine" },
  ]);
  expect([document.status, document.hasSecretNote]).toEqual(["approved", true]);
  expect(() => document.set({ status: "x" } as never)).toThrow("Document#1:1.status cannot be set");
  expect(() => setField(document, "status", "x")).toThrow("Document#1:1.status cannot be set");
  expect(() => em.create(Document, { title: "t", body: "b", reviewer: "x" } as never)).toThrow(
    "Document#2.reviewer cannot be set",
  );
  expect(document.status).toBe("approved");
});
