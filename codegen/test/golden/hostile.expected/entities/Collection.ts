import { CollectionCodegen, collectionConfig } from "./codegen/CollectionCodegen.ts";

export class Collection extends CollectionCodegen {}

collectionConfig.placeholder();
