// What large collections of both kinds answer alike, by asking the database: pages, streams, counts.
import type { ManyToManyField, OneToManyField } from "../../schema/Field.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Page } from "../../types/Page.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { Member } from "../Member.ts";
import { type MembersOptions, pageOf, streamOf } from "./members.ts";

export abstract class LargeMembers<F extends ManyToManyField | OneToManyField> extends Member<F> {
  async page(options: MembersOptions = {}): Promise<Page<Entity>> {
    checkLoadable(this.state);
    return pageOf(this.state, this.field, options);
  }

  stream(options: MembersOptions = {}): AsyncIterable<Entity> {
    checkLoadable(this.state);
    return streamOf(this.state, this.field, options);
  }

  async count(where?: object): Promise<number> {
    checkLoadable(this.state);
    return this.state.session.ports.countMembers(this.state, this.field, where);
  }
}
