import { json } from '../client';
import type * as shapes from '../shapes';

/** The routes of the strategy, by name. */
export const strategyApi = {
  figures: () => json<shapes.StrategyFigures>('GET', 'strategy/figures'),
};
