import type { User } from './shapes';

/** Who orders, holds and records; the node decides, the page only hides what it would refuse. */
export const mayAct = (user: User | null): boolean =>
  user?.role === 'officer' || user?.role === 'supervisor';

/** A recorded outcome is corrected by a supervisor who did not record it. */
export const mayCorrect = (user: User | null): boolean => user?.role === 'supervisor';

/** A day is planned once, by a supervisor. */
export const mayPlan = (user: User | null): boolean => user?.role === 'supervisor';

/** A supervisor changes the port's calendar, and what is asked of groups of boxes. */
export const mayKeepCalendar = mayPlan;

/** Everybody who works here may put a value of their own into a draw. */
export const mayContribute = (user: User | null): boolean => mayAct(user) || user?.role === 'analyst';

/** Everybody who works here may say what a scan shows. */
export const mayJudgeScans = mayContribute;

export const mayReadQuarantine = (user: User | null): boolean =>
  user?.role === 'supervisor' || user?.role === 'analyst';

/** Compliance staff of a carrier or forwarder: its own scorecard, what it is asked, and messages to test. */
export const isFiler = (user: User | null): boolean => user?.role === 'filer';

/** Officers and supervisors ask filers; a do-not-load takes two of them. */
export const mayAsk = mayAct;

/** Everybody who works here writes profiles; whether somebody may approve one, the node says. */
export const mayWriteProfiles = (user: User | null): boolean => mayAct(user) || user?.role === 'analyst';

/** A data scientist trains models; who may take the steps after that, the node says. */
export const mayTrain = (user: User | null): boolean => user?.role === 'analyst';

/** People of ports and of the alliance see how ports keep the standard, and nothing of the cargo. */
export const isOfNorms = (user: User | null): boolean =>
  user?.role === 'assessor' || user?.role === 'coordinator';

/** The port for which an assessor speaks; empty for everybody else. */
export const portOf = (user: User | null): string =>
  user?.role === 'assessor' ? (user.subject ?? '').replace(/^port\//, '') : '';

export const mayPlanAssessments = isOfNorms;

/** Coordinators settle objections, keep the standard and take assessments over. */
export const mayCoordinate = (user: User | null): boolean => user?.role === 'coordinator';

/** Officers, supervisors and analysts see the node's cargo. */
export const readsCargo = mayContribute;

/** Settles with allies what is shared, and opens no dossier. */
export const isLiaison = (user: User | null): boolean => user?.role === 'liaison';

/** Liaisons propose agreements, policy and standing orders. */
export const mayNegotiate = isLiaison;

/** Who puts forward what is to be shared; whether somebody may confirm it, the node says. */
export const mayShare = (user: User | null): boolean => mayAct(user) || isLiaison(user);

/** Who sees every decision on what went out. */
export const mayAuditSharing = (user: User | null): boolean =>
  user?.role === 'supervisor' || isLiaison(user);

/** Seeded tests, and what stands out among finds, are for who works on them. */
export const maySeeAudits = (user: User | null): boolean =>
  mayContribute(user) || user?.role === 'coordinator';
