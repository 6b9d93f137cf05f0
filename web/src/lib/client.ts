import { session } from './session.svelte';
import { speech } from './i18n/index.svelte';
import type * as shapes from './shapes';

/** What the node refused, with its stable code; `status` 0 when it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Query = URLSearchParams | Record<string, string>;
interface Request {
  query?: Query;
  body?: unknown;
  /** Bytes to send as they are, in place of a body. */
  bytes?: Blob;
  /** Names the request, so that it can be sent again and is done once. */
  key?: string;
  signal?: AbortSignal;
}

const spelled = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

function addressOf(path: string, query?: Query): string {
  const search = new URLSearchParams(query);
  search.set('lang', speech.language);
  return `api/${path}?${search}`;
}

async function refusal(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Partial<shapes.ErrorShape>;
  return new ApiError(response.status, body.code ?? '', body.message ?? response.statusText);
}

async function send(method: string, path: string, request: Request = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = session.current?.csrf_token ?? '';
  if (request.key) headers['Idempotency-Key'] = request.key;
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(addressOf(path, request.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.bytes ? { body: request.bytes } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
  }).catch((error: unknown) => {
    if (request.signal?.aborted) throw error;
    throw new ApiError(0, 'unreachable', '');
  });
  if (response.ok) return response;
  if (response.status === 401 && path !== 'session') session.expire();
  throw await refusal(response);
}

export async function json<T>(method: string, path: string, request?: Request): Promise<T> {
  return (await send(method, path, request)).json() as Promise<T>;
}

/** A name for one request, from the browser's own lots. */
export function newKey(): string {
  const lots = crypto.getRandomValues(new Uint8Array(16));
  return [...lots].map((lot) => lot.toString(16).padStart(2, '0')).join('');
}

const WAITS_MS = [400, 1000, 2500, 6000];
const AWAY: readonly number[] = [0, 502, 503, 504];

/** Send over a bad line: again while the node is away, with the same key, so that it is done once. */
async function surely<T>(path: string, request: Request): Promise<T> {
  const named = { key: newKey(), ...request };
  for (const wait of WAITS_MS) {
    try {
      return await json<T>('POST', path, named);
    } catch (error) {
      if (!(error instanceof ApiError) || !AWAY.includes(error.status)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return json<T>('POST', path, named);
}

const box = (id: string, verb = '') => `boxes/${encodeURIComponent(id)}${verb}`;

const form = (id: string, verb = '') => `norms/assessments/${encodeURIComponent(id)}${verb}`;

const talk = (id: string, verb = '') => `requests/${encodeURIComponent(id)}${verb}`;

const modelPath = (id: string, verb = '') => `models/${encodeURIComponent(id)}${verb}`;

const partyPath = (id: string, part = '') => `parties/${encodeURIComponent(id)}${part}`;

const profilePath = (code: string, verb = '') => `profiles/${encodeURIComponent(code)}${verb}`;

/** Every route that the page uses, by name. */
export const api = {
  session: () => json<shapes.Session>('GET', 'session'),
  signIn: (body: shapes.SignIn) => send('POST', 'session', { body }),
  signOut: () => send('DELETE', 'session'),
  worklist: (query: Query, signal?: AbortSignal) =>
    json<shapes.WorkPage>('GET', 'worklist', { query, ...(signal ? { signal } : {}) }),
  options: () => json<shapes.FilterOptions>('GET', 'worklist/options'),
  dossier: (id: string, query: Query, signal?: AbortSignal) =>
    json<shapes.Dossier>('GET', box(id), { query, ...(signal ? { signal } : {}) }),
  otherwise: (id: string) => json<shapes.SelectionShape>('GET', box(id, '/otherwise')),
  order: (id: string, body: shapes.OrderRequest) =>
    surely<shapes.WorkRow>(box(id, '/order'), { body }),
  hold: (id: string, body: shapes.VersionRequest) => surely<shapes.WorkRow>(box(id, '/hold'), { body }),
  release: (id: string, body: shapes.VersionRequest) =>
    surely<shapes.WorkRow>(box(id, '/release'), { body }),
  outcome: (id: string, body: shapes.OutcomeRequest) =>
    surely<shapes.WorkRow>(box(id, '/outcome'), { body }),
  correct: (id: string, body: shapes.CorrectionRequest) =>
    surely<shapes.WorkRow>(box(id, '/correction'), { body }),
  board: (query: Query) => json<shapes.BoardShape>('GET', 'board', { query }),
  reasons: () => json<shapes.ReasonsShape>('GET', 'board/reasons'),
  takeNext: (body: shapes.NextRequest) => surely<shapes.BoardLineShape>('board/next', { body }),
  task: (id: string) => json<shapes.TaskShape>('GET', box(id, '/task')),
  /** One step of the day: `offer`, `accept`, `delay`, `skip`, `detain`, `lifting`, `lift` … */
  dayStep: (id: string, step: string, body: unknown) =>
    surely<shapes.BoardLineShape>(box(id, `/${step}`), { body }),
  photo: (id: string, bytes: Blob) => surely<shapes.PhotoShape>(box(id, '/photos'), { bytes }),
  scans: (id: string, signal?: AbortSignal) =>
    json<shapes.ScanShape[]>('GET', box(id, '/scans'), signal ? { signal } : {}),
  keepScan: (id: string, bytes: Blob) =>
    json<shapes.ScanShape>('POST', box(id, '/scans'), { bytes }),
  alliedScans: (id: string, signal?: AbortSignal) =>
    json<shapes.AlliedScanShape[]>('GET', box(id, '/scans/allied'), signal ? { signal } : {}),
  fetchAlliedScan: (id: string, name: string) =>
    json<shapes.AlliedScanShape[]>(
      'POST',
      box(id, `/scans/allied/${name.split('/').map(encodeURIComponent).join('/')}`),
    ),
  scan: (digest: string) => json<shapes.ScanViewShape>('GET', `scans/${digest}`),
  materials: (digest: string) =>
    json<shapes.MaterialsShape>('GET', `scans/${digest}/materials`),
  alike: (digest: string) => json<shapes.AlikeShape[]>('GET', `scans/${digest}/alike`),
  reading: (digest: string) => json<shapes.ReadingShape>('GET', `scans/${digest}/reading`),
  verdicts: (digest: string) => json<shapes.ScanVerdictsShape>('GET', `scans/${digest}/verdicts`),
  giveVerdict: (digest: string, body: shapes.ScanVerdictRequest) =>
    surely<shapes.ScanVerdictsShape>(`scans/${digest}/verdicts`, { body }),
  notes: (digest: string) => json<shapes.ScanNotesShape>('GET', `scans/${digest}/notes`),
  writeNote: (digest: string, body: shapes.ScanNoteRequest) =>
    surely<shapes.ScanNotesShape>(`scans/${digest}/notes`, { body }),
  readers: () => json<shapes.ReadersShape>('GET', 'readers'),
  setInsertingRule: (body: shapes.InsertingRuleRequest) =>
    json<shapes.ReadersShape>('POST', 'readers/rule', { body }),
  feedPlans: () => json<shapes.FedCurveShape[]>('POST', 'readers/curves', { body: {} }),
  waitingScans: () => json<shapes.ScanQueueShape>('GET', 'scans/waiting'),
  takeNextScan: () => surely<shapes.TakenScanShape>('scans/next', { body: {} }),
  plane: async (digest: string, energy: string, step: number, signal: AbortSignal) => {
    const query = { step: String(step) };
    const response = await send('GET', `scans/${digest}/planes/${energy}`, { query, signal });
    return response.arrayBuffer();
  },
  /** An earlier scan as it lies in the picture of a later one. */
  laid: async (digest: string, earlier: string, step: number, signal: AbortSignal) => {
    const query = { step: String(step) };
    const response = await send('GET', `scans/${digest}/earlier/${earlier}`, { query, signal });
    return response.arrayBuffer();
  },
  sheet: async (id: string) => (await send('GET', box(id, '/sheet'))).blob(),
  slots: (query: Query) => json<shapes.Slot[]>('GET', 'slots', { query }),
  calendar: () => json<shapes.CalendarShape>('GET', 'calendar'),
  putResource: (body: shapes.PutResourceRequest) =>
    json<shapes.CalendarShape>('PUT', 'calendar/resource', { body }),
  withdrawResource: (body: shapes.WithdrawRequest) =>
    json<shapes.CalendarShape>('POST', 'calendar/withdrawn', { body }),
  putCoverage: (body: shapes.CoverageRequest) =>
    json<shapes.CalendarShape>('PUT', 'calendar/coverage', { body }),
  resources: () => json<shapes.ResourceShape[]>('GET', 'resources'),
  reportOutage: (body: shapes.OutageRequest) =>
    json<shapes.ResourceShape[]>('POST', 'resources/outage', { body }),
  liftOutage: (body: shapes.RestoredRequest) =>
    json<shapes.ResourceShape[]>('POST', 'resources/restored', { body }),
  treatments: () => json<shapes.TreatmentsShape>('GET', 'treatments'),
  plan: () => json<shapes.PlanSummary>('GET', 'plan'),
  makePlan: () => send('POST', 'plan'),
  evaluation: (query: Query) => json<shapes.EvaluationShape>('GET', 'evaluation', { query }),
  evaluationWays: () => json<shapes.EvaluationWays>('GET', 'evaluation/ways'),
  alliance: () => json<shapes.AlliancePage>('GET', 'alliance'),
  allianceNotices: (query: Query) => json<shapes.NoticeList>('GET', 'alliance/notices', { query }),
  /** A notice by its origin and id; that somebody looked is on record. */
  allianceNotice: (name: string) =>
    json<shapes.NoticePage>('GET', `alliance/notices/${name.split('/').map(encodeURIComponent).join('/')}`),
  fetchScan: (name: string) =>
    json<shapes.NoticePage>('POST', `alliance/notices/${name.split('/').map(encodeURIComponent).join('/')}/scan`),
  reissueNotice: (name: string, body: shapes.ReissueRequest) =>
    json<shapes.PublicationPage>('POST', `alliance/notices/${name.split('/').map(encodeURIComponent).join('/')}/reissue`, { body }),
  reissues: () => json<shapes.ReissueShape[]>('GET', 'alliance/reissues'),
  publications: () => json<shapes.PublicationPage[]>('GET', 'alliance/publications'),
  publication: (id: string) =>
    json<shapes.PublicationPage>('GET', `alliance/publications/${encodeURIComponent(id)}`),
  shareFind: (box: string, body: shapes.FindRequest) =>
    json<shapes.PublicationPage>('POST', `alliance/finds/${encodeURIComponent(box)}`, { body }),
  shareNotice: (body: shapes.NoticeRequest) =>
    json<shapes.PublicationPage>('POST', 'alliance/notices', { body }),
  partners: () => json<shapes.PartnerShape[]>('GET', 'alliance/partners'),
  proposePartner: (body: shapes.PartnerDraft) =>
    json<shapes.PartnerShape>('POST', 'alliance/partners', { body }),
  standingOrders: () => json<shapes.StandingOrderShape[]>('GET', 'alliance/standing'),
  proposeStanding: (body: shapes.StandingDraft) =>
    json<shapes.StandingOrderShape>('POST', 'alliance/standing', { body }),
  sharingPolicy: () => json<shapes.PolicyPage>('GET', 'alliance/policy'),
  proposePolicy: (body: shapes.PolicyDraft) =>
    json<shapes.PolicyPage>('POST', 'alliance/policy', { body }),
  lookAtPolicy: (text: string, signal?: AbortSignal) =>
    json<shapes.PolicyLook>('POST', 'alliance/policy/look', { body: { text }, ...(signal ? { signal } : {}) }),
  /** One step in the life of what two people settle: `confirm`, `return`, `suspend`, `end`. */
  accordStep: (path: string, step: string, body: unknown, room = 'alliance') =>
    json<unknown>('POST', `${room}/${path}/${step}`, { body }),
  packages: () => json<shapes.PackagesPage>('GET', 'alliance/packages'),
  offerPackage: (body: shapes.PackageDraft) =>
    json<shapes.PackagesPage>('POST', 'alliance/packages', { body }),
  /** Try, take over or dismiss a partner's package, named by origin, name and version. */
  packageStep: (id: string, step: string, body?: unknown) =>
    json<shapes.PackagesPage>(
      'POST',
      `alliance/packages/held/${id.split('/').map(encodeURIComponent).join('/')}/${step}`,
      body === undefined ? {} : { body },
    ),
  months: () => json<shapes.MonthsPage>('GET', 'alliance/months'),
  tellMonth: (body: shapes.MonthRequest) => json<shapes.PublicationPage>('POST', 'alliance/months', { body }),
  sums: () => json<shapes.SumsPage>('GET', 'alliance/sums'),
  sumSources: () => json<shapes.SumSource[]>('GET', 'alliance/sums/sources'),
  proposeSum: (body: shapes.SumDraft) => json<shapes.SumPage>('POST', 'alliance/sums', { body }),
  /** A sum is named by origin and session. */
  sum: (name: string) => json<shapes.SumPage>('GET', `alliance/sums/${spelled(name)}`),
  sumReady: (name: string) => json<shapes.SumReady[]>('GET', `alliance/sums/${spelled(name)}/ready`),
  sumResult: (name: string) => json<shapes.SumResult>('GET', `alliance/sums/${spelled(name)}/result`),
  sumStep: (name: string, step: shapes.SumLine['steps'][number], body: unknown) =>
    json<shapes.SumPage>('POST', `alliance/sums/${spelled(name)}/${step}`, { body }),
  brought: () => json<shapes.BroughtPage>('GET', 'alliance/brought'),
  bringFile: (partner: string, name: string, bytes: Blob) =>
    json<shapes.BroughtPreview>('POST', 'alliance/brought/files', { query: { partner, name }, bytes }),
  broughtFile: (number: number) =>
    json<shapes.BroughtPreview>('GET', `alliance/brought/files/${number}`),
  takeFile: (number: number) =>
    json<shapes.BroughtPreview>('POST', `alliance/brought/files/${number}/take`),
  dropFile: (number: number) =>
    json<shapes.BroughtPage>('DELETE', `alliance/brought/files/${number}`),
  readCollection: (partner: string) =>
    json<shapes.BroughtPage>('POST', `alliance/brought/collections/${encodeURIComponent(partner)}`),
  settleRefused: (number: number) =>
    json<shapes.BroughtPage>('DELETE', `alliance/brought/refused/${number}`),
  audit: () => json<shapes.AuditPage>('GET', 'alliance/audit'),
  asks: () => json<shapes.InquiryList>('GET', 'alliance/inquiries'),
  ask: (id: string) => json<shapes.InquiryPage>('GET', `alliance/inquiries/${encodeURIComponent(id)}`),
  askAlly: (body: shapes.InquiryDraft) =>
    json<shapes.InquiryPage>('POST', 'alliance/inquiries', { body }),
  askStep: (id: string, step: string, body: object) =>
    json<shapes.InquiryPage>('POST', `alliance/inquiries/${encodeURIComponent(id)}/${step}`, { body }),
  matching: () => json<shapes.MatchingPage>('GET', 'alliance/matching'),
  proposeTerms: (body: shapes.MatchTermsDraft) =>
    json<shapes.MatchTermsLine>('POST', 'alliance/matching/terms', { body }),
  /** Ask a partner at the next occasion. */
  askNow: (node: string) =>
    json<shapes.MatchTermsLine>('POST', `alliance/matching/terms/${encodeURIComponent(node)}/ask`),
  /** A step about a match (`hits/ID`) or a partner's request (`requests/ID`). */
  matchStep: (path: string, step: string, body: unknown) =>
    json<shapes.MatchingPage>('POST', `alliance/matching/${path}/${step}`, { body }),
  egress: (query: Query) => json<shapes.EgressList>('GET', 'alliance/egress', { query }),
  empties: () => json<shapes.EmptiesPage>('GET', 'empties'),
  proposeEmpties: (bytes: Blob, version: number) =>
    json<shapes.EmptiesPage>('POST', 'empties', { bytes, query: { version: String(version) } }),
  /** What follows a proposal: `confirm` or `decline`; `shipped` proposes the one that ships. */
  emptiesStep: (step: string, body: unknown) =>
    json<shapes.EmptiesPage>('POST', `empties/${step}`, { body }),
  models: () => json<shapes.ModelList>('GET', 'models'),
  model: (id: string) => json<shapes.ModelShape>('GET', modelPath(id)),
  train: (body: shapes.TrainRequest) => json<shapes.ModelShape>('POST', 'models', { body }),
  /** One step in the life of a model: `shadow`, `backtest`, `propose`, `approve` … */
  modelStep: (id: string, step: string, body: unknown) =>
    json<shapes.ModelShape>('POST', modelPath(id, `/${step}`), { body }),
  modelSeal: (id: string) => json<shapes.ModelFault>('GET', modelPath(id, '/seal')),
  modelDrift: (id: string) => json<shapes.DriftShape[]>('GET', modelPath(id, '/drift')),
  modelShadow: (id: string) => json<shapes.ModelComparison>('GET', modelPath(id, '/shadow')),
  parties: (name: string) => json<shapes.PartyPage>('GET', 'parties', { query: { name } }),
  party: (id: string) => json<shapes.PartyEntity>('GET', partyPath(id)),
  around: (id: string, depth: number) =>
    json<shapes.GraphShape>('GET', partyPath(id, '/graph'), { query: { depth: String(depth) } }),
  why: (mention: string) =>
    json<shapes.WhyShape>('GET', `mentions/${encodeURIComponent(mention)}/why`),
  boxParties: (id: string) => json<shapes.BoxParty[]>('GET', box(id, '/parties')),
  profiles: () => json<shapes.ProfileList>('GET', 'profiles'),
  profile: (code: string) => json<shapes.ProfileShape>('GET', profilePath(code)),
  worth: (code: string) => json<shapes.BacktestShape | null>('GET', profilePath(code, '/worth')),
  draftProfile: (body: shapes.ProfileDraft) => json<shapes.ProfileShape>('POST', 'profiles', { body }),
  /** One step in the life of a profile: `examine`, `backtest`, `shadow`, `propose`, `approve` … */
  profileStep: (code: string, step: string, body: unknown) =>
    json<shapes.ProfileShape>('POST', profilePath(code, `/${step}`), { body }),
  look: (body: shapes.LookRequest) => json<shapes.LookShape>('POST', 'profiles/look', { body }),
  readExpression: (expression: string) =>
    json<shapes.ExpressionShape>('POST', 'profiles/expression', { body: { expression } }),
  printForm: (form: shapes.FormShape) =>
    json<shapes.ExpressionShape>('POST', 'profiles/form', { body: { form } }),
  complete: (body: shapes.CompletionRequest) =>
    json<shapes.CompletionShape>('POST', 'profiles/completion', { body }),
  vocabulary: () => json<shapes.VocabularyShape>('GET', 'vocabulary'),
  codes: (query: Query) => json<shapes.CodeShape[]>('GET', 'vocabulary/codes', { query }),
  traffic: () => json<shapes.TrafficPage>('GET', 'traffic'),
  draw: (day: string) => json<shapes.DrawShape>('GET', `draws/${day}`),
  verifyDraw: (day: string) => json<shapes.VerificationShape>('GET', `draws/${day}/verification`),
  plansMade: (day: string) => json<shapes.PlanMadeShape[]>('GET', `draws/${day}/plans`),
  sealDraw: (day: string, body: shapes.SealRequest) =>
    json<shapes.DrawShape>('POST', `draws/${day}/seal`, { body }),
  openDraw: (day: string, body: shapes.ValueRequest) =>
    json<shapes.DrawShape>('POST', `draws/${day}/open`, { body }),
  quarantine: () => json<shapes.QuarantineEntry[]>('GET', 'quarantine'),
  scorecards: (query: Query) => json<shapes.ScorecardPage>('GET', 'scorecards', { query }),
  scorecard: (kind: string, name: string, query: Query) =>
    json<shapes.ReportShape>('GET', `scorecards/${kind}/${encodeURIComponent(name)}`, { query }),
  ownScorecard: (query: Query) => json<shapes.ReportShape>('GET', 'portal/scorecard', { query }),
  conform: (bytes: Blob) => json<shapes.VerdictShape>('POST', 'conformance', { bytes }),
  questions: (id: string) => json<shapes.ProposalShape>('GET', box(id, '/questions')),
  draft: (id: string, body: shapes.DraftRequest) =>
    json<shapes.ConversationShape>('POST', box(id, '/requests'), { body }),
  requests: (query: Query, signal?: AbortSignal) =>
    json<shapes.RequestList>('GET', 'requests', { query, ...(signal ? { signal } : {}) }),
  request: (id: string, signal?: AbortSignal) =>
    json<shapes.ConversationShape>('GET', talk(id), signal ? { signal } : {}),
  /** One step of a conversation: `draft`, `propose`, `approve`, `send`, `answer`, `again` … */
  step: (id: string, verb: string, body: unknown) =>
    json<shapes.ConversationShape>('POST', talk(id, `/${verb}`), { body }),
  enclosure: async (id: string, position: number) => {
    const response = await send('GET', talk(id, `/enclosures/${position}`));
    return new Uint8Array(await response.arrayBuffer());
  },
  ownRequests: () => json<shapes.FilerRow[]>('GET', 'portal/requests'),
  ownRequest: (id: string) => json<shapes.FilerRequest>('GET', `portal/${talk(id)}`),
  answerOwn: (id: string, body: unknown) =>
    json<shapes.FilerRequest>('POST', `portal/${talk(id, '/answer')}`, { body }),
  normMatrix: () => json<shapes.NormMatrix>('GET', 'norms/matrix'),
  normTasks: () => json<shapes.NormTask[]>('GET', 'norms/tasks'),
  normPort: (port: string) => json<shapes.NormPort>('GET', `norms/ports/${encodeURIComponent(port)}`),
  normGaps: (port: string) =>
    json<shapes.NormGaps>('GET', `norms/ports/${encodeURIComponent(port)}/gaps`),
  /** One step of a plan to close a gap: `plan`, `move`, `close`, `agree`, `refuse`. */
  carryGapOn: (port: string, id: string, step: string, body: unknown) =>
    json<shapes.NormGaps>(
      'POST',
      `norms/ports/${encodeURIComponent(port)}/gaps/${encodeURIComponent(id)}/${step}`,
      { body },
    ),
  normRegimes: (port: string) =>
    json<shapes.NormRegimes>('GET', `norms/ports/${encodeURIComponent(port)}/regimes`),
  normCell: (port: string, id: string) =>
    json<shapes.NormDrill>(
      'GET',
      `norms/ports/${encodeURIComponent(port)}/requirements/${encodeURIComponent(id)}`,
    ),
  normCases: (port: string, id: string) =>
    json<shapes.NormCases>(
      'GET',
      `norms/ports/${encodeURIComponent(port)}/requirements/${encodeURIComponent(id)}/cases`,
    ),
  normRequirement: (id: string) =>
    json<shapes.NormRequirementPage>('GET', `norms/requirements/${encodeURIComponent(id)}`),
  nameNormOwner: (id: string, body: shapes.NormOwnerBody) =>
    json<shapes.NormRequirementPage>('PUT', `norms/requirements/${encodeURIComponent(id)}/owner`, { body }),
  planAssessment: (body: shapes.NormPlanBody) =>
    json<shapes.NormAssessment>('POST', 'norms/assessments', { body }),
  assessment: (id: string) => json<shapes.NormAssessment>('GET', form(id)),
  /** One step of an assessment: `answers`, `confirm`, `verify`, `dispute`, `settle`, `close`. */
  assessmentStep: (id: string, step: string, body: unknown) =>
    json<shapes.NormAssessment>('POST', form(id, `/${step}`), { body }),
  showEvidence: (id: string, body: shapes.NormShownBody) =>
    json<shapes.NormEvidence>('POST', form(id, '/evidence'), { body }),
  bringDocument: (id: string, bytes: Blob, query: Query) =>
    json<shapes.NormEvidence>('POST', form(id, '/documents'), { bytes, query }),
  fillInSheet: (id: string, bytes: Blob, version: number) =>
    json<shapes.NormOutline>('POST', form(id, '/sheet'), { bytes, query: { version: String(version) } }),
  receiveAssessment: (bytes: Blob) => json<shapes.NormOutline>('POST', 'norms/received', { bytes }),
  normEditions: () => json<shapes.NormEditions>('GET', 'norms/catalogues'),
  normChanges: (old: string, now: string) =>
    json<shapes.NormChanges>('GET', 'norms/catalogues/changes', { query: { old, new: now } }),
  proposeNormEdition: (bytes: Blob, revision: number, note: string) =>
    json<shapes.NormEditions>('POST', 'norms/catalogues', {
      bytes,
      query: { revision: String(revision), note },
    }),
  decideNormEdition: (version: string, verb: string, body: shapes.NormDecisionBody) =>
    json<shapes.NormEditions>('POST', `norms/catalogues/${version}/${verb}`, { body }),
  scanFile: async (digest: string, query: Query) =>
    (await send('GET', `scans/${digest}/file`, { query })).blob(),
  document: async (position: number) => {
    const response = await send('GET', `documents/${position}`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
