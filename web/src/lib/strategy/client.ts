import { json } from '../client';
import type * as shapes from '../shapes';

type How = shapes.StrategyOutcome['how'];

/** The routes of the strategy, by name. */
export const strategyApi = {
  plan: (asked: Partial<shapes.AuditAsked>, signal: AbortSignal) =>
    json<shapes.AuditPlan>('POST', 'strategy/audits/plan', { body: asked, signal }),
  orders: () => json<shapes.AuditOrders>('GET', 'strategy/audits/orders'),
  orderOfPlan: (body: shapes.AuditOrderOfPlan) =>
    json<shapes.AuditOrderShape>('POST', 'strategy/audits/orders/of-plan', { body }),
  order: (order: shapes.AuditOrderShape) =>
    json<shapes.AuditOrders>('POST', 'strategy/audits/orders', { body: { version: 0, order } }),
  sendPictures: (name: string, handling: shapes.HandlingShape) =>
    json<shapes.AuditSent>('POST', `strategy/audits/orders/${name}/send`, { body: { handling } }),
  tests: () => json<shapes.SeedTests>('GET', 'strategy/audits/tests'),
  seed: (body: shapes.SeedPlanted) => json<shapes.SeedTest>('POST', 'strategy/audits/tests', { body }),
  seedStep: (name: string, step: shapes.SeedTest['steps'][number], body: object) =>
    json<shapes.SeedTest>('POST', `strategy/audits/tests/${name}/${step}`, { body }),
  warnings: () => json<shapes.WarningsShape>('GET', 'strategy/audits/warnings'),
  figures: () => json<shapes.StrategyFigures>('GET', 'strategy/figures'),
  finds: () => json<shapes.StrategyFinds[]>('GET', 'strategy/finds'),
  scenarios: () => json<shapes.StrategySaved[]>('GET', 'strategy/scenarios'),
  scenario: (name: string) =>
    json<shapes.StrategySaved>('GET', `strategy/scenarios/${encodeURIComponent(name)}`),
  saveScenario: (name: string, body: shapes.StrategySaveBody) =>
    json<shapes.StrategySaved>('PUT', `strategy/scenarios/${encodeURIComponent(name)}`, { body }),
  assumptions: () => json<shapes.StrategyAssumptions>('GET', 'strategy/assumptions'),
  allocate: (scenario: shapes.StrategyScenario, how: How, signal: AbortSignal) =>
    json<shapes.StrategyOutcome>('POST', 'strategy/allocation', { body: { scenario, how }, signal }),
  compare: (scenario: shapes.StrategyScenario, signal: AbortSignal) =>
    json<shapes.StrategyOutcome[]>('POST', 'strategy/allocation/compare', { body: scenario, signal }),
  change: (body: shapes.StrategyChangeAsked) =>
    json<shapes.StrategyDifference>('POST', 'strategy/allocation/change', { body }),
  split: (scenario: shapes.StrategyScenario, signal: AbortSignal) =>
    json<shapes.StrategySplitAnswer>('POST', 'strategy/allocation/split', { body: scenario, signal }),
  worst: (body: shapes.StrategyWorstAsked, signal: AbortSignal) =>
    json<shapes.StrategyWorstAnswer>('POST', 'strategy/allocation/worst', { body, signal }),
  scanners: (body: shapes.StrategyScannersAsked) =>
    json<shapes.StrategyScanners>('POST', 'strategy/allocation/scanners', { body }),
  coverage: () => json<shapes.CoveragePage>('GET', 'strategy/coverage'),
  coverageOfPlan: (body: shapes.CoverageOfPlan) =>
    json<shapes.StrategicCoverage>('POST', 'strategy/coverage/of-plan', { body }),
  proposeCoverage: (body: shapes.CoverageDraft) =>
    json<shapes.CoveragePage>('POST', 'strategy/coverage', { body }),
  /** What a coverage would do to the next day that is not planned. */
  tryCoverage: (body: shapes.StrategicCoverage, signal: AbortSignal) =>
    json<shapes.CoverageTrial>('POST', 'strategy/coverage/trial', { body, signal }),
  tunnel: () => json<shapes.TunnelRuns>('GET', 'strategy/tunnel'),
  tunnelPair: (a: string, b: string) =>
    json<shapes.TunnelPair>('GET', `strategy/tunnel/${encodeURIComponent(a)}/${encodeURIComponent(b)}`),
  rows: (body: shapes.StrategyRowsAsked) =>
    json<shapes.StrategyRow[]>('POST', 'strategy/allocation/rows', { body }),
  verdict: (query: Record<string, string>, signal: AbortSignal) =>
    json<shapes.FlowAnswer>('GET', 'strategy/verdict', { query, signal }),
  reasons: (query: Record<string, string>, signal: AbortSignal) =>
    json<shapes.FlowReasons>('GET', 'strategy/verdict/reasons', { query, signal }),
};
