import type { User } from './shapes';

/** Who orders, holds and records; the node decides, the page only hides what it would refuse. */
export const mayAct = (user: User | null): boolean =>
  user?.role === 'officer' || user?.role === 'supervisor';

/** A recorded outcome is corrected by a supervisor who did not record it. */
export const mayCorrect = (user: User | null): boolean => user?.role === 'supervisor';

/** A day is planned once, by a supervisor. */
export const mayPlan = (user: User | null): boolean => user?.role === 'supervisor';

export const mayReadQuarantine = (user: User | null): boolean =>
  user?.role === 'supervisor' || user?.role === 'analyst';
