// How the code for the test schema is generated.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  entitiesDirectory: "./entities",
  schemas: ["public", "archive"],
  entities: {
    Article: { tag: "ar" },
    Comment: { tag: "cm", relations: { parent: { polymorphic: "notNull" } } },
    Critic: { relations: { publisherGroups: { large: true } } },
    Document: {
      fields: {
        body: { lazy: true },
        summary: { lazy: true },
        scans: { lazy: true },
        status: { protected: true },
        reviewer: { protected: true },
        secretNote: { protected: "read" },
      },
    },
    Label: { tag: "lb" },
    Like: { tag: "lk", relations: { subject: { polymorphic: true } } },
    OldShelf: { tag: "os" },
    Part: { tag: "pt" },
    Pin: { tag: "pn", relations: { place: { polymorphic: true } } },
    PublisherGroup: { relations: { critics: { large: true }, followers: { large: true } } },
    Topic: { tag: "to" },
    Customer: { tag: "cus" },
    Item: { tag: "itm" },
    Order: { tag: "ord" },
    Parcel: { tag: "par" },
    Product: { tag: "prd" },
    Shipment: { tag: "shp" },
    City: { tag: "ci" },
    Country: { tag: "cn" },
    Courier: { tag: "cr" },
    Packet: { tag: "pk", fields: { words: { ignore: false } } },
    Stamp: { tag: "st" },
    Shelf: { orderBy: ["room", "position DESC"] },

    Animal: { tag: "an", abstract: true, relations: { mother: { subType: "self" } } },
    Bird: { fields: { nickname: { notNull: true } } },
    Dog: { relations: { home: { subType: "Kennel" } } },
    Photo: { relations: { subject: { polymorphic: true } } },
    Task: {
      fields: {
        type: { stiDiscriminator: { OLD: "TaskOld", NEW: "TaskNew", ARCHIVED: "TaskArchived" } },
        oldNote: { stiType: "TaskOld" },
        newScore: { stiType: "TaskNew", stiNotNull: true },
        effort: { stiType: ["TaskNew", "TaskArchived"] },
      },
      relations: { copiedFrom: { stiType: "TaskNew" }, items: { stiType: "TaskNew" } },
    },
    TaskArchived: { extends: "TaskOld" },
    Work: {
      abstract: true,
      fields: {
        kind: { stiDiscriminator: { novel: "Novel", film: "Film" } },
        pages: { stiType: "Novel" },
        minutes: { stiType: "Film" },
      },
    },

    List: { fields: { matrix: { dims: 2 } } },
    Contact: {
      fields: {
        email: { codec: "emailCodec@./conversions/Email.ts" },
        otherEmails: { codec: "emailCodec@./conversions/Email.ts", nullElements: true },
        code: { type: "Code@./conversions/Code.ts" },
        rawNote: { trim: false, emptyAsNull: false },
        gaps: { nullElements: true },
        discount: { numeric: "number" },
        price: { type: "Price@./conversions/Price.ts", codec: "priceCodec@./conversions/Price.ts" },
        address: { schema: "Address@./conversions/jsonSchemas.ts" },
        settings: { schema: "Settings@./conversions/jsonSchemas.ts", onReadError: "keep" },
        words: { ignore: false },
        secret: { ignore: true },
      },
    },
  },
});
