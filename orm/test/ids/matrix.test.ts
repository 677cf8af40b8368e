// Every form of ids over every type of key, through everything that takes or gives an id.
import { EntityManager, type Entity, type IdType } from "kingpost";
import { tagId, toIdOf } from "kingpost/ids";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { idDomain, type IdDomainOptions } from "./idDomain.ts";

const database = useTestDatabase();

const cases: ReadonlyArray<IdDomainOptions> = [
  ...(["int", "bigint", "uuid", "text"] as const).flatMap((key) => [
    { idType: "tagged-string", key } as const,
    { idType: "untagged-string", key } as const,
  ]),
  ...(["int", "bigint"] as const).flatMap((key) => [
    { idType: "number", key } as const,
    { idType: "bigint", key } as const,
    { idType: "tagged-string", key, delimiter: "" } as const,
  ]),
  { idType: "tagged-string", key: "uuid", delimiter: "" },
  { idType: "untagged-string", key: "uuid", delimiter: "" },
];

const named = cases.map((options) => {
  const { idType, key, delimiter } = options;
  return [`${idType}${delimiter === "" ? " without a delimiter" : ""}`, key, options] as const;
});

describe.each(named)("ids of %s over keys of %s", (_, __, options) => {
  const ids = idDomain(options);
  const { Node, Label, Note, Leaf } = ids;
  const newEm = (): EntityManager => new EntityManager(ids.domain, {}, database.driver);
  const isNumeric = options.key === "int" || options.key === "bigint";

  /** What the forms of an id are: that of the domain, with the tag, without it, and as numbers. */
  const formsOf = ({ id, idTagged, idUntagged }: Entity): IdType[] => [
    id,
    idTagged,
    idUntagged,
    ...(isNumeric ? [Number(idUntagged), BigInt(idUntagged)] : []),
  ];

  /** Text keys are the application's to give; these hold the delimiter. */
  const given = (key: string): object => (options.key === "text" ? { id: key } : {});

  /** A root with a leaf below it, which is its twin as well and has a label; a note about the leaf and one about the label. */
  async function makeGraph(em: EntityManager) {
    await database.query(ids.ddl);
    const root = em.create(Node, { name: "root", ...given("k:root") });
    const leaf = em.create(Leaf, { name: "leaf", parent: root, twin: root, ...given("k:leaf") });
    const label = em.create(Label, { name: "label", ...given("k:label") });
    leaf.labels.add(label);
    const onLeaf = em.create(Note, { about: leaf, ...given("k:n1") });
    const onLabel = em.create(Note, { about: label, ...given("k:n2") });
    await em.flush();
    return { root, leaf, label, onLeaf, onLabel };
  }

  async function givenGraph() {
    const graph = await makeGraph(newEm());
    const em = newEm();
    const [root, leaf] = await em.loadAll(Node, [graph.root.id, graph.leaf.id]);
    const label = await em.load(Label, graph.label.id);
    const [onLeaf, onLabel] = await em.loadAll(Note, [graph.onLeaf.id, graph.onLabel.id]);
    return { em, root: root!, leaf: leaf!, label, onLeaf: onLeaf!, onLabel: onLabel! };
  }

  it("R-ID-1, R-ID-3 an entity has its id in the form of the domain, with its tag and without", async () => {
    const { root, leaf, label } = await makeGraph(newEm());
    const delimiter = options.delimiter ?? ":";
    for (const [tag, entity] of [
      ["n", root] as const,
      ["n", leaf] as const,
      ["l", label] as const,
    ]) {
      const key = entity.idUntagged;
      const id = {
        "tagged-string": tag + delimiter + key,
        "untagged-string": key,
        number: Number(key),
        bigint: isNumeric ? BigInt(key) : undefined,
      }[options.idType];
      expect([entity.id, entity.idMaybe, entity.idTagged, entity.idTaggedMaybe]).toEqual([
        id,
        id,
        tag + delimiter + key,
        tag + delimiter + key,
      ]);
    }
    const stored = await database.query(
      `SELECT id::text, name FROM ${ids.domain.getMetadata(Node).table} ORDER BY name DESC`,
    );
    expect(stored).toEqual([
      { id: root.idUntagged, name: "root" },
      { id: leaf.idUntagged, name: "leaf" },
    ]);
  });

  it("R-ID-1, R-ID-4 loads take an id in every form, and give the same object", async () => {
    const { em, root, leaf, label } = await givenGraph();
    for (const [type, entity] of [[Node, root] as const, [Label, label] as const])
      for (const form of formsOf(entity))
        expect(await em.load(type as typeof Node, form)).toBe(entity);
    for (const form of formsOf(leaf))
      expect(await newEm().load(Leaf, form)).toMatchObject({ name: "leaf" });
    expect(await em.load(leaf.idTagged)).toBe(leaf);
    expect(em.getEntity(label.idTagged)).toBe(label);
    expect(await em.loadAllIfExists(Node, [leaf.id, root.id])).toEqual([leaf, root]);
    await expect(em.load(Label, root.idTagged)).rejects.toMatchObject({
      code: options.key === "text" ? "NOT_FOUND" : "INVALID_ID",
    });
    await expect(em.load(Leaf, root.id)).rejects.toMatchObject({ code: "WRONG_TYPE" });
  });

  it("R-ID-1 every relation is followed, in both directions", async () => {
    const { em, root, leaf, label, onLeaf, onLabel } = await givenGraph();
    await em.populate([root, leaf], [
      "parent",
      "twin",
      "children",
      "twinOf",
      "labels",
      "notes",
    ] as never);
    await em.populate([onLeaf, onLabel], "about" as never);
    await em.populate([root, leaf], ["parentsRecursive", "childrenRecursive"] as never);
    expect([leaf.parent.get, leaf.twin.get, root.twinOf.get]).toEqual([root, root, leaf]);
    expect([root.children.get, leaf.labels.get, onLeaf.about.get, onLabel.about.get]).toEqual([
      [leaf],
      [label],
      leaf,
      label,
    ]);
    expect([leaf.parent.id, leaf.parent.idTaggedMaybe, leaf.parent.idUntagged]).toEqual([
      root.id,
      root.idTagged,
      root.idUntagged,
    ]);
    expect([onLabel.about.id, onLabel.about.idTaggedMaybe]).toEqual([label.id, label.idTagged]);
    expect([await leaf.parentsRecursive.load(), await root.childrenRecursive.load()]).toEqual([
      [root],
      [leaf],
    ]);
  });

  it("R-ID-1 filters take ids in every form, and finds give them", async () => {
    const { em, root, leaf, label, onLeaf, onLabel } = await givenGraph();
    for (const form of formsOf(root)) {
      expect(await em.find(Node, { id: form })).toEqual([root]);
      expect(await em.find(Node, { id: { ne: form } })).toEqual([leaf]);
      expect(await em.find(Node, { id: [form] })).toEqual([root]);
      expect(await em.find(Node, { parent: form })).toEqual([leaf]);
      expect(await em.find(Node, { parent: { id: { in: [form] } } })).toEqual([leaf]);
      expect(await em.findOne(Leaf, { twin: form })).toBe(leaf);
    }
    for (const form of formsOf(leaf)) {
      expect(await em.find(Node, { children: { id: form } })).toEqual([root]);
      expect(await em.find(Node, { twinOf: { id: form } })).toEqual([root]);
    }
    for (const form of formsOf(label))
      expect(await em.find(Node, { labels: { id: form } })).toEqual([leaf]);
    expect(await em.find(Note, { about: label.idTagged })).toEqual([onLabel]);
    expect(
      await em.find(Note, { about: { in: [leaf.idTagged, label] } }, { orderBy: { id: "ASC" } }),
    ).toEqual([onLeaf, onLabel]);
    expect(await em.find(Node, { parent: root })).toEqual([leaf]);
    expect([
      await em.findIds(Node, { parent: root.id }),
      await em.findCount(Node, { id: root.id }),
    ]).toEqual([[leaf.id], 1]);
    const first = await em.findPage(Node, {}, { first: 1, orderBy: { id: "ASC" } });
    const second = await em.findPage(
      Node,
      {},
      { first: 1, orderBy: { id: "ASC" }, after: first.pageInfo.endCursor },
    );
    expect(new Set([...first.nodes, ...second.nodes])).toEqual(new Set([root, leaf]));
    // Any text is a text key, one that looks like the id of a label as well.
    for (const wrong of options.key === "text" ? [""] : [label.idTagged, ""])
      await expect(em.find(Node, { id: wrong })).rejects.toMatchObject({ code: "INVALID_FILTER" });
  });

  it("R-ID-1, R-ID-4 references are set by ids in every form", async () => {
    const { em, root, leaf, label, onLeaf } = await givenGraph();
    for (const [at, form] of formsOf(leaf).entries()) {
      const made = em.create(Node, { name: `made ${at}`, parent: form, ...given(`k:made${at}`) });
      expect([made.parent.id, made.parent.idTaggedMaybe]).toEqual([leaf.id, leaf.idTagged]);
      made.twin.id = form as never;
      made.twin.id = undefined as never;
      root.parent.id = form as never;
    }
    onLeaf.about.id = label.idTagged as never;
    expect(() => {
      root.parent.id = (options.key === "text" ? "n:\0" : label.idTagged) as never;
    }).toThrow(expect.objectContaining({ code: "INVALID_ID" }));
    const { originalValue } = leaf.changes["parent" as never] as unknown as {
      originalValue: IdType;
    };
    expect(originalValue).toBe(root.id);
    await em.flush();
    const em2 = newEm();
    expect(await em2.findCount(Node, { parent: leaf.id })).toBe(formsOf(leaf).length + 1);
    expect(await em2.findCount(Note, { about: label.idTagged })).toBe(2);
  });

  it("R-ID-1 collections find their members by ids in every form, loaded or not, and are changed", async () => {
    const { em, root, leaf, label } = await givenGraph();
    for (const form of formsOf(leaf)) {
      expect(await root.children.find(form as never)).toBe(leaf);
      expect(await label.nodes.find(form as never)).toBe(leaf);
    }
    for (const form of formsOf(label)) expect(await leaf.labels.find(form as never)).toBe(label);
    await em.populate([root, leaf], ["children", "labels"] as never);
    for (const form of formsOf(leaf)) expect(await root.children.find(form as never)).toBe(leaf);
    for (const form of formsOf(label)) expect(await leaf.labels.find(form as never)).toBe(label);
    expect([
      await leaf.labels.includes(label),
      await label.nodes.includes(leaf),
      await label.nodes.count(),
    ]).toEqual([true, true, 1]);
    leaf.labels.remove(label);
    root.labels.add(label);
    root.children.remove(leaf);
    leaf.children.add(root);
    await em.flush();
    const em2 = newEm();
    const found = await em2.find(Node, { labels: { id: label.id } });
    expect(found.map(({ name }) => name)).toEqual(["root"]);
    expect((await em2.load(Node, root.id)).parent.id).toBe(leaf.id);
    await em.refresh(label);
    expect(await label.nodes.find(root.id)).toBe(root);
  });

  it("R-ID-6 a preset id is kept, whatever form it has, and a second entity with it is refused", async () => {
    await database.query(ids.ddl);
    const key = {
      int: "70",
      bigint: "70",
      uuid: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
      text: "k:70",
    }[options.key];
    const id = tagId(Node, key);
    const em = newEm();
    const node = em.create(Node, { id, name: "preset" });
    expect([node.id, node.isNewEntity]).toEqual([toIdOf(Node, id), true]);
    expect(() => em.create(Node, { id: node.id, name: "again" })).toThrow(
      expect.objectContaining({ code: "DUPLICATE_ENTITY" }),
    );
    const child = em.create(Leaf, { parent: id, name: "child", ...given("k:71") });
    expect(child.parent.get).toBe(node);
    await em.flush();
    expect([node.id, child.parent.id]).toEqual([toIdOf(Node, id), node.id]);
    em.delete(child);
    await em.flush();
    expect(await newEm().findIds(Node, {})).toEqual([node.id]);
  });
});

it("R-ID-1 a key beyond 2^53-1 is no number, neither read nor given", async () => {
  const ids = idDomain({ idType: "number", key: "bigint" });
  await database.query(ids.ddl);
  const meta = ids.domain.getMetadata(ids.Node);
  await database.query(
    `INSERT INTO ${meta.table} (id, name, parent_id) VALUES (9007199254740991, 'last', NULL), (9007199254740993, 'beyond', NULL), (1, 'child', 9007199254740993)`,
  );
  const em = new EntityManager(ids.domain, {}, database.driver);
  const range = {
    code: "ID_RANGE",
    message: "Node id 9007199254740993 is beyond what a number can hold: use string ids for it",
  };
  expect((await em.load(ids.Node, 9007199254740991)).name).toBe("last");
  const beyond = await em.load(ids.Node, "n:9007199254740993");
  const child = await em.load(ids.Node, 1);
  expect([beyond.name, beyond.idTagged, beyond.idUntagged]).toEqual([
    "beyond",
    "n:9007199254740993",
    "9007199254740993",
  ]);
  expect(() => beyond.id).toThrow(expect.objectContaining(range));
  expect(() => child.parent.id).toThrow(expect.objectContaining(range));
  await expect(em.findIds(ids.Node, {})).rejects.toMatchObject(range);
  // 2^53 + 1 is another number by the time it is given.
  await expect(em.load(ids.Node, 2 ** 53)).rejects.toMatchObject({ code: "ID_RANGE" });
  expect(await em.load(ids.Node, 9007199254740993n)).toBe(beyond);
});
