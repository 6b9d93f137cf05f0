import type { GraphNodeShape, GraphShape } from '../shapes';

export interface Branch {
  node: GraphNodeShape;
  /** Ring on which it stands: 0 is the party asked for, what parties share lies between them. */
  ring: number;
  children: Branch[];
}

const stepOf = (node: GraphNodeShape): number => node.depth * 2 + (node.kind === 'party' ? 0 : 1);

/** What each node is tied to, in the order of the graph's edges. */
export function neighbours(graph: GraphShape): Map<string, string[]> {
  const found = new Map<string, string[]>(graph.nodes.map((node) => [node.node_id, []]));
  for (const { source, target } of graph.edges) {
    found.get(source)?.push(target);
    found.get(target)?.push(source);
  }
  return found;
}

/** The graph as a tree: every node hangs on the outermost of its ties that lies further in. */
export function tree(graph: GraphShape): Branch | undefined {
  const steps = [...new Set(graph.nodes.map(stepOf))].sort((a, b) => a - b);
  const branches = new Map<string, Branch>(
    graph.nodes.map((node) => [node.node_id, { node, ring: steps.indexOf(stepOf(node)), children: [] }]),
  );
  const root = branches.get(graph.party_id);
  if (!root) return undefined;
  const ties = neighbours(graph);
  for (const branch of branches.values()) {
    if (branch === root) continue;
    const inner = (ties.get(branch.node.node_id) ?? [])
      .map((id) => branches.get(id))
      .filter((one) => one !== undefined)
      .filter((one) => one.ring < branch.ring)
      .reduce((best, one) => (one.ring > best.ring ? one : best), root);
    inner.children.push(branch);
  }
  return root;
}
