// Where everything of a diagram stands. The layers, the places and the bends of the lines are ELK's; what is drawn there is
// `svg`'s.
import type { ELK, ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import Elk from "elkjs/lib/elk.bundled.js";
import { clip } from "./clip.ts";
import type { Box, Count, Diagram, Line } from "./Diagram.ts";
import { metrics } from "./metrics.ts";
import { textWidth } from "./textWidth.ts";

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyArray<PlacedBox>;
  readonly lines: ReadonlyArray<PlacedLine>;
}

export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: Line;
  readonly points: ReadonlyArray<Point>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type LayOut = (diagram: Diagram) => Promise<Picture>;

/** An engine that gives the same picture for the same diagram; to start one takes longer than to draw a small diagram. */
export function newLayout(): LayOut {
  const engine = new Elk.default();
  return (diagram) => layOut(diagram, engine);
}

async function layOut({ boxes, lines }: Diagram, engine: ELK): Promise<Picture> {
  if (boxes.length === 0) return { width: 240, height: 60, boxes: [], lines: [] };
  const idOf = new Map(boxes.map(({ name }, at) => [name, `box${at}`]));
  const linesOf = Map.groupBy(
    lines.flatMap((line) =>
      [...new Set([line.from.box, line.to.box])].map((name) => ({ name, line })),
    ),
    ({ name }) => name,
  );
  const wanted: ElkNode = {
    id: "domain",
    layoutOptions: boxes.length > many ? { ...options, ...optionsForMany } : options,
    children: boxes.map((box) =>
      nodeOf(
        box,
        idOf.get(box.name)!,
        (linesOf.get(box.name) ?? []).map(({ line }) => line),
      ),
    ),
    edges: lines.map((line, at) => edgeOf(line, at, idOf)),
  };
  const graph = await engine.layout(wanted);
  const placed = new Map((graph.children ?? []).map((node) => [node.id, node]));
  const edges = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    boxes: boxes.map((box, at) => {
      const { x = 0, y = 0, width = 0, height = 0 } = placed.get(`box${at}`)!;
      return { box, x, y, width, height };
    }),
    lines: lines.map((line, at) => ({ line, points: pointsOf(edges.get(`line${at}`)!) })),
  };
}

const options: Readonly<Record<string, string>> = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.aspectRatio": "1.6",
  "elk.padding": "[top=24,left=24,bottom=24,right=24]",
  "elk.spacing.nodeNode": "36",
  "elk.spacing.edgeNode": "20",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.componentComponent": "48",
  "elk.layered.spacing.nodeNodeBetweenLayers": "64",
  "elk.layered.spacing.edgeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.compaction.connectedComponents": "true",
};

/** From so many boxes on. */
const many = 60;

/** What the best places cost grows faster than what they show. */
const optionsForMany: Readonly<Record<string, string>> = {
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.considerModelOrder.strategy": "NONE",
  "elk.layered.thoroughness": "3",
};

/** Lines leave a box at the right, from their field's row, and come in at the left of its head. */
function nodeOf(box: Box, id: string, lines: ReadonlyArray<Line>): ElkNode {
  const { header, row, foot } = metrics;
  const width = widthOf(box);
  const ports = new Map<string, ElkPort>();
  for (const { from, to } of lines) {
    if (from.box === box.name) {
      const index = box.rows.findIndex(({ name }) => name === from.row);
      const y = index === -1 ? header / 2 : header + row * (index + 0.5);
      const port = `${id} from ${from.row ?? ""}`;
      ports.set(port, { id: port, x: width, y, layoutOptions: east });
    }
    if (to.box === box.name) {
      const port = `${id} to ${to.count}`;
      ports.set(port, { id: port, x: 0, y: heads[to.count], layoutOptions: west });
    }
  }
  return {
    id,
    width,
    height: header + row * box.rows.length + (box.rows.length === 0 ? 0 : foot),
    ports: [...ports.values()],
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
  };
}

const east = { "elk.port.side": "EAST" };
const west = { "elk.port.side": "WEST" };

/** Lines that end differently end in different places, so that each end can be read. */
const heads: Readonly<Record<Count, number>> = { one: 10, many: 22, "zero or one": 34 };

function edgeOf(
  { from, to }: Line,
  at: number,
  idOf: ReadonlyMap<string, string>,
): ElkExtendedEdge {
  return {
    id: `line${at}`,
    sources: [`${idOf.get(from.box)!} from ${from.row ?? ""}`],
    targets: [`${idOf.get(to.box)!} to ${to.count}`],
  };
}

function pointsOf({ sections = [] }: ElkExtendedEdge): ReadonlyArray<Point> {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
}

function widthOf(box: Box): number {
  const { size, smallSize, padding, gap, mark, longest } = metrics;
  const title = textWidth(clip(box.name, longest), metrics.titleSize);
  const source = textWidth(clip(box.source, longest), smallSize);
  const rows = box.rows.map(
    ({ name, type }) =>
      mark +
      textWidth(clip(name, longest), size) +
      (type === "" ? 0 : gap + textWidth(clip(type, longest), smallSize)),
  );
  return Math.max(120, title, source, ...rows) + 2 * padding;
}
