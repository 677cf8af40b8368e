// Random units of work over every kind of relation against a model of plain maps. Both sides are compared after every step,
// loaded or not, and database, em and a fresh em after every flush.
import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { Label } from "../schema/entities/Label.ts";
import { Pin } from "../schema/entities/Pin.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

type Parent = Article | Topic | Comment;
type Place = Topic | Label;

/** Names are unique, so a name stands for its entity. */
class Model {
  readonly articles: string[] = [];
  readonly topics: string[] = [];
  readonly labels: string[] = [];
  readonly comments: string[] = [];
  readonly pins: string[] = [];
  readonly parentOf = new Map<string, string>();
  readonly placeOf = new Map<string, string | undefined>();
  readonly topicsOf = new Map<string, Set<string>>();
  readonly colorsOf = new Map<string, Set<Color>>();

  commentsOf(parent: string): string[] {
    return this.comments.filter((comment) => this.parentOf.get(comment) === parent).toSorted();
  }

  pinAt(place: string): string | undefined {
    return this.pins.find((pin) => this.placeOf.get(pin) === place);
  }

  labelsOf(topic: string): string[] {
    return this.labels.filter((label) => this.topicsOf.get(label)?.has(topic)).toSorted();
  }

  put(pin: string, place: string | undefined): void {
    // A place has room for one.
    for (const other of this.pins)
      if (place !== undefined && this.placeOf.get(other) === place)
        this.placeOf.set(other, undefined);
    this.placeOf.set(pin, place);
  }
}

class World {
  em: EntityManager = database.newEm();
  readonly model = new Model();
  readonly #entities = new Map<string, string>();
  #local = new Map<string, Parent | Label | Pin>();
  #count = 0;

  newName(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  put(name: string, entity: Parent | Label | Pin): void {
    this.#local.set(name, entity);
  }

  /** The entity of a name in this em, loaded when it is not there. */
  async get<T extends Parent | Label | Pin>(name: string): Promise<T> {
    const known = this.#local.get(name);
    if (known !== undefined) return known as T;
    const loaded = (await this.em.load(this.#entities.get(name)!)) as Parent | Label | Pin;
    this.#local.set(name, loaded);
    return loaded as T;
  }

  async flush(): Promise<void> {
    await this.em.flush();
    deepStrictEqual(await database.statements(() => this.em.flush()), []);
    for (const [name, entity] of this.#local) this.#entities.set(name, entity.idTagged);
    await this.check();
    const [em, local] = [this.em, this.#local];
    this.renew();
    await this.check();
    [this.em, this.#local] = [em, local];
  }

  renew(): void {
    this.em = database.newEm();
    this.#local = new Map();
  }

  /** Everything, as seen from each side. */
  async check(): Promise<void> {
    const { model } = this;
    const nameOf = (entity: Parent | Label | Pin | undefined): string | undefined =>
      entity === undefined
        ? undefined
        : entity instanceof Comment
          ? entity.body
          : entity instanceof Article
            ? entity.title
            : entity instanceof Pin
              ? [...this.#local].find(([, each]) => each === entity)?.[0]
              : entity.name;
    for (const name of model.pins) await this.get(name);
    for (const parent of [...model.articles, ...model.topics]) {
      const comments = await (await this.get<Article | Topic>(parent)).comments.load();
      deepStrictEqual(comments.map(({ body }) => body).toSorted(), model.commentsOf(parent));
    }
    for (const name of model.comments) {
      const comment = await this.get<Comment>(name);
      deepStrictEqual(nameOf(await comment.parent.load()), model.parentOf.get(name));
      const replies = await comment.replies.load();
      deepStrictEqual(replies.map(({ body }) => body).toSorted(), model.commentsOf(name));
    }
    for (const name of model.pins)
      deepStrictEqual(
        nameOf(await (await this.get<Pin>(name)).place.load()),
        model.placeOf.get(name),
      );
    for (const place of [...model.topics, ...model.labels])
      deepStrictEqual(nameOf(await (await this.get<Place>(place)).pin.load()), model.pinAt(place));
    for (const name of model.labels) {
      const topics = await (await this.get<Label>(name)).topics.load();
      const wanted = [...model.topicsOf.get(name)!].toSorted();
      deepStrictEqual(topics.map((topic) => topic.name).toSorted(), wanted);
    }
    for (const name of model.topics) {
      const labels = await (await this.get<Topic>(name)).labels.load();
      deepStrictEqual(labels.map((label) => label.name).toSorted(), model.labelsOf(name));
    }
    for (const name of model.articles) {
      const colors = await (await this.get<Article>(name)).colors.load();
      deepStrictEqual(colors.toSorted(), [...model.colorsOf.get(name)!].toSorted());
    }
  }
}

type Action = (world: World, a: number, b: number) => Promise<void> | void;

const codes = Object.values(Color);
const pick = <T>(list: ReadonlyArray<T>, at: number): T => list[at % list.length]!;
const parents = ({ articles, topics, comments }: Model): string[] => [
  ...articles,
  ...topics,
  ...comments,
];

/** A comment below itself would be a ring, which no parent leads out of. */
function isBelow({ parentOf }: Model, name: string, ancestor: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = parentOf.get(at))
    if (at === ancestor) return true;
  return false;
}

const actions: Readonly<Record<string, Action>> = {
  addArticle: (world) => {
    const title = world.newName("article");
    world.put(title, world.em.create(Article, { title }));
    world.model.articles.push(title);
    world.model.colorsOf.set(title, new Set());
  },
  addTopic: (world) => {
    const name = world.newName("topic");
    world.put(name, world.em.create(Topic, { id: name, name }));
    world.model.topics.push(name);
  },
  addLabel: (world) => {
    const name = world.newName("label");
    world.put(name, world.em.create(Label, { name }));
    world.model.labels.push(name);
    world.model.topicsOf.set(name, new Set());
  },
  addPin: async (world, a) => {
    const name = world.newName("pin");
    const place = pick([...world.model.topics, ...world.model.labels], a);
    const target = await world.get<Place>(place);
    // What is there already must let go, which only its own side can say.
    await target.pin.load();
    const pin = world.em.create(Pin, {});
    world.put(name, pin);
    world.model.pins.push(name);
    target.pin.set(pin);
    world.model.put(name, place);
  },
  addComment: async (world, a) => {
    const body = world.newName("comment");
    const parent = pick(parents(world.model), a);
    world.put(body, world.em.create(Comment, { body, parent: await world.get<Parent>(parent) }));
    world.model.comments.push(body);
    world.model.parentOf.set(body, parent);
  },
  move: async (world, a, b) => {
    const { model } = world;
    if (model.comments.length === 0) return;
    const [comment, parent] = [pick(model.comments, a), pick(parents(model), b)];
    if (isBelow(model, parent, comment)) return;
    (await world.get<Comment>(comment)).parent.set(await world.get<Parent>(parent));
    model.parentOf.set(comment, parent);
  },
  adopt: async (world, a, b) => {
    const { model } = world;
    if (model.comments.length === 0) return;
    const [comment, parent] = [pick(model.comments, a), pick(parents(model), b)];
    if (isBelow(model, parent, comment)) return;
    const [child, target] = [await world.get<Comment>(comment), await world.get<Parent>(parent)];
    (target instanceof Comment ? target.replies : target.comments).add(child);
    model.parentOf.set(comment, parent);
  },
  pin: async (world, a, b) => {
    const { model } = world;
    if (model.pins.length === 0) return;
    const [pin, place] = [pick(model.pins, a), pick([...model.topics, ...model.labels], b)];
    (await world.get<Place>(place)).pin.set(await world.get<Pin>(pin));
    model.put(pin, place);
  },
  unpin: async (world, a) => {
    const { model } = world;
    if (model.pins.length === 0) return;
    (await world.get<Pin>(pick(model.pins, a))).place.set(undefined);
    model.put(pick(model.pins, a), undefined);
  },
  tag: async (world, a, b) => {
    const [label, topic] = [pick(world.model.labels, a), pick(world.model.topics, b)];
    (await world.get<Label>(label)).topics.add(await world.get<Topic>(topic));
    world.model.topicsOf.get(label)!.add(topic);
  },
  untag: async (world, a, b) => {
    const [label, topic] = [pick(world.model.labels, a), pick(world.model.topics, b)];
    (await world.get<Topic>(topic)).labels.remove(await world.get<Label>(label));
    world.model.topicsOf.get(label)!.delete(topic);
  },
  setTags: async (world, a, b) => {
    const [label, topic] = [pick(world.model.labels, a), pick(world.model.topics, b)];
    (await world.get<Label>(label)).topics.set([await world.get<Topic>(topic)]);
    world.model.topicsOf.set(label, new Set([topic]));
  },
  paint: async (world, a, b) => {
    const article = pick(world.model.articles, a);
    (await world.get<Article>(article)).colors.add(pick(codes, b));
    world.model.colorsOf.get(article)!.add(pick(codes, b));
  },
  strip: async (world, a, b) => {
    const article = pick(world.model.articles, a);
    (await world.get<Article>(article)).colors.remove(pick(codes, b));
    world.model.colorsOf.get(article)!.delete(pick(codes, b));
  },
  repaint: async (world, a, b) => {
    const article = pick(world.model.articles, a);
    const colors = codes.slice(0, b % 3);
    (await world.get<Article>(article)).colors.set(colors);
    world.model.colorsOf.set(article, new Set(colors));
  },
  check: (world) => world.check(),
  flush: (world) => world.flush(),
  renew: async (world) => {
    await world.flush();
    world.renew();
  },
};

const step = fc.tuple(fc.constantFrom(...Object.keys(actions)), fc.nat(5), fc.nat(5));

it("R-REL-2 R-POLY-2 R-M2M-4 all kinds of relations agree with what was done, from every side, loaded or not", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 25 }),
    async (steps) => {
      await database.query(
        "TRUNCATE articles, topics, labels, comments, pins RESTART IDENTITY CASCADE",
      );
      const world = new World();
      for (const first of ["addArticle", "addTopic", "addLabel"])
        await actions[first]!(world, 0, 0);
      for (const [action, a, b] of steps) await actions[action]!(world, a, b);
      await world.flush();
    },
  );
  await expect(fc.assert(property, { numRuns: 200 })).resolves.toBeUndefined();
}, 240_000);
