import { describe, expect, it } from "vitest";
import { readComment } from "./readComment.ts";

describe("readComment", () => {
  it("R-NAME-7: takes names from the marker and leaves the words around it", () => {
    expect(
      readComment('Who wrote it. [pg-structure]{"fieldName":"writer"}[/pg-structure] Once.'),
    ).toEqual({
      text: "Who wrote it. Once.",
      fieldName: "writer",
      otherFieldName: undefined,
      isBroken: false,
    });
  });

  it("R-NAME-7: a comment of only a marker, or of white space, has no words", () => {
    const marker = '[pg-structure]{"otherFieldName":"works"}[/pg-structure]';
    expect([marker, "  ", undefined].map((text) => readComment(text).text)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(["not json", "1", '{"fieldName":1}', '{"fieldName":"a-b"}', '{"otherFieldName":""}'])(
    "R-NAME-7: a marker that holds %s is broken and names nothing",
    (json) => {
      expect(readComment(`Words. [pg-structure]${json}[/pg-structure]`)).toEqual({
        text: "Words.",
        fieldName: undefined,
        otherFieldName: undefined,
        isBroken: true,
      });
    },
  );
});
