// Written by web/make_types.py from quaywatch.api.schemas: change those, not this.

/** One step in the life of what is settled. */
export interface AccordEntry {
  version: number;
  kind: 'proposed' | 'confirmed' | 'returned' | 'suspended' | 'ended';
  at: string;
  actor: string;
  reason: string;
  under: string;
}

/** Body of a step that says why. */
export interface AccordReason {
  version: number;
  reason: string;
}

/** What is settled, or is to be: how it stands, and who did what. */
export interface AccordShape {
  topic: 'partner' | 'policy' | 'standing' | 'notice' | 'matching' | 'coverage' | 'package' | 'audit';
  name: string;
  version: number;
  stage: 'proposed' | 'returned' | 'in_force' | 'suspended' | 'ended';
  waits: boolean;
  proposed_by: string;
  confirmed_by: string;
  since: string | null;
  steps: ('propose' | 'confirm' | 'return' | 'suspend' | 'end')[];
  history: AccordEntry[];
}

/** Body of a step; 409 when it is not the version seen. */
export interface AccordStep {
  version: number;
}

/** What is agreed with the authority of another node. */
export interface AgreementShape {
  node: string;
  title: string;
  region: 'european_union' | 'europe' | 'north_america' | 'latin_america' | 'africa' | 'asia' | 'oceania';
  member: boolean;
  until: string;
  categories: ('core' | 'cargo' | 'party' | 'person' | 'scan' | 'case')[];
  bases: BasisShape[];
  address: string;
  contact: string;
  keys: string[];
  certificate: string;
  relay: string;
  seals_to: string;
  carries: boolean;
  brings: BringsShape | null;
}

/** How often a kind of look speaks up. */
export interface AlarmRateShape {
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other' | null;
  declared: number;
  source: string;
  weight: number;
  learned: number;
  low: number;
  high: number;
  looks: number;
  alarms: number;
}

/** A look that asks for the next one, nearly always because it spoke up. */
export interface AlarmShape {
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  at: string;
  silent: boolean;
}

/** Another container's radiograph to hold one against, and why. */
export interface AlikeShape {
  likeness: Likeness;
  scan: ScanShape;
}

/** The alliance as this node sees it. */
export interface AlliancePage {
  node: string;
  line: OwnLine;
  peers: PeerShape[];
  waiting: Record<string, number>;
  sums_waiting: number;
  sums_asked: number;
  held: number;
  published: number;
}

/** A notice in one of its versions. */
export interface AlliedNoticeShape {
  origin: string;
  id: string;
  version: number;
  created_at: string;
  made_at: string;
  handling: HandlingShape;
  source: SourceShape;
  valid_until: string | null;
  correction: string;
  kind: string;
  body: Record<string, JsonValue>;
}

/** A scan that a partner took, and how far it has come. */
export interface AlliedScanShape {
  name: string;
  origin: string;
  taken_at: string;
  site: string;
  format: string;
  size: number;
  handling: HandlingShape;
  state: 'away' | 'coming' | 'refused' | 'unreadable' | 'here';
  why: string;
  problems: DoubtShape[];
  scan: ScanShape | null;
}

/** An answer, a refusal with its reason, or why it takes until when. */
export interface AllyAnswer {
  refused: 'no_legal_basis' | 'investigation' | 'third_party' | 'not_held' | 'too_late' | 'capacity' | 'other' | null;
  text: string;
  notices: string[];
  until: string | null;
}

/** How far this node has cosigned an ally's log. */
export interface AllyLog {
  origin: string;
  size: number;
  at: string;
}

/** What a partner is to be asked. */
export interface AllyQuestion {
  to: string;
  asked: 'information' | 'inspection' | 'image';
  about: string[];
  question: string;
  urgency: 'urgent-at-hand' | 'urgent' | 'ordinary';
  handling: HandlingShape;
  case: string;
}

/** One version after the first, and what it changed. */
export interface AmendmentShape {
  position: number;
  reference: string;
  sender: string;
  function: string;
  known_at: string | null;
  changes: ChangeShape[];
}

/** Body of `POST /api/requests/{request_id}/answer`: what came by letter or telephone. */
export interface AnswerRequest {
  text: string;
  attachment: AttachmentShape | null;
  version: number;
}

/** What share of a stratum's boxes is to be looked at, at least. */
export interface AskedShape {
  stratum: string;
  share: number;
}

/** A file that came with an answer. */
export interface AttachmentShape {
  name: string;
  media_type: string;
  content: string;
}

/** What one partner would get of a notice now. */
export interface AudienceShape {
  partner: string;
  goes: boolean;
  fields: string[];
  withheld: string[];
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  decisions: DecisionShape[];
  policy: string;
}

/** `POST /api/strategy/audits/plan`: what is supposed, and how surely the answer is wished. */
export interface AuditAsked {
  boxes: number;
  prevalence: number;
  opening: number;
  scan: number;
  reader: number;
  detection: number;
  factor: number;
  rise: number;
  risky_boxes: number;
  risky_loads: number;
  done_before: number;
  opening_cost: number;
  scan_cost: number;
  test_cost: number;
  image_cost: number;
  power: number;
  error: number;
  level: number;
}

/** One way to answer a question, with all that it takes. */
export interface AuditNeeds {
  question: 'prevalence' | 'detection' | 'false-clears' | 'flow-changed' | 'detection-changed' | 'moved';
  way: 'openings' | 'stratified' | 'scans' | 'mix' | 'tests' | 'seizures' | 'images' | 'inserted' | 'only-after';
  possible: boolean;
  openings: number;
  scans: number;
  tests: number;
  images: number;
  cost: number;
  most: number | null;
  gain: number | null;
  caveats: ('before' | 'stale' | 'known-finds' | 'same-finds' | 'guessed' | 'allies' | 'control' | 'reading' | 'too-many')[];
}

/** Body of `POST /api/strategy/audits/orders`. */
export interface AuditOrderDraft {
  version: number;
  order: AuditOrderShape;
}

/** Body of `POST /api/strategy/audits/orders/of-plan`: one of the planner's answers. */
export interface AuditOrderOfPlan {
  asked: AuditAsked;
  question: 'prevalence' | 'detection' | 'false-clears' | 'flow-changed' | 'detection-changed' | 'moved';
  way: 'openings' | 'stratified' | 'scans' | 'mix' | 'tests' | 'seizures' | 'images' | 'inserted' | 'only-after';
  port: string;
  countries: string[];
  chapters: string[];
  since: string;
  until: string;
}

/** What is looked at by lot, hidden and read again, so that a question gets its answer. */
export interface AuditOrderShape {
  name: string;
  title: string;
  question: 'prevalence' | 'detection' | 'false-clears' | 'flow-changed' | 'detection-changed' | 'moved';
  way: 'openings' | 'stratified' | 'scans' | 'mix' | 'tests' | 'seizures' | 'images' | 'inserted' | 'only-after';
  power: number;
  since: string;
  until: string;
  strata: AuditStratumShape[];
  tests: number;
  images: number;
  why: string;
}

/** One order with what has been done of it. */
export interface AuditOrderStanding {
  accord: AccordShape;
  order: AuditOrderShape;
  strata: AuditStratumProgress[];
  tests: number;
  reread: AuditReread;
}

/** `GET /api/strategy/audits/orders`: what is ordered, and whether whoever asks may order. */
export interface AuditOrders {
  orders: AuditOrderStanding[];
  may: boolean;
}

/** The witnessed audit of this node. */
export interface AuditPage {
  needed: number;
  logs: WitnessedLog[];
  allies: AllyLog[];
  forks: LogFork[];
}

/** The ways to answer each question, the cheapest first. */
export interface AuditPlan {
  needs: AuditNeeds[];
}

/** Cleared pictures that others read again without being told so. */
export interface AuditReread {
  draw: string;
  drawn: number;
  unsent: number;
  sent: number;
  read: number;
  saw: number;
  low: number;
  high: number;
}

/** Body of `POST /api/strategy/audits/orders/{name}/send`: how pictures may be used. */
export interface AuditSend {
  handling: HandlingShape;
}

/** How many pictures were put forward. */
export interface AuditSent {
  sent: number;
}

/** How far one stratum has come. */
export interface AuditStratumProgress {
  stratum: string;
  looks: number;
  openings: number;
  drawn: number;
  looked: number;
  opened: number;
  found: number;
  left: number;
  ready_on: string | null;
  late: boolean;
}

/** Containers of which a number is to be drawn by lot. */
export interface AuditStratumShape {
  name: string;
  ports: string[];
  countries: string[];
  chapters: string[];
  looks: number;
  openings: number;
}

/** What a profile would have cost and brought on the days that were planned. */
export interface BacktestShape {
  days: number;
  candidates: number;
  met: number;
  boxes: number;
  within: number;
  beyond: number;
  picked: number;
  unseen: number;
  inspected: number;
  found: number;
  share: EstimateShape;
  marginal: EstimateShape;
  expected: number;
  added: number;
  overlaps: OverlapShape[];
  sample: HitShape[];
}

/** One ground on which data may go to a partner. */
export interface BasisShape {
  text: string;
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
}

/** The round of a public beacon to which the node bound itself. */
export interface BeaconShape {
  source: 'drand' | 'nist';
  round: string;
  at: string;
  value: string;
  record: string;
}

/** Where the box stands aboard (ISO 9711-1), and how many of the like are as easy to reach. */
export interface BerthShape {
  cell: string;
  bay: number;
  row: number;
  tier: number;
  on_deck: boolean;
  reach: 'under_deck' | 'high_on_deck' | 'low_on_deck' | 'at_hand';
  planned: string;
  sailed: boolean;
  aboard: number;
  others: number;
  as_reachable: number;
  position: number;
  neighbours: NeighbourShape[];
}

/** One box on the board. */
export interface BoardLineShape {
  box_id: string;
  version: number;
  state: 'planned' | 'ordered' | 'held' | 'done' | 'detained';
  equipment_number: string;
  size_type: string | null;
  terminal: string;
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open' | null;
  basis: 'targeted' | 'random_audit' | 'officer' | null;
  follows: AlarmShape | null;
  probability: number;
  description: string;
  consignee: string | null;
  slot_at: string | null;
  deadline_at: string | null;
  last_start: string | null;
  urgency: 'gone' | 'too-late' | 'overdue' | 'soon' | null;
  held_by: string | null;
  offered_to: string | null;
  ordered_by: string | null;
  note: string | null;
  result: 'nothing' | 'irregularity' | 'found' | null;
  detention: DetentionShape | null;
  why: string | null;
}

/** `GET /api/board?terminal=&kind=&day=`: by terminal, hour and risk. */
export interface BoardShape {
  day: string;
  as_of: string;
  terminals: string[];
  lines: BoardLineShape[];
  colleagues: ColleagueShape[];
  overrides: CountedShape[];
}

/** A month to whose lots the node is bound. */
export interface BoundShape {
  period: string;
  share: string;
  at: string;
  secret: string | null;
}

/** A party of a box's consignment, for the links of its dossier. */
export interface BoxParty {
  role: string;
  name: string;
  party_id: string;
}

/** What an authority may bring that nobody signed, and how that is held. */
export interface BringsShape {
  categories: ('core' | 'cargo' | 'party' | 'person' | 'scan' | 'case')[];
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  legal_basis: string;
  keep_days: number;
  tlp: 'red' | 'amber+strict' | 'amber' | 'green' | 'clear';
  collection: string;
}

/** A file on which somebody has to decide. */
export interface BroughtFile {
  number: number;
  partner: string;
  name: string;
  size: number;
  digest: string;
  brought_by: string;
  brought_at: string;
  mine: boolean;
}

/** What would become of one thing in a file. */
export interface BroughtLine {
  place: number;
  fate: 'new' | 'later' | 'withdrawn' | 'known' | 'gone' | 'signed' | null;
  reason: string;
  title: string;
  notice: AlliedNoticeShape | null;
}

/** What waits for somebody. */
export interface BroughtPage {
  partners: string[];
  files: BroughtFile[];
  polls: PolledShape[];
  refused: RefusedShape[];
}

/** What taking a file comes to. */
export interface BroughtPreview {
  file: BroughtFile;
  lines: BroughtLine[];
  taken: number;
  refused: number;
  lost: string[];
}

/** One change of the calendar. */
export interface CalendarChange {
  version: number;
  at: string;
  by: string;
  what: 'put' | 'withdrawn' | 'travel' | 'coverage';
  name: string;
  from_at: string;
  holds: boolean;
}

/** The calendar in force: `GET /api/calendar`. */
export interface CalendarShape {
  version: number;
  timezone: string;
  resources: ResourceDefinition[];
  travel: TravelShape[];
  strata: 'country_of_loading' | 'port_of_loading' | 'hs_chapter';
  asked: AskedShape[];
  covered: CoveredShape[];
  changes: CalendarChange[];
}

/** What to hand over to a partner, by a way that both trust. */
export interface CardShape {
  node: string;
  key: string;
  certificate: string;
  address: string;
  seals_to: string;
}

/** One field that an amendment changed. */
export interface ChangeShape {
  field: string;
  before: string;
  after: string;
}

/** Body of `…/close`; 409 as for an edit. */
export interface CloseRequest {
  version: number;
  result: 'satisfied' | 'unsatisfied' | 'unanswered' | 'upheld';
  note: string | null;
}

/** A code and what it stands for. */
export interface CodeShape {
  value: string;
  meaning: string;
}

/** Somebody to whom a box can be handed over. */
export interface ColleagueShape {
  username: string;
  display_name: string;
}

/** Binds the node to its secret, and to a beacon's first round from an instant on. */
export interface CommitRequest {
  beacon: 'drand' | 'nist' | null;
  at: string | null;
}

/** Body of `POST /api/profiles/completion`: a text, and where somebody is writing in it. */
export interface CompletionRequest {
  expression: string;
  at: number;
}

/** What may take the place of the characters from `start` up to `end`. */
export interface CompletionShape {
  start: number;
  end: number;
  suggestions: SuggestionShape[];
}

/** Where in a container it lay, at the level that customs and police tell in public. Places as the public seizure reports of UNODC, WCO and EUDA name them. */
export type ConcealmentPlace = 'behind_doors' | 'among_goods' | 'in_goods' | 'dissolved' | 'packaging' | 'pallets' | 'floor' | 'roof' | 'walls' | 'doors' | 'front_wall' | 'frame' | 'evaporator' | 'refrigeration_unit' | 'outside';

/** Two events or declarations of one trip that do not agree. */
export interface ContradictionShape {
  code: string;
  severity: 'info' | 'warning' | 'error';
  text: string;
  source: string;
}

/** What one person puts into a draw. */
export interface ContributionShape {
  by: string;
  at: string;
  seal: string;
  opened: boolean;
  mine: boolean;
  counts: boolean;
}

/** `GET /api/requests/{request_id}`; each look is written to the ledger. */
export interface ConversationShape {
  row: RequestRow;
  language: 'en' | 'fr' | 'nl' | 'es' | 'pt' | 'de';
  remark: string;
  questions: QuestionShape[];
  new_findings: NewFinding[];
  letters: Record<string, LetterShape>;
  steps: StepShape[];
  drafted_by: string;
  proposed_by: string;
  approved_by: string;
  sent_by: string;
  lifting_by: string;
  lifting_reason: string;
  result: 'satisfied' | 'unsatisfied' | 'unanswered' | 'upheld' | null;
  load_by: string | null;
  loaded_at: string | null;
  terms_hours: number;
  terms_source: string;
}

/** Body of `POST /api/boxes/{box_id}/correction`: a second officer replaces an outcome. */
export interface CorrectionRequest {
  version: number;
  outcome: OutcomeShape;
  reason: string;
}

/** An ally has seen a checkpoint. */
export interface CosignedShape {
  node: string;
  at: string;
}

/** How often officers left the plan in one way for one reason. */
export interface CountedShape {
  kind: 'ordered' | 'skipped' | 'cancelled';
  reason: string;
  count: number;
  audits: number;
}

/** A route with some goods, and what share of it is to be looked at, at least. */
export interface CoverageCellShape {
  name: string;
  countries: string[];
  chapters: string[];
  share: number;
  why: string;
}

/** Body of `POST /api/strategy/coverage`. */
export interface CoverageDraft {
  version: number;
  coverage: StrategicCoverage;
}

/** Body of `POST /api/strategy/coverage/of-plan`: a way of spending, as asked of one port. */
export interface CoverageOfPlan {
  scenario: StrategyScenario;
  how: 'floors' | 'even' | 'national' | 'common' | 'pooled';
  port: string;
  until: string;
}

/** What is in force and proposed, and what today's plan gives of it. */
export interface CoveragePage {
  accord: AccordShape | null;
  in_force: StrategicCoverage | null;
  proposed: StrategicCoverage | null;
  covered: CoveredShape[];
}

/** Body of `PUT /api/calendar/coverage`: all that is asked, in place of what was. */
export interface CoverageRequest {
  version: number;
  strata: 'country_of_loading' | 'port_of_loading' | 'hs_chapter';
  asked: AskedShape[];
}

/** A day planned twice, by what is in force and by what is proposed; nothing is kept. */
export interface CoverageTrial {
  day: string;
  strata: CoverageTriedShape[];
  worth_before: number;
  worth: number;
  bound: number;
}

/** What a coverage that is only proposed would do to one stratum of a day. */
export interface CoverageTriedShape {
  stratum: string;
  boxes: number;
  asked: number;
  before: number;
  after: number;
  price: number;
  short: 'no_room' | 'worth_more_elsewhere' | null;
}

/** What was asked of a stratum today, and what its plan gave it. */
export interface CoveredShape {
  stratum: string;
  boxes: number;
  asked: number;
  reached: number;
  price: number;
  short: 'no_room' | 'worth_more_elsewhere' | null;
}

/** A reader as it speaks up from one degree of sureness on. */
export interface CurvePointShape {
  hits: RateShape;
  alarms: RateShape;
}

/** One answer of the policy: one sort of data, one purpose. */
export interface DecisionShape {
  category: 'core' | 'cargo' | 'party' | 'person' | 'scan' | 'case';
  purpose: 'risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics';
  allowed: boolean;
  rules: string[];
}

/** A declared value under the name that its field has in words. */
export interface DeclaredShape {
  label: string;
  value: string;
}

/** Body of `POST /api/boxes/{box_id}/delay`. */
export interface DelayRequest {
  version: number;
  slot_at: string;
  reason: 'not-here' | 'no-staff' | 'no-equipment' | 'urgent-work' | 'weather' | 'other';
}

/** An account of the simulated node, shown on the sign-in page of a demo only. */
export interface DemoAccount {
  username: string;
  password: string;
  role: 'officer' | 'supervisor' | 'analyst' | 'administrator' | 'filer' | 'assessor' | 'coordinator' | 'liaison';
}

/** Body of `POST /api/boxes/{box_id}/detain`. */
export interface DetainRequest {
  version: number;
  reason: 'information' | 'documents' | 'seal' | 'other-authority' | 'other';
  note: string | null;
}

/** A box that may not leave the terminal. */
export interface DetentionShape {
  since: string;
  by: string;
  reason: 'information' | 'documents' | 'seal' | 'other-authority' | 'other' | null;
  lifting_by: string | null;
  lifting: 'explained' | 'seized' | 'handed-over' | 'not-inspected' | 'other' | null;
  alarmed: boolean;
}

/** A message that speaks of this consignment, as received. */
export interface DocumentShape {
  position: number;
  format: string;
  sender: string;
  reference: string;
  function: string;
  received_at: string | null;
  size_bytes: number;
}

/** Container 360: `GET /api/boxes/{box_id}`; each look is written to the ledger. */
export interface Dossier {
  row: WorkRow;
  parties: PartyShape[];
  goods_items: GoodsItemShape[];
  equipment: EquipmentShape[];
  freight_payment: string | null;
  journey: JourneyStop[];
  story: StoryShape;
  log_odds: number;
  unlike: UnlikeShape | null;
  reasons: ReasonShape[];
  findings: FindingShape[];
  versions: Record<string, string>;
  documents: DocumentShape[];
  past_outcomes: PastOutcome[];
  order: OrderShape | null;
  why: InspectionWhyShape | null;
  outcome: OutcomeShape | null;
  history: HistoryEntry[];
  next_box_id: string | null;
  previous_box_id: string | null;
}

/** What is doubtful of a radiograph, such as what its pixels mean. */
export interface DoubtShape {
  code: string;
  message: string;
}

/** Body of `POST /api/boxes/{box_id}/requests`. */
export interface DraftRequest {
  questions: string[] | null;
  language: 'en' | 'fr' | 'nl' | 'es' | 'pt' | 'de' | null;
  remark: string;
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load' | null;
}

/** `GET /api/draws/{day}`: how the draw of a day stands. */
export interface DrawShape {
  day: string;
  name: string;
  number: number;
  version: number;
  stage: 'none' | 'committed' | 'frozen' | 'drawn';
  committed_at: string | null;
  commitment: string;
  contributions: ContributionShape[];
  beacon: BeaconShape | null;
  frozen_at: string | null;
  frozen_by: string;
  root: string;
  boxes: number;
  due_at: string | null;
  drawn_at: string | null;
  seed: string;
  drawn: number;
  audits: number;
  audits_inspected: number;
  strength: 'beacon' | 'persons' | 'person' | 'own';
  weaknesses: ('late' | 'bound-after' | 'withheld' | 'beacon-known' | 'beacon-missing' | 'repeated')[];
}

/** How far one input, or the score, has moved since a model was trained. */
export interface DriftShape {
  name: string;
  psi: number;
  ks: number | null;
  level: 'steady' | 'notice' | 'alarm';
}

/** Body of `POST /api/requests/{request_id}/draft`; 409 when `version` is no longer its own. */
export interface EditRequest {
  questions: string[] | null;
  language: 'en' | 'fr' | 'nl' | 'es' | 'pt' | 'de' | null;
  remark: string;
  version: number;
}

/** Decisions, the last first; those before the last one: `?before=NUMBER`. */
export interface EgressList {
  lines: EgressShape[];
}

/** One decision on whether something goes to a partner, with what decided it. */
export interface EgressShape {
  number: number;
  at: string;
  notice: string;
  partner: string;
  version: number;
  allowed: boolean;
  way: string;
  policy: string;
  decisions: DecisionShape[];
  deleted_at: string | null;
}

/** `GET /api/empties`: what containers declared empty are held against. */
export interface EmptiesPage {
  version: number;
  in_force: EmptiesReference | null;
  confirmed_by: string;
  since: string | null;
  proposed: EmptiesReference | null;
  next: ('propose' | 'confirm' | 'decline')[];
}

/** One reference, and who proposed it when. */
export interface EmptiesReference {
  digest: string;
  kinds: string[];
  note: string;
  by: string;
  at: string;
}

/** Body of `POST /api/empties/decline`. */
export interface EmptiesRefusal {
  version: number;
  reason: string;
}

/** Body of a step; 409 when the reference is not the one seen. */
export interface EmptiesStep {
  version: number;
}

/** A container as declared. */
export interface EquipmentShape {
  number: string;
  size_type: string | null;
  packed_status: string | null;
  seals: string[];
  gross_mass_kg: number | null;
  verified_gross_mass_kg: number | null;
  temperature_c: number | null;
}

/** Every error body; `code` is stable, `message` is for people. */
export interface ErrorShape {
  code: string;
  message: string;
}

/** A share with its 95 % interval, and what is to be minded with it. */
export interface EstimateShape {
  value: number;
  low: number;
  high: number;
  reasons: ('no-inspections' | 'no-chance' | 'few-finds' | 'few-inspections' | 'small-chances' | 'unanswered' | 'left-out' | 'no-detection' | 'assumed-detection' | 'no-scores' | 'taught')[];
}

/** Mean probability of some candidates beside the share in which something would be found. */
export interface EvaluationBin {
  predicted: number;
  found: FigureShape;
  candidates: number;
}

/** `GET /api/evaluation`: a way to choose beside chance and beside what was really done. */
export interface EvaluationShape {
  policy: string;
  days: number;
  first: string | null;
  last: string | null;
  candidates: number;
  picked: number;
  inspected: number;
  found: number;
  missing: UnansweredShape;
  prevalence: FigureShape;
  present: FigureShape | null;
  chosen: WorthShape;
  live: WorthShape;
  lot: WorthShape;
  strata: StratumShape[];
  ranking: RankShape[];
  reliability: EvaluationBin[];
  calibration: FigureShape | null;
  reasons: ('no-inspections' | 'no-chance' | 'few-finds' | 'few-inspections' | 'small-chances' | 'unanswered' | 'left-out' | 'no-detection' | 'assumed-detection' | 'no-scores' | 'taught')[];
}

/** `GET /api/evaluation/ways`: what can be asked about, beside what was done and by lot. */
export interface EvaluationWays {
  models: string[];
  profiles: string[];
  drafts: string[];
}

/** One thing that speaks for two mentions being one party, or against it. */
export interface EvidenceShape {
  kind: string;
  text: string;
  log_odds: number;
  ours: string;
  theirs: string;
}

/** One thing that was wrong with an example. */
export interface ExampleFinding {
  code: string;
  severity: 'info' | 'warning' | 'error';
  text: string;
}

/** One of the consignments with most faults, as first filed. */
export interface ExampleShape {
  reference: string;
  message: string;
  lane: string;
  received_at: string | null;
  findings: ExampleFinding[];
}

/** Body of `POST /api/profiles/expression`: a text, to be had as a form. */
export interface ExpressionRequest {
  expression: string;
}

/** An expression in both sights, and what is wrong with it. */
export interface ExpressionShape {
  expression: string;
  form: FormShape | null;
  error: string | null;
  at: number | null;
  path: number[] | null;
  fields: string[];
  findings: string[];
}

/** What one check found, and on how many of a subject's consignments. */
export interface FaultShape {
  code: string;
  dimension: 'complete' | 'precise' | 'accurate' | 'on_time' | 'answered';
  text: string;
  reference: string;
  consignments: number;
}

/** What plans reckon with, or would, of one way of hiding. */
export interface FedCurveShape {
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other';
  points: number[][];
  looks: number;
  source: string;
}

/** A field that an expression can name. */
export interface FieldShape {
  name: string;
  type: 'truth' | 'number' | 'text' | 'instant' | 'duration' | 'texts' | 'numbers' | 'collection';
  collection: string | null;
  signs: string[];
}

/** A figure with its 95 % interval; without a figure, limits that hold all the same. */
export interface FigureShape {
  value: number | null;
  low: number;
  high: number | null;
  reasons: ('no-inspections' | 'no-chance' | 'few-finds' | 'few-inspections' | 'small-chances' | 'unanswered' | 'left-out' | 'no-detection' | 'assumed-detection' | 'no-scores' | 'taught')[];
  least: number | null;
  most: number | null;
}

/** Body of `POST /api/portal/requests/{request_id}/answer`. */
export interface FilerAnswer {
  text: string;
  attachment: AttachmentShape | null;
}

/** A request as the filer sees it: what was sent to it, and what it answered. */
export interface FilerRequest {
  request_id: string;
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load';
  open: boolean;
  reference: string;
  equipment_number: string;
  sent_at: string;
  due_at: string | null;
  letter: string;
  answers: string[];
}

/** A request in the list of the filer that it was sent to: `GET /api/portal/requests`. */
export interface FilerRow {
  request_id: string;
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load';
  open: boolean;
  reference: string;
  equipment_number: string;
  sent_at: string;
  due_at: string | null;
}

/** What one party filed of a bill. */
export interface FilingPartShape {
  position: number;
  sender: string;
  format: string;
  filing_type: string;
  mrn: string;
  function: string;
  known_at: string | null;
  in_force: boolean;
  gives: string[];
}

/** One value that a filter can take, with the number of boxes that carry it. */
export interface FilterOption {
  value: string;
  label: string;
  count: number;
}

/** `GET /api/worklist/options`: values for the drop-downs, most frequent first. */
export interface FilterOptions {
  status: FilterOption[];
  basis: FilterOption[];
  port_of_loading: FilterOption[];
  terminal: FilterOption[];
  carrier_code: FilterOption[];
  finding: FilterOption[];
}

/** Body of `POST /api/alliance/finds/{box}`: share what was found in it. */
export interface FindRequest {
  handling: HandlingShape;
  photos: string[];
  note: string;
  correction: string;
}

/** A documentary check that spoke up. */
export interface FindingShape {
  code: string;
  severity: 'info' | 'warning' | 'error';
  text: string;
  source: string;
  subject: 'consignment' | 'goods_item' | 'equipment';
  index: number;
  fields: string[];
  values: Record<string, string>;
}

/** The verdict; null while it is being computed. */
export interface FlowAnswer {
  verdict: FlowVerdict | null;
  own: FlowOwn[];
}

/** What may be assumed otherwise, within the ranges over which it can be argued. */
export interface FlowAssumptions {
  detection: number;
  noise: number;
  lot_spread: number;
  purity: number;
  upstream: number;
  recorded: number;
}

/** Median and central 90 in a hundred, with the evidence and without it. */
export interface FlowEstimate {
  median: number;
  low: number;
  high: number;
  prior_median: number;
  prior_low: number;
  prior_high: number;
}

/** What this node's own lots and tests say of one port in one year. */
export interface FlowOwn {
  port: string;
  year: number;
  boxes: number;
  audited: number;
  hits: number;
  mass_kg: number;
  tests: number;
  tests_found: number;
  stale: number;
  used: boolean;
}

/** The same; null while it is being computed. */
export interface FlowReasons {
  weighed: FlowWeighed | null;
}

/** The answer at both ends of the range of one assumption. */
export interface FlowSwing {
  name: string;
  low: number;
  high: number;
  at_low: Record<string, number>;
  at_high: Record<string, number>;
}

/** How probable each explanation is, and whether that is enough to say one. */
export interface FlowVerdict {
  target: string;
  name: string;
  changed: number;
  enough: number;
  probability: Record<string, number>;
  prior: Record<string, number>;
  error: number;
  explanation: 'deterrence' | 'displacement' | 'upstream' | 'evasion' | null;
  withheld: ('undecided' | 'chains_disagree' | 'too_few_draws' | 'diverged')[];
  traffic: FlowEstimate;
  seen: FlowEstimate;
  lacking: ('audits_before' | 'audits_after' | 'tests' | 'tests_refreshed' | 'controls' | 'numbers' | 'upstream')[];
  assumptions: StrategyAssumption[];
  figures: number[];
  r_hat: number;
  effective: number;
  diverged: number;
  draws: number;
}

/** What the answer hangs on, the most telling first. */
export interface FlowWeighed {
  swings: FlowSwing[];
  without_port: FlowWithoutPort[];
  without_kind: Record<string, Record<string, number>>;
}

/** The answer with nothing known of one port. */
export interface FlowWithoutPort {
  port: string;
  name: string;
  probability: Record<string, number>;
}

/** Body of `POST /api/profiles/form`: a form, to be had as text. */
export interface FormRequest {
  form: FormShape;
}

/** An expression as a form: a line, or a group of lines; see `quaywatch.rules.form`. */
export interface FormShape {
  kind: 'and' | 'or' | 'not' | 'any' | 'all' | 'compare' | 'has' | 'finding' | 'text';
  parts: FormShape[];
  name: string;
  sign: string;
  values: (string | number | boolean)[];
  listed: boolean;
}

/** A sign that the party may be a front: a reason to look, no proof. */
export interface FrontSignShape {
  code: 'new-in-crowd' | 'one-roof' | 'at-mover' | 'not-its-trade' | 'new-goods';
  text: string;
}

/** A line of goods as declared. */
export interface GoodsItemShape {
  sequence: number;
  description: string;
  hs_code: string | null;
  hs_title: string | null;
  package_count: number | null;
  package_type: string | null;
  gross_mass_kg: number | null;
  marks: string | null;
  undg: string | null;
}

/** Hits and false alarms by section of the Harmonized System of what is declared. */
export interface GoodsRateShape {
  section: string;
  hits: RateShape | null;
  alarms: RateShape | null;
}

/** A tie between two nodes. */
export interface GraphEdgeShape {
  source: string;
  target: string;
  tie: 'telephone' | 'mailbox' | 'domain' | 'address' | 'deals';
  since: string;
  weight: number;
}

/** A party, or something that parties share. */
export interface GraphNodeShape {
  node_id: string;
  kind: 'party' | 'telephone' | 'mailbox' | 'domain' | 'address';
  label: string;
  depth: number;
  degree: number;
  finds: number;
}

/** What lies around a party, nodes and edges in the order in which they were reached. */
export interface GraphShape {
  party_id: string;
  nodes: GraphNodeShape[];
  edges: GraphEdgeShape[];
  left_off: number;
}

/** How what is shared may be used; nothing else is allowed. */
export interface HandlingShape {
  tlp: 'red' | 'amber+strict' | 'amber' | 'green' | 'clear';
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  legal_basis: string;
  retain_until: string;
  code: 'H0' | 'H1' | 'H2' | 'H3';
  conditions: string;
  audience: string[] | null;
  onward: boolean;
}

/** A package of a partner. */
export interface HeldPackage {
  id: string;
  origin: string;
  name: string;
  version: number;
  kind: 'model' | 'profile' | 'sum';
  title: string;
  card: string;
  made_at: string;
  came_at: string;
  digest: string;
  size: number;
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  retain_until: string;
  state: 'waiting' | 'tried' | 'taken' | 'dismissed' | 'withdrawn';
  officer: string;
  note: string;
  learned: PackageLearned | null;
  model: PackageModelTried | null;
  profile: PackageProfileTried | null;
}

/** One thing that was done with this box. */
export interface HistoryEntry {
  at: string;
  actor: string;
  kind: 'selected' | 'ordered' | 'skipped' | 'held' | 'released' | 'outcome' | 'lapsed' | 'detained' | 'lifted' | 'viewed' | 'filed';
  text: string;
}

/** A box that the profile meets, on a planned day. */
export interface HitShape {
  day: string;
  box_id: string;
  equipment_number: string;
  picked: boolean;
  found: boolean | null;
}

/** Body of `POST …/answer`. */
export interface InquiryAnswer {
  version: number;
  answer: AllyAnswer;
}

/** Body of `POST /api/alliance/inquiries`, and of writing one anew. */
export interface InquiryDraft {
  version: number;
  question: AllyQuestion;
}

/** One step in the life of a request. */
export interface InquiryEntry {
  version: number;
  kind: 'drafted' | 'sent' | 'arrived' | 'answer-drafted' | 'answered' | 'returned' | 'delayed' | 'reminded' | 'escalated' | 'closed';
  at: string;
  actor: string;
  reason: string;
  until: string | null;
  to: string;
}

/** Body of `POST …/escalate`. */
export interface InquiryEscalation {
  version: number;
  reason: string;
  to: string;
}

/** A request in a list. */
export interface InquiryLine {
  id: string;
  side: 'ours' | 'theirs';
  partner: string;
  stage: 'draft' | 'returned' | 'waiting' | 'answer-draft' | 'answered' | 'refused' | 'closed';
  asked: 'information' | 'inspection' | 'image' | null;
  about: string[];
  due_at: string | null;
  late: boolean;
  pressing: boolean;
  put_off: boolean;
  escalations: number;
}

/** Requests, those due first first; those that are over come last. */
export interface InquiryList {
  lines: InquiryLine[];
  late: number;
  pressing: number;
}

/** A request with all that is still held of it. */
export interface InquiryPage {
  line: InquiryLine;
  version: number;
  question: string;
  urgency: 'urgent-at-hand' | 'urgent' | 'ordinary' | null;
  case: string;
  handling: HandlingShape | null;
  draft: AllyAnswer | null;
  reply: AllyAnswer | null;
  reply_handling: HandlingShape | null;
  delay: AllyAnswer | null;
  steps: ('rewrite' | 'send' | 'answer' | 'release' | 'return' | 'escalate' | 'close')[];
  history: InquiryEntry[];
}

/** Body of `POST …/release`: how the answer may be used. */
export interface InquiryRelease {
  version: number;
  handling: HandlingShape;
}

/** What was put into the picture that a verdict was just given on: it is not there. */
export interface InsertedShape {
  found: boolean;
  place: ConcealmentPlace;
  kg: number;
  region: RegionShape;
}

/** `POST /api/readers/rule`. */
export interface InsertingRuleRequest {
  rule: InsertingRuleShape | null;
}

/** How often threats are inserted. */
export interface InsertingRuleShape {
  every: number;
  spare_minutes: number;
}

/** Why an inspection is asked for, as the plan or the officer who asked had it. */
export interface InspectionWhyShape {
  brief: string;
  parts: WhyPartShape[];
}

/** Answer of `POST /api/filings` (raw body, any readable format): durable when sent. */
export interface IntakeReceipt {
  positions: number[];
  consignments: number;
  movements: number;
  quarantined: number;
  duplicates: number;
  problems: string[];
  boxes: WorkRow[];
}

/** A figure with its 95 % interval. */
export interface IntervalShape {
  value: number;
  low: number;
  high: number;
}

/** One bill with all that was filed of it. */
export interface JoinedBillShape {
  reference: string;
  level: 'master' | 'house';
  cancelled: boolean;
  parts: FilingPartShape[];
}

/** One step of the journey strip, in order of time; a gap is a stop with `gap` true. */
export interface JourneyStop {
  at: string | null;
  kind: string;
  classifier: 'planned' | 'estimated' | 'actual' | null;
  location: string | null;
  location_name: string | null;
  facility: string | null;
  gap: boolean;
}

/** Any JSON. */
export type JsonValue = unknown;

/** One question as the filer reads it. */
export interface LetterBlock {
  key: string;
  about: string;
  declared: DeclaredShape[];
  wrong: string;
  basis: string;
  wanted: string;
}

/** What the filer reads; `{number}` in `question` stands for the number of each block. */
export interface LetterShape {
  title: string;
  opening: string;
  facts: DeclaredShape[];
  question: string;
  declared_label: string;
  wrong_label: string;
  basis_label: string;
  wanted_label: string;
  remark_label: string;
  blocks: LetterBlock[];
  closing: string[];
}

/** Share of all finds among a share of the candidates, those of the highest scores first. */
export interface LiftPoint {
  looked: number;
  found: RangeShape;
}

/** Body of `POST /api/boxes/{box_id}/lifting`: propose to let it go. */
export interface LiftingRequest {
  version: number;
  reason: 'explained' | 'seized' | 'handed-over' | 'not-inspected' | 'other';
  note: string | null;
}

/** Why another container's radiograph is worth a look beside this one. */
export type Likeness = 'goods' | 'empty';

/** What the linter says, at a character of the expression or of the whole. */
export interface LintShape {
  kind: string;
  severity: 'info' | 'warning' | 'error';
  text: string;
  at: number | null;
  other: string | null;
}

/** Two checkpoints that an ally's log signed and that cannot both be true: the proof. */
export interface LogFork {
  origin: string;
  what: string;
  one: string;
  other: string;
  at: string;
}

/** Body of `POST /api/profiles/look`: a text that is being written; nothing is kept. */
export interface LookRequest {
  code: string;
  expression: string;
  ends: string | null;
  tests: ProfileExample[];
  backtest: boolean;
}

/** What is to be said of a text that is being written. */
export interface LookShape {
  trials: TrialShape[];
  notices: LintShape[];
  backtest: BacktestShape | null;
}

/** Answer of `POST /api/intake` (raw body, any readable format): durable when sent. */
export interface MachineReceipt {
  positions: number[];
  consignments: number;
  movements: number;
  quarantined: number;
  duplicates: number;
  problems: string[];
  reply: MachineReply | null;
}

/** What answers a message in its sender's own format. */
export interface MachineReply {
  format: string;
  media_type: string;
  data: string;
}

/** A region that an analyst drew, with a note. */
export interface MarkedShape {
  left: number;
  top: number;
  right: number;
  bottom: number;
  note: string;
}

/** Body of `POST /api/alliance/matching/requests/{id}/agree`: what is told. */
export interface MatchAgreed {
  notices: string[];
}

/** What a partner has asked for a purpose, and may still ask. */
export interface MatchBudget {
  purpose: 'risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics';
  asked_today: number;
  left_today: number;
  left_this_hour: number;
  questions: number;
  to_open: number;
  overdue: number;
  suspended: string;
}

/** One question, own or a partner's, or an alarm. */
export interface MatchEvent {
  at: string;
  kind: 'asked' | 'answered' | 'refused' | 'alarm';
  partner: string;
  purpose: string;
  counts_only: boolean;
  size: number;
  matched: number;
  why: string;
}

/** A thing that the other side holds as well, at who asked. */
export interface MatchHit {
  id: string;
  owner: string;
  sort: 'container' | 'seal' | 'telephone' | 'identifier' | 'name' | 'name_pair';
  value: string;
  found_at: string;
  state: 'found' | 'dismissed' | 'requested' | 'released' | 'refused';
  officer: string;
  note: string;
  notices: string[];
}

/** A notice that could be told. */
export interface MatchNotice {
  reference: string;
  title: string;
}

/** What is the same in all terms. */
export interface MatchQuota {
  opened: number;
  count_least: number;
  manifests_per_day: number;
}

/** Body of a step that says why. */
export interface MatchReason {
  reason: string;
}

/** A partner asks to be told about a thing that it holds, too. */
export interface MatchRequest {
  id: string;
  partner: string;
  sort: 'container' | 'seal' | 'telephone' | 'identifier' | 'name' | 'name_pair';
  value: string;
  reason: string;
  asked_at: string;
  state: 'waiting' | 'agreed' | 'released' | 'refused' | 'trap';
  first_officer: string;
  second_officer: string;
  notices: MatchNotice[];
  chosen: string[];
}

/** Body of `POST /api/alliance/matching/terms`. */
export interface MatchTermsDraft {
  version: number;
  terms: MatchTermsShape;
}

/** Terms with one partner: how they stand, and how much was asked under them. */
export interface MatchTermsLine {
  accord: AccordShape;
  in_force: MatchTermsShape | null;
  proposed: MatchTermsShape | null;
  budgets: MatchBudget[];
}

/** What is agreed with a partner about matching without showing. */
export interface MatchTermsShape {
  node: string;
  they_ask: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  we_ask: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  counts_only: boolean;
  per_day: number;
  until: string;
}

/** What each side learns, by the codes of sentences. */
export interface MatchTold {
  asker: string[];
  owner: string[];
  never: string[];
}

/** Matching without showing at this node. */
export interface MatchingPage {
  terms: MatchTermsLine[];
  items: MatchTold;
  counts: MatchTold;
  quota: MatchQuota;
  held: number;
  hits: MatchHit[];
  requests: MatchRequest[];
  events: MatchEvent[];
}

/** `GET /api/scans/{digest}/materials`: calibration curves to read its two energies by. */
export interface MaterialsShape {
  endpoints_mev: number[];
  assumed: boolean;
  grid: number[];
  numbers: number[];
  low: number[][];
  areal_density: number[][];
  rays: RaysShape | null;
}

/** A share of what was filed that was right, drawn to the peers by how little is known. */
export interface MeasureShape {
  dimension: 'complete' | 'precise' | 'accurate' | 'on_time' | 'answered';
  value: number;
  low: number;
  high: number;
  right: number;
  judged: number;
}

/** A box whose consignment meets a profile. */
export interface MeetingShape {
  box_id: string;
  equipment_number: string;
}

/** One consignment naming the party. */
export interface MentionShape {
  mention_id: string;
  consignment_id: string;
  box_id: string | null;
  role: string;
  name: string;
  at: string;
  found: boolean | null;
  joined: boolean;
}

/** What is awaited before the consignment is complete. */
export interface MissingShape {
  what: 'master' | 'houses' | 'house-of-container' | 'consignee';
  of: string;
}

/** `GET /api/models/{model_id}/shadow`: how it ranks the work list. */
export interface ModelComparison {
  scored: number;
  listed: number;
  correlation: number;
  first: number;
  shared: number;
  movers: MoverShape[];
}

/** One step in the life of a model. */
export interface ModelEntry {
  kind: 'trained' | 'shadowed' | 'backtested' | 'proposed' | 'returned' | 'approved' | 'withdrawal_proposed' | 'withdrawn';
  at: string;
  actor: string;
  reason: string;
}

/** `GET /api/models/{model_id}/seal`: what is wrong with it; empty if nothing is. */
export interface ModelFault {
  fault: string;
}

/** `GET /api/models`: the last trained first. */
export interface ModelList {
  rows: ModelRow[];
}

/** A step that the model's stage allows, and why this person may not take it. */
export interface ModelProspect {
  step: 'shadow' | 'backtest' | 'propose' | 'approve' | 'return' | 'withdrawal' | 'withdraw';
  refusal: string | null;
}

/** Body of a step that wants a reason. */
export interface ModelReason {
  version: number;
  reason: string;
}

/** One model in the list. */
export interface ModelRow {
  model_id: string;
  version: number;
  kind: 'additive' | 'learned';
  stage: 'trained' | 'shadow' | 'proposed' | 'live' | 'retired' | 'withdrawn';
  number: number;
  trained_at: string;
  trained_by: string[];
  approved_by: string;
  withdrawing_by: string;
  until: string;
  inspected: number;
  found: number;
  model: RangeShape | null;
  live: RangeShape | null;
}

/** `GET /api/models/{model_id}`. */
export interface ModelShape {
  row: ModelRow;
  digest: string;
  size: number;
  key: string;
  made_with: Record<string, string>;
  judged: quaywatch__api__model_shapes__JudgedShape | null;
  remarks: string[];
  card: string;
  sheet: string;
  trial: ModelTrial | null;
  steps: ModelEntry[];
  next: ModelProspect[];
}

/** Body of a step; 409 when the model is not the one seen. */
export interface ModelStepRequest {
  version: number;
}

/** What a backtest told; finds are those within the capacity of the days. */
export interface ModelTrial {
  days: number;
  own_days: number;
  refit_days: number;
  left_days: number;
  first: string | null;
  last: string | null;
  candidates: number;
  inspected: number;
  found: number;
  capacity: number;
  model: RangeShape;
  live: RangeShape;
  random: RangeShape;
  overlap: number;
  lift: LiftPoint[];
  reliability: ReliabilityBin[];
  calibration_error: number;
  tie_rate: number;
}

/** A month of the own port that may be told, with what its records come to. */
export interface MonthDue {
  month: string;
  inspections: number;
  finds: number;
  again: boolean;
}

/** Body of `POST /api/alliance/months`: put a month's figures forward. */
export interface MonthRequest {
  month: string;
  nil: boolean;
  legal_basis: string;
  retain_until: string;
  correction: string;
}

/** One month of one port; without a name a gap: nothing was told. */
export interface MonthTold {
  month: string;
  name: string;
  inspections: number | null;
  finds: number | null;
  at: string | null;
  waits: boolean;
}

/** What this port and allies told of their months, with the gaps. */
export interface MonthsPage {
  port: string;
  ports: PortMonths[];
  due: MonthDue[];
}

/** A box that only the model that is watched has at the top. */
export interface MoverShape {
  box_id: string;
  equipment_number: string;
  live: number;
  watched: number;
}

/** One tie of the party to others that stood in finds. */
export interface NearShape {
  tie: 'telephone' | 'mailbox' | 'domain' | 'address' | 'deals';
  value: string;
  found: number;
  others: number;
  weight: number;
  party_ids: string[];
}

/** A box of the same bay. */
export interface NeighbourShape {
  row: number;
  tier: number;
  reefer: boolean;
  empty: boolean;
}

/** A documentary finding that was not there when the filer was asked. */
export interface NewFinding {
  code: string;
  text: string;
}

/** Body of `POST /api/board/next`; null stands for any. */
export interface NextRequest {
  terminal: string | null;
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open' | null;
}

/** What is said of a requirement, by whom, and at which version. */
export interface NormAnswer {
  said: number | 'not_applicable' | 'unknown';
  evidence: string[];
  note: string;
  gap: NormGap;
  stated: NormWord;
  confirmed: NormWord | null;
  verified: NormWord | null;
}

/** Body of `POST …/answers`: one answer, on sight of a version of its question. */
export interface NormAnswerBody {
  version: number;
  requirement: string;
  said: number | 'not_applicable' | 'unknown';
  evidence: string[];
  note: string;
  gap_owner: string;
  gap_until: string | null;
  gap_eur: number | null;
}

/** `GET /api/norms/assessments/{id}`: the form, with all that was said in it. */
export interface NormAssessment {
  assessment: string;
  port: string;
  level: 'baseline' | 'enhanced' | 'target';
  catalogue: string;
  stage: 'open' | 'closed';
  version: number;
  from_on: string;
  until_on: string;
  assessors: string[];
  origin: string;
  closed: NormWord | null;
  groups: NormGroup[];
  questions: NormQuestion[];
  evidence: NormEvidence[];
  speaks_for: string;
}

/** Share of the flow that a port stops by meeting a whole group. */
export interface NormAssumption {
  group: NormGroup;
  low: number;
  likely: number;
  high: number;
  basis: 'estimate' | 'judgement';
  source: string;
}

/** One thing that was counted. */
export interface NormCase {
  id: string;
  as_asked: boolean | null;
}

/** `GET …/requirements/{id}/cases`: what a figure of the node was made of. */
export interface NormCases {
  since: string;
  until: string;
  kind: 'box' | 'container' | 'consignment' | 'look' | 'picture' | 'officer' | 'port' | 'requirement' | 'month' | 'quarter';
  count: number;
  cases: NormCase[];
}

/** One requirement that differs between two versions. */
export interface NormChange {
  id: string;
  change: 'added' | 'removed' | 'reworded' | 'changed';
  fields: string[];
  old: NormRequirement | null;
  new: NormRequirement | null;
}

/** `GET /api/norms/catalogues/changes?old=&new=`. */
export interface NormChanges {
  old: string;
  new: string;
  changes: NormChange[];
}

/** One clause of another regime, and how far the port's standing shows it. */
export interface NormClause {
  clause: string;
  about: string;
  source: string;
  showing: 'full' | 'part' | 'against' | 'nothing';
  by: NormShowing[];
}

/** What some requirements come to at one port. */
export interface NormCounts {
  group: string;
  states: Record<string, number>;
  backings: Record<string, number>;
  weight: number;
  weight_met: number;
  disputed: number;
  asked_otherwise: number;
  observed_on: string | null;
  valid_until: string | null;
}

/** Body of a decision on a version. */
export interface NormDecisionBody {
  revision: number;
  note: string;
}

/** An objection to an answer. */
export interface NormDispute {
  raised: NormWord;
  note: string;
  settled: NormWord | null;
  upheld: boolean;
}

/** `GET /api/norms/ports/{port}/requirements/{id}`: one cell to the bottom. */
export interface NormDrill {
  requirement: NormRequirement;
  place: NormPlace;
  evidence: NormEvidence[];
  steps: NormStep[];
}

/** One version of the catalogue. */
export interface NormEdition {
  version: string;
  stage: 'proposed' | 'in_force' | 'declined' | 'replaced';
  by: NormWord;
  note: string;
  decided: NormWord | null;
  decision: string;
}

/** `GET /api/norms/catalogues`: which versions there are. */
export interface NormEditions {
  revision: number;
  in_force: string;
  shipped: string;
  editions: NormEdition[];
}

/** Something to rest on. */
export interface NormEvidence {
  id: string;
  kind: 'document' | 'figure' | 'observation' | 'measure';
  observed_on: string;
  valid_until: string;
  uploaded_at: string;
  author: string;
  note: string;
  name: string;
  digest: string | null;
  figure: NormFigure | null;
}

/** A metric with what it was counted over and its 95 % interval. */
export interface NormFigure {
  value: number;
  of: number | null;
  low: number | null;
  high: number | null;
}

/** Who closes what is missing, by when and for how much. */
export interface NormGap {
  owner: string;
  until: string | null;
  eur: number | null;
}

/** Body of a step of a plan, on sight of its version; which fields count follows from it. */
export interface NormGapBody {
  version: number;
  owner: string;
  until: string | null;
  eur: number | null;
  what: string;
  evidence: string[];
}

/** Who closes a gap, and how far that is. */
export interface NormGapPlan {
  version: number;
  owner: string;
  until: string | null;
  late: boolean;
  closed_by: string;
  evidence: string[];
  agreed: boolean;
  moves: number;
  history: NormGapStep[];
}

/** One step of a plan. */
export interface NormGapStep {
  kind: 'planned' | 'moved' | 'closed' | 'agreed' | 'refused';
  at: string;
  by: string;
  until: string | null;
  what: string;
  evidence: string[];
}

/** `GET /api/norms/ports/{port}/gaps`: what is missing, what is worth most first. */
export interface NormGaps {
  day: string;
  row: NormPortRow;
  gaps: NormRankedGap[];
  closed: string[];
  assumptions: NormAssumption[];
  plans: boolean;
  agrees: boolean;
}

/** Requirements that belong together. */
export interface NormGroup {
  code: string;
  name: string;
}

/** `GET /api/norms/matrix`: ports by groups on a day. */
export interface NormMatrix {
  day: string;
  catalogue: string;
  groups: NormGroup[];
  ports: NormPortRow[];
}

/** Body of an objection: it says why. */
export interface NormObjectionBody {
  version: number;
  requirement: string;
  note: string;
}

/** By how much a port's standing moves the odds of what it loads, within declared bounds. */
export interface NormOdds {
  times: number;
  least: number;
  most: number;
  known: number;
}

/** An assessment in short. */
export interface NormOutline {
  assessment: string;
  port: string;
  stage: 'open' | 'closed';
  from_on: string;
  closed_on: string | null;
  origin: string;
  answered: number;
}

/** Who answers for a requirement since when. */
export interface NormOwner {
  name: string;
  since: string;
  named_by: string;
}

/** Body of `PUT /api/norms/requirements/{id}/owner`. */
export interface NormOwnerBody {
  revision: number;
  owner: string;
}

/** Where a port stands with one requirement. */
export interface NormPlace {
  port: string;
  name: string;
  requirement: string;
  state: 'met' | 'partly' | 'not_met' | 'unknown' | 'expired' | 'not_applicable';
  backing: 'none' | 'declared' | 'confirmed' | 'verified' | 'measured';
  said: number | 'not_applicable' | 'unknown' | null;
  figure: NormFigure | null;
  certain: boolean;
  observed_on: string | null;
  valid_until: string | null;
  assessment: string;
  evidence: string[];
  expired: string[];
  note: string;
  gap: NormGap | null;
  stated: NormWord | null;
  confirmed: NormWord | null;
  verified: NormWord | null;
  disputed: boolean;
  overturned: boolean;
  asked_otherwise: boolean;
}

/** Body of `POST /api/norms/assessments`. */
export interface NormPlanBody {
  port: string;
  level: 'baseline' | 'enhanced' | 'target';
  assessors: string[];
  from_on: string;
  until_on: string;
}

/** What a port came to when an assessment was closed. */
export interface NormPoint {
  port: string;
  assessment: string;
  on: string;
  states: Record<string, number>;
  weight: number;
  weight_met: number;
}

/** `GET /api/norms/ports/{port}`: all that one port comes to on a day. */
export interface NormPort {
  day: string;
  catalogue: string;
  row: NormPortRow;
  groups: NormGroup[];
  requirements: NormRequirement[];
  places: NormPlace[];
  tasks: NormTask[];
  assessments: NormOutline[];
  trend: NormPoint[];
  odds: NormOdds;
}

/** One port of the matrix. */
export interface NormPortRow {
  port: string;
  name: string;
  level: 'baseline' | 'enhanced' | 'target';
  level_met: 'baseline' | 'enhanced' | 'target' | null;
  groups: NormCounts[];
  total: NormCounts;
}

/** One requirement of an assessment, with what is said of it. */
export interface NormQuestion {
  requirement: NormRequirement;
  version: number;
  answer: NormAnswer | null;
  disputes: NormDispute[];
  before: NormPlace | null;
}

/** One requirement that is not met, and what closing it is worth. */
export interface NormRankedGap {
  requirement: NormRequirement;
  place: NormPlace;
  removed: number;
  removed_low: number;
  removed_high: number;
  eur: number | null;
  per_million: number | null;
  ahead: boolean;
  plan: NormGapPlan | null;
}

/** Another regime by clauses that were read. */
export interface NormRegime {
  code: string;
  name: string;
  edition: string;
  read: 'text' | 'heading';
  clauses: NormClause[];
}

/** `GET /api/norms/ports/{port}/regimes`: what one standing shows for other regimes. */
export interface NormRegimes {
  day: string;
  row: NormPortRow;
  regimes: NormRegime[];
}

/** What a requirement asks for, in the reader's language. */
export interface NormRequirement {
  id: string;
  group: string;
  level: 'baseline' | 'enhanced' | 'target';
  statement: string;
  metric: string;
  unit: 'share' | 'count' | 'minutes' | 'hours' | 'days' | 'months' | 'years' | 'yes';
  better: 'more' | 'less';
  threshold: number;
  weight: number;
  evidence: ('document' | 'figure' | 'observation' | 'measure')[];
  measure: string | null;
  source: string;
  source_check: 'page' | 'recalled' | 'design';
}

/** `GET /api/norms/requirements/{id}`: what it asks, who owns it, and where ports stand. */
export interface NormRequirementPage {
  requirement: NormRequirement;
  group: NormGroup;
  catalogue: string;
  owners: NormOwner[];
  revision: number;
  places: NormPlace[];
}

/** Body of what settles an objection. */
export interface NormSettlingBody {
  version: number;
  requirement: string;
  note: string;
  upheld: boolean;
}

/** A requirement that speaks for or against a clause, and on whose word. */
export interface NormShowing {
  requirement: string;
  statement: string;
  relation: 'equal-to' | 'subset-of' | 'superset-of' | 'intersects-with';
  strength: number;
  state: 'met' | 'partly' | 'not_met' | 'unknown' | 'expired' | 'not_applicable';
  backing: 'none' | 'declared' | 'confirmed' | 'verified' | 'measured';
  evidence: string[];
}

/** Body of `POST …/evidence`: a figure or something seen. */
export interface NormShownBody {
  kind: 'figure' | 'observation';
  observed_on: string;
  valid_until: string;
  note: string;
  figure: NormFigure | null;
}

/** One step that bore on a requirement. */
export interface NormStep {
  kind: 'planned' | 'evidence' | 'answered' | 'confirmed' | 'verified' | 'disputed' | 'settled' | 'closed' | 'received';
  assessment: string;
  word: NormWord;
  said: number | 'not_applicable' | 'unknown' | null;
  note: string;
  upheld: boolean;
}

/** Body of a step on one requirement, on sight of a version of its question. */
export interface NormStepBody {
  version: number;
  requirement: string;
  note: string;
}

/** One thing that waits to be done. */
export interface NormTask {
  kind: 'renew' | 'renew_soon' | 'answer_anew' | 'close_gap' | 'settle' | 'answer' | 'confirm' | 'verify' | 'close';
  port: string;
  assessment: string;
  requirement: string;
  count: number;
  due_on: string | null;
  who: string;
}

/** Body of a step on the whole. */
export interface NormVersionBody {
  version: number;
}

/** Who says so, for whom, and when. */
export interface NormWord {
  by: string;
  port: string;
  at: string;
}

/** What a note on a radiograph says of its region. */
export type NoteKind = 'doubt' | 'explained' | 'defect' | 'question';

/** A notice in a list; of one for the persons addressed alone, only that there is one. */
export interface NoticeLine {
  name: string;
  kind: string;
  sender: string;
  brought: '' | 'taxii' | 'poll' | 'misp';
  own: boolean;
  gone: '' | 'withdrawn' | 'recalled' | 'ended';
  came_at: string;
  until_at: string | null;
  strength: number;
  ranks: boolean;
  title: string;
  notice: AlliedNoticeShape | null;
}

/** Notices, newest first. */
export interface NoticeList {
  total: number;
  lines: NoticeLine[];
}

/** Somebody opened a notice. */
export interface NoticeLook {
  actor: string;
  at: string;
}

/** A notice with who saw it, where it went and what it raises. */
export interface NoticePage {
  line: NoticeLine;
  brought_by: string;
  confirmed_by: string;
  scan: '' | 'away' | 'coming' | 'refused' | 'here';
  scan_refused: string;
  reissuing: '' | 'free' | 'asked' | 'never';
  reissued: ReissueShape | null;
  boxes: RaisedBox[];
  looks: NoticeLook[];
  egress: EgressShape[];
}

/** Body of `POST /api/alliance/notices`: an indicator, a sighting, feedback, a risk. */
export interface NoticeRequest {
  reference: string;
  match_only: boolean;
  body: Record<string, JsonValue>;
  handling: HandlingShape;
  source: SourceShape;
  valid_until: string | null;
  correction: string;
}

/** Body of `POST /api/boxes/{box_id}/offer`. */
export interface OfferRequest {
  version: number;
  to: string;
}

/** Body of `POST /api/boxes/{box_id}/order`. */
export interface OrderRequest {
  version: number;
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  slot_at: string | null;
  override: 'information' | 'documents' | 'seal' | 'scan_image' | 'appearance' | 'resources' | 'other' | null;
  note: string | null;
}

/** The inspection in force for this box. */
export interface OrderShape {
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  basis: 'targeted' | 'random_audit' | 'officer';
  selection_probability: number;
  terminal: string;
  slot_at: string | null;
  deadline_at: string | null;
  ordered_by: string;
  note: string | null;
}

/** One or two facts that would have to be otherwise. */
export interface OtherwiseShape {
  texts: string[];
  fields: string[];
  probability: number;
}

/** Body of `POST /api/resources/outage`; it takes the place of what was reported before. */
export interface OutageRequest {
  resource: string;
  from_at: string | null;
  until_at: string | null;
  reason: string;
}

/** A resource that does not work. */
export interface OutageShape {
  from_at: string;
  until_at: string | null;
  reason: string;
  reported_by: string;
}

/** Body of `POST /api/boxes/{box_id}/outcome`. */
export interface OutcomeRequest {
  version: number;
  outcome: OutcomeShape;
}

/** What an inspection showed. */
export interface OutcomeShape {
  result: 'nothing' | 'irregularity' | 'found';
  substance: string | null;
  mass_kg: number | null;
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other' | null;
  place: 'behind_doors' | 'among_goods' | 'in_goods' | 'dissolved' | 'packaging' | 'pallets' | 'floor' | 'roof' | 'walls' | 'doors' | 'front_wall' | 'frame' | 'evaporator' | 'refrigeration_unit' | 'outside' | null;
  seals_before: string[];
  seals_after: string[];
  photos: string[];
  note: string | null;
}

/** Another profile that meets some of the same boxes. */
export interface OverlapShape {
  code: string;
  boxes: number;
  share: number;
}

/** How this node is on the line. */
export interface OwnLine {
  serving: boolean;
  listens: string;
  trouble: string;
  certificate_until: string | null;
}

/** What work without a break does: by how much the odds of a miss are multiplied. */
export interface PaceShape {
  threats: number;
  half_hour: number;
  half_hour_low: number;
  half_hour_high: number;
  twenty: number;
  twenty_low: number;
  twenty_high: number;
  break_after: number | null;
}

/** Body of `POST /api/alliance/packages`. */
export interface PackageDraft {
  name: string;
  kind: 'model' | 'profile' | 'sum';
  of: string;
  title: string;
  card: string;
  handling: HandlingShape;
}

/** A receipt: a partner that was handed a package has deleted it. */
export interface PackageGone {
  node: string;
  version: number;
  at: string;
}

/** How what ports learned together came about, as its origin says. */
export interface PackageLearned {
  sum: string;
  title: string;
  trees: boolean;
  asked: number;
  ports: number;
  rows: number;
  fewest_rows: number;
  sums: number;
}

/** A package that is offered, is to be, or was. */
export interface PackageLine {
  accord: AccordShape;
  in_force: PackageShape | null;
  proposed: PackageShape | null;
  gone: PackageGone[];
}

/** How a partner's model does on the own outcomes. */
export interface PackageModelTried {
  rows: number;
  found: number;
  auc: IntervalShape;
  average_precision: IntervalShape;
  better: IntervalShape;
  same_inputs: boolean;
}

/** How a partner's profile does here. */
export interface PackageProfileTried {
  tests: number;
  failed: string[];
  remarks: number;
  candidates: number;
  met: number;
  inspected: number;
  found: number;
}

/** Body of a dismissal. */
export interface PackageReason {
  reason: string;
}

/** A model, a profile or what a sum came to, which partners may fetch. */
export interface PackageShape {
  version: number;
  kind: 'model' | 'profile' | 'sum';
  of: string;
  title: string;
  card: string;
  handling: HandlingShape;
  made_at: string;
  digest: string;
  size: number;
}

/** What is offered, and what came. */
export interface PackagesPage {
  offered: PackageLine[];
  held: HeldPackage[];
}

/** One line of goods. */
export interface PapersGoodsShape {
  hs_code: string | null;
  description: string;
  package_count: number | null;
  package_type: string | null;
  gross_mass_kg: number | null;
}

/** What one bill says is in the container. */
export interface PapersShape {
  reference: string;
  empty: boolean;
  gross_mass_kg: number | null;
  goods: PapersGoodsShape[];
}

/** Something to hand to a filer or a terminal: `GET /api/outbox`, oldest first. */
export interface ParcelShape {
  position: number;
  request_id: string;
  purpose: 'request' | 'reminder' | 'withdrawal' | 'hold' | 'release';
  format: string;
  media_type: string;
  name: string;
  filer: string;
  made_at: string | null;
  delivered_at: string | null;
}

/** Body of `POST /api/alliance/partners`. */
export interface PartnerDraft {
  version: number;
  agreement: AgreementShape;
}

/** A partner: what is agreed, and what is proposed. */
export interface PartnerShape {
  accord: AccordShape;
  in_force: AgreementShape | null;
  proposed: AgreementShape | null;
}

/** All that the node knows of one party. */
export interface PartyEntity {
  party_id: string;
  name: string;
  names: SpellingShape[];
  identifiers: SpellingShape[];
  addresses: SpellingShape[];
  telephones: SpellingShape[];
  emails: SpellingShape[];
  roles: SpellingShape[];
  mentions: number;
  first_seen: string;
  last_seen: string;
  finds: number;
  nearness: number;
  near: NearShape[];
  signs: FrontSignShape[];
  latest: MentionShape[];
}

/** A party in a list. */
export interface PartyLine {
  party_id: string;
  name: string;
  names: number;
  roles: string[];
  mentions: number;
  finds: number;
  last_seen: string;
}

/** Parties whose names are like the one asked for, the most alike first. */
export interface PartyPage {
  parties: PartyLine[];
  more: boolean;
}

/** A party as declared. */
export interface PartyShape {
  role: string;
  name: string;
  identifier: string | null;
  address: string | null;
  city: string | null;
  postcode: string | null;
  country: string | null;
  telephone: string | null;
  email: string | null;
}

/** An earlier inspection that shares something with this box. */
export interface PastOutcome {
  box_id: string;
  equipment_number: string;
  at: string;
  kind: string;
  basis: string;
  result: 'nothing' | 'irregularity' | 'found';
  substance: string | null;
  mass_kg: number | null;
  shared: string[];
}

/** The line to one node, as a map of the alliance shows it. */
export interface PeerShape {
  node: string;
  title: string;
  region: 'european_union' | 'europe' | 'north_america' | 'latin_america' | 'africa' | 'asia' | 'oceania' | null;
  member: boolean;
  stage: 'proposed' | 'returned' | 'in_force' | 'suspended' | 'ended';
  address: string;
  closed: boolean;
  sent: number;
  acknowledged: number;
  taken: number;
  lag: number;
  last_at: string | null;
  failing: string;
}

/** A picture of a box: `GET /api/boxes/{box_id}/photos`. */
export interface PhotoShape {
  digest: string;
  media_type: string;
  size_bytes: number;
  taken_by: string;
}

/** Hits by where the threat was put. */
export interface PlaceRateShape {
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other';
  hits: RateShape;
}

/** Bytes of the message, with a few around them as text. */
export interface PlaceShape {
  offset: number;
  length: number;
  line: number;
  before: string;
  at: string;
  after: string;
}

/** `GET /api/draws/{day}/plans`: one plan of a day, of several that followed each other. */
export interface PlanMadeShape {
  number: number;
  made_at: string | null;
  strength: 'beacon' | 'persons' | 'person' | 'own';
  change: 'find' | 'outage' | 'restored' | 'filing' | 'orders' | 'result' | 'rules' | null;
  what: string;
  changed_at: string | null;
  terminals: string[];
  drawn: number;
  withdrawn: number;
  kept: number;
}

/** `GET /api/plan`: what the day's selection holds and what it expects. */
export interface PlanSummary {
  day: string;
  made: boolean;
  capacity: number;
  targeted: number;
  random_audit: number;
  ordered: number;
  done: number;
  found: number;
  expected_finds: number;
  expected_finds_random: number;
  draw: number;
  gap: number;
}

/** Something published that would go to a partner and does not now, or the other way round. */
export interface PolicyChange {
  notice: string;
  partner: string;
  went: boolean;
  goes: boolean;
  rules: string[];
}

/** Body of `POST /api/alliance/policy`. */
export interface PolicyDraft {
  version: number;
  policy: PolicyTextShape;
}

/** What a text would do. */
export interface PolicyLook {
  problem: string;
  digest: string;
  trials: PolicyTrial[];
  asked: number;
  changes: PolicyChange[];
}

/** Body of `POST /api/alliance/policy/look`: try a text; nothing is kept. */
export interface PolicyLookRequest {
  text: string;
}

/** The policy in force. */
export interface PolicyPage {
  text: string;
  digest: string;
  model: string;
  trials: PolicyTrial[];
  accord: AccordShape | null;
  proposed: PolicyTextShape | null;
}

/** A sharing policy, in Cedar, with its tests in it. */
export interface PolicyTextShape {
  text: string;
  why: string;
}

/** One test that a policy carries in itself. */
export interface PolicyTrial {
  line: number;
  name: string;
  wanted: boolean;
  allowed: boolean;
  rules: string[];
  passed: boolean;
}

/** How the last reading of a partner's own collection went. */
export interface PolledShape {
  partner: string;
  collection: string;
  read_at: string | null;
  came: number;
  refused: number;
  trouble: string;
}

/** The months of one port, the last first. */
export interface PortMonths {
  node: string;
  at: string;
  own: boolean;
  months: MonthTold[];
}

/** The outcome of another box that counts for a reason. */
export interface PrecedentShape {
  position: number;
  box_id: string;
  at: string;
  found: boolean;
}

/** A defect of the message itself, such as a wrong count. */
export interface ProblemShape {
  code: string;
  severity: 'info' | 'warning' | 'error';
  message: string;
  segment: number | null;
  place: PlaceShape | null;
}

/** What a version changed of the one before it. */
export interface ProfileChange {
  field: string;
  spans: SpanShape[];
}

/** Body of `POST /api/profiles`: a profile written, or written anew, on sight of a version. */
export interface ProfileDraft {
  version: number;
  profile: ProfileText;
}

/** A consignment in short that a profile must match, or must not: fields by section. */
export interface ProfileExample {
  name: string;
  match: boolean;
  findings: string[];
  goods: (Record<string, JsonValue>)[];
  equipment: (Record<string, JsonValue>)[];
  sections: Record<string, Record<string, JsonValue>>;
}

/** `GET /api/profiles`: by code. */
export interface ProfileList {
  rows: ProfileRow[];
}

/** Body of a step that says why. */
export interface ProfileReason {
  version: number;
  reason: string;
}

/** One profile in the list. */
export interface ProfileRow {
  code: string;
  version: number;
  stage: 'drafted' | 'examined' | 'backtested' | 'shadow' | 'proposed' | 'live' | 'retired' | 'ended';
  counts: boolean;
  title: string;
  weight: number;
  ends: string | null;
  met: number;
  tried: TriedShape | null;
  written_by: string[];
  approved_by: string;
  retiring_by: string;
}

/** `GET /api/profiles/{code}`: its text, where it stands and how it came there. */
export interface ProfileShape {
  row: ProfileRow;
  text: ProfileText;
  next: ProspectShape[];
  proposed_by: string;
  versions: VersionShape[];
  shadow_until: string | null;
  live_expression: string | null;
  remarks: string[];
  shadow_since: string | null;
  steps: ProfileStep[];
  meeting: MeetingShape[];
}

/** One step in the life of a profile. */
export interface ProfileStep {
  kind: 'drafted' | 'examined' | 'backtested' | 'shadowed' | 'proposed' | 'returned' | 'approved' | 'retirement_proposed' | 'retired';
  at: string;
  actor: string;
  reason: string | null;
}

/** Body of a step that needs no more than the version seen. */
export interface ProfileStepRequest {
  version: number;
}

/** A profile as written; who wrote it and which version it is, the node knows. */
export interface ProfileText {
  code: string;
  weight: number;
  expression: string;
  title: TextsShape;
  text: TextsShape;
  source: string;
  ends: string;
  tests: ProfileExample[];
}

/** `GET /api/boxes/{box_id}/questions`: what can be asked of the filer of a box. */
export interface ProposalShape {
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load';
  filer: string;
  filer_name: string;
  language: 'en' | 'fr' | 'nl' | 'es' | 'pt' | 'de';
  questions: QuestionShape[];
  open: RequestRow[];
  load_by: string | null;
  decide_by: string | null;
  loaded_at: string | null;
  can_stop: boolean;
}

/** A step that the profile's stage allows, and why this person may not take it. */
export interface ProspectShape {
  step: 'examine' | 'backtest' | 'shadow' | 'propose' | 'approve' | 'return' | 'retirement' | 'retire';
  refusal: string | null;
}

/** Something that this authority published, or is about to. */
export interface PublicationPage {
  accord: AccordShape;
  in_force: PublicationShape | null;
  proposed: PublicationShape | null;
  reissues: ReissueShape | null;
  audience: AudienceShape[];
}

/** A notice of this authority's own, and what it was made from. */
export interface PublicationShape {
  notice: AlliedNoticeShape;
  box_id: string;
  result: 'nothing' | 'irregularity' | 'found' | null;
  photos: string[];
  match_only: boolean;
}

/** Body of `PUT /api/calendar/resource`. */
export interface PutResourceRequest {
  version: number;
  resource: ResourceDefinition;
}

/** Bytes that could not be read: `GET /api/quarantine`, newest first. */
export interface QuarantineEntry {
  position: number;
  received_at: string;
  sender: string;
  size_bytes: number;
  reasons: string[];
  excerpt: string;
}

/** One thing that is or can be asked, in the reader's language. */
export interface QuestionShape {
  key: string;
  code: string;
  about: string;
  text: string;
  basis: string;
  wanted: string;
  declared: DeclaredShape[];
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load';
  asked: boolean;
  fate: 'cured' | 'remaining' | null;
}

/** A box that a notice raises. */
export interface RaisedBox {
  box_id: string;
  equipment_number: string;
  probability: number;
  prior: number;
}

/** An estimate with its 95 % interval. */
export interface RangeShape {
  value: number;
  low: number;
  high: number;
}

/** What the first candidates of each day hold, by a score. */
export interface RankShape {
  looked: number;
  inspections: number;
  precision: FigureShape;
  recall: FigureShape;
}

/** How often something happened, and within what its rate lies with 95 % probability. */
export interface RateShape {
  times: number;
  of: number;
  mean: number;
  low: number;
  high: number;
}

/** How rays cross the load: the slope of each row is `lowest` and `step` times its number. */
export interface RaysShape {
  lowest: number;
  step: number;
  pixel_kg: number;
}

/** How a rate went on. */
export interface ReaderDriftShape {
  watched: number;
  wanting: number;
  level: number;
  signals: ReaderSignalShape[];
}

/** One reader. */
export interface ReaderShape {
  reader: string;
  sort: 'analyst' | 'machine';
  hits: RateShape;
  alarms: RateShape;
  sensitivity: number;
  sensitivity_low: number;
  sensitivity_high: number;
  places: PlaceRateShape[];
  goods: GoodsRateShape[];
  points: CurvePointShape[];
  seconds: number | null;
  reliability: number;
  hits_drift: ReaderDriftShape;
  alarms_drift: ReaderDriftShape;
  pace: PaceShape | null;
  second_looks: SecondLookShape[];
}

/** A reader became worse. */
export interface ReaderSignalShape {
  at: string;
  since: string;
  looks: number;
  before: number;
  after: number;
}

/** `GET /api/readers`. */
export interface ReadersShape {
  everybody: boolean;
  readers: ReaderShape[];
  pace: PaceShape;
  together: TogetherShape | null;
  feeding: FedCurveShape[];
  fed: FedCurveShape[];
  rule: InsertingRuleShape | null;
  bound: BoundShape[];
  simulated: boolean;
}

/** `GET /api/scans/{digest}/reading`: what machines saw in it, the gravest first. */
export interface ReadingShape {
  state: 'read' | 'waiting' | 'withheld';
  engines: Record<string, string>;
  findings: ScanFindingShape[];
  unread: ScanReasonShape[];
  mass_kg: number | null;
  mass_sd_kg: number | null;
  fill: number | null;
}

/** Body of `…/lifting` and `…/withdraw`; 409 as for an edit. */
export interface ReasonRequest {
  version: number;
  reason: string;
}

/** One signed contribution to the box's risk. */
export interface ReasonShape {
  kind: 'base' | 'prior' | 'finding' | 'profile' | 'watch_list' | 'learned' | 'look' | 'notice';
  code: string;
  text: string;
  contribution: number;
  fields: string[];
  values: Record<string, string>;
  precedents: PrecedentShape[];
}

/** `GET /api/board/reasons`: what officers choose from, words by code. */
export interface ReasonsShape {
  skip: Record<string, string>;
  delay: Record<string, string>;
  override: Record<string, string>;
  detention: Record<string, string>;
  lifting: Record<string, string>;
  place: Record<string, string>;
}

/** What was refused and waits for a person, without its bytes. */
export interface RefusedShape {
  number: number;
  sender: string;
  brought: '' | 'taxii' | 'poll' | 'misp';
  batch: number;
  place: number;
  fault: string;
  reason: string;
  size: number;
  arrived_at: string;
}

/** A rectangle of a picture as it is drawn, in its pixels; bounds are half-open. */
export interface RegionShape {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Body of `POST /api/alliance/notices/{origin}/{id}/reissue`: what was checked, and how. */
export interface ReissueRequest {
  version: number;
  why: string;
  leave: string;
  named: boolean;
  handling: HandlingShape;
  source: SourceShape;
  correction: string;
}

/** A notice of this authority's own that is made from what another one brought unsigned. */
export interface ReissueShape {
  name: string;
  title: string;
  stage: 'proposed' | 'returned' | 'in_force' | 'suspended' | 'ended';
  of: string;
  version: number;
  state: 'held' | 'later' | 'withdrawn' | 'over';
  why: string;
  leave: string;
  named: boolean;
  by: string;
  confirmed_by: string;
  mine: boolean;
}

/** Mean probability of some candidates beside the share that held something. */
export interface ReliabilityBin {
  predicted: number;
  found: RangeShape;
  candidates: number;
}

/** What the sender would be answered, in its own format. */
export interface ReplyShape {
  format: string;
  media_type: string;
  text: string;
}

/** `GET /api/scorecards/{kind}/{name}`, and `GET /api/portal/scorecard` of one's own. */
export interface ReportShape {
  kind: 'carrier' | 'forwarder' | 'filer';
  first_day: string;
  last_day: string;
  weeks_counted: number;
  card: ScorecardShape;
  weeks: WeekShape[];
  lanes: ScorecardShape[];
  faults: FaultShape[];
  worst: ExampleShape[];
}

/** `GET /api/requests`: those due first in front. */
export interface RequestList {
  total: number;
  overdue: number;
  offset: number;
  rows: RequestRow[];
  as_of: string;
}

/** One conversation in the list. */
export interface RequestRow {
  request_id: string;
  version: number;
  kind: 'information' | 'amendment' | 'screening' | 'do_not_load';
  state: 'drafted' | 'proposed' | 'approved' | 'sent' | 'answered' | 'assessed' | 'closed' | 'withdrawn';
  box_id: string;
  consignment_id: string;
  reference: string;
  equipment_number: string;
  filer: string;
  filer_name: string;
  carrier_code: string;
  questions: number;
  cured: number;
  remaining: number;
  round: number;
  due_at: string | null;
  decide_by: string | null;
  overdue: boolean;
  escalated: boolean;
  stops_loading: boolean;
  changed_at: string;
}

/** What a resource is, from when to when. */
export interface ResourceDefinition {
  name: string;
  means: 'fixed_tunnel' | 'mobile_scanner' | 'dog_team' | 'opening_bay' | 'documentary_desk';
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  terminal: string;
  slots_per_hour: number;
  shifts: Shift[];
  moves_to: string[];
  setup_minutes: number;
  dangerous_goods: boolean;
  from_at: string | null;
  until_at: string | null;
}

/** One hour of a resource. */
export interface ResourceHour {
  at: string;
  terminal: string;
  slots: number;
  price: number;
}

/** One resource on one day: `GET /api/resources`. */
export interface ResourceShape {
  name: string;
  means: 'fixed_tunnel' | 'mobile_scanner' | 'dog_team' | 'opening_bay' | 'documentary_desk';
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  slots_per_hour: number;
  mobile: boolean;
  dangerous_goods: boolean;
  hours: ResourceHour[];
  hour_worth: number;
  outage: OutageShape | null;
}

/** Body of `POST /api/resources/restored`. */
export interface RestoredRequest {
  resource: string;
}

/** One thing that an event says of the box. */
export interface SaidShape {
  field: string;
  value: string;
}

/** A break that pays whoever asks: they tire, and have gone on for too long. */
export interface ScanBreakShape {
  minutes: number;
  after: number;
}

/** One thing that a machine saw. */
export interface ScanFindingShape {
  sign: Sign;
  region: RegionShape | null;
  log_likelihood_ratio: number;
  false_alarm: number;
  reasons: ScanReasonShape[];
  place: ConcealmentPlace | null;
  mass_kg: number | null;
  mass_sd_kg: number | null;
}

/** `POST /api/scans/{digest}/notes`. */
export interface ScanNoteRequest {
  region: RegionShape;
  kind: NoteKind;
  text: string;
  corrects: number | null;
}

/** A note as it stands. */
export interface ScanNoteShape {
  number: number;
  region: RegionShape;
  kind: NoteKind;
  text: string;
  by: string;
  at: string;
  before: string[];
  mine: boolean;
}

/** `GET /api/scans/{digest}/notes`: oldest first. */
export interface ScanNotesShape {
  notes: ScanNoteShape[];
  withheld: boolean;
}

/** `GET /api/scans/waiting`: the most urgent first. */
export interface ScanQueueShape {
  waiting: WaitingScanShape[];
  break_due: ScanBreakShape | null;
}

/** One fact behind a finding; the page has the sentence for its code. */
export interface ScanReasonShape {
  code: string;
  figures: Record<string, number>;
  words: Record<string, string>;
}

/** One radiograph. */
export interface ScanShape {
  digest: string;
  equipment_number: string;
  at: string;
  taken_at: string | null;
  kept_at: string;
  origin: string;
  notice: string;
  scanner: string;
  site: string;
  format: string;
  scale: 'counts' | 'transmission' | 'display';
  energies: ('low' | 'high' | 'single' | 'red' | 'green' | 'blue')[];
  endpoints_mev: number[];
  leading: 'doors' | 'front_wall' | null;
  width: number;
  height: number;
  line_spacing_mm: number | null;
  row_height_mm: number | null;
  doubts: DoubtShape[];
}

/** `POST /api/scans/{digest}/verdicts`. */
export interface ScanVerdictRequest {
  verdict: 'clear' | 'open' | 'second_look';
  seconds: number;
  regions: MarkedShape[];
  comment: string;
}

/** One analyst's verdict. */
export interface ScanVerdictShape {
  verdict: 'clear' | 'open' | 'second_look';
  by: string;
  at: string;
  seconds: number;
  regions: MarkedShape[];
  comment: string;
  machine_shown: boolean;
  blind: boolean;
}

/** `GET /api/scans/{digest}/verdicts`: what was said of it, and whose word is asked now. */
export interface ScanVerdictsShape {
  turn: 'first' | 'second' | 'again' | 'waits' | 'done' | 'elsewhere';
  verdicts: ScanVerdictShape[];
  result: 'clear' | 'open' | null;
  claimed_by: string | null;
  claimed_until: string | null;
  inserted: InsertedShape | null;
}

/** `GET /api/scans/{digest}`: a radiograph, and all of the same container, oldest first. */
export interface ScanViewShape {
  scan: ScanShape;
  all: ScanShape[];
  box_id: string | null;
  declared: PapersShape[];
}

/** `GET /api/scorecards?kind=&weeks=&until=`: all subjects of a kind, best first. */
export interface ScorecardPage {
  kind: 'carrier' | 'forwarder' | 'filer';
  first_day: string;
  last_day: string;
  weeks: number;
  cards: ScorecardShape[];
}

/** One subject, or one of its lanes or weeks. */
export interface ScorecardShape {
  name: string;
  title: string;
  consignments: number;
  score: number;
  low: number;
  high: number;
  measures: MeasureShape[];
  percentile: number | null;
  trend: TrendShape | null;
}

/** Hands in the seal of a value that stays with whoever made it. */
export interface SealRequest {
  version: number;
  seal: string;
}

/** What a second look by somebody adds to a first that saw nothing. */
export interface SecondLookShape {
  reader: string;
  found: number;
  alarmed: number;
  both: number;
}

/** What one stage found of one sort of test, with its exact 95 % interval. */
export interface SeedDetected {
  kind: 'load' | 'booking' | 'inserted';
  stage: 'targeting' | 'scan' | 'opening';
  found: number;
  of: number;
  low: number;
  high: number;
  stale: number;
}

/** A test to put down. */
export interface SeedPlanted {
  kind: 'load' | 'booking';
  stage: 'targeting' | 'scan' | 'opening';
  port: string;
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other';
  made_on: string;
  refresh_due: string;
  second: string;
  where: string;
}

/** Why a test does not count. */
export interface SeedReason {
  version: number;
  reason: string;
}

/** What became of a test. */
export interface SeedReport {
  version: number;
  found: boolean;
  on: string;
}

/** One test; `where` is empty but for the two who are responsible. */
export interface SeedTest {
  name: string;
  version: number;
  standing: 'none' | 'registered' | 'open' | 'reported' | 'closed' | 'called-off';
  kind: 'load' | 'booking';
  stage: 'targeting' | 'scan' | 'opening';
  port: string;
  concealment: 'rip_on' | 'in_load' | 'structure' | 'reefer_unit' | 'other';
  made_on: string;
  refresh_due: string;
  first: string;
  second: string;
  where: string;
  found: boolean | null;
  on: string | null;
  reason: string;
  stale: boolean;
  due: boolean;
  steps: ('confirm' | 'report' | 'close' | 'call-off')[];
}

/** `GET /api/strategy/audits/tests`: what whoever asks may see of seeded tests. */
export interface SeedTests {
  own: SeedTest[];
  over: SeedTest[];
  running: number;
  detected: SeedDetected[];
  may: boolean;
}

/** On which version somebody acts. */
export interface SeedVersion {
  version: number;
}

/** `GET /api/boxes/{box_id}/otherwise`; that it was asked is written to the ledger. */
export interface SelectionShape {
  probability: number;
  line: number;
  planned: boolean;
  below: OtherwiseShape[];
  nearest: OtherwiseShape | null;
  tried: number;
}

/** State of the browser's session; `GET /api/session` is open to everyone. */
export interface Session {
  user: User | null;
  csrf_token: string;
  simulated: boolean;
  node_name: string;
  now: string;
  version: string;
  demo_accounts: DemoAccount[];
}

/** The local hours of one day of the week in which a resource works. */
export interface Shift {
  weekday: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
  start: number;
  end: number;
}

/** What speaks up. */
export type Sign = 'threat' | 'added' | 'removed' | 'moved' | 'not_empty' | 'goods' | 'mass' | 'fill';

/** Body of `POST /api/session`. */
export interface SignIn {
  username: string;
  password: string;
}

/** Body of `POST /api/boxes/{box_id}/skip`: what was planned or ordered is not done. */
export interface SkipRequest {
  version: number;
  reason: 'cleared-otherwise' | 'not-here' | 'no-staff' | 'no-equipment' | 'unsafe' | 'perishable' | 'mistake' | 'other';
  knowing: boolean;
  note: string | null;
}

/** Room at one scanner in one hour: `GET /api/slots?terminal=&kind=`. */
export interface Slot {
  terminal: string;
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  slot_at: string;
  capacity: number;
  taken: number;
  planned: number;
}

/** Where it comes from, by the four-by-four code. */
export interface SourceShape {
  reliability: 'A' | 'B' | 'C' | 'X';
  accuracy: '1' | '2' | '3' | '4';
}

/** Characters that stayed, went or came. */
export interface SpanShape {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** One value that filings gave of a party, with how many of them and when. */
export interface SpellingShape {
  value: string;
  mentions: number;
  first_seen: string;
  last_seen: string;
}

/** Body of `POST /api/alliance/standing`. */
export interface StandingDraft {
  version: number;
  order: StandingShape;
}

/** A standing order. */
export interface StandingOrderShape {
  accord: AccordShape;
  in_force: StandingShape | null;
  proposed: StandingShape | null;
}

/** What one officer may share at once, since two people agreed to it before. */
export interface StandingShape {
  name: string;
  title: string;
  kinds: ('seizure' | 'indicator' | 'modus' | 'risk' | 'request' | 'answer' | 'image' | 'sighting' | 'feedback' | 'month')[];
  audience: string[];
  widest: 'red' | 'amber+strict' | 'amber' | 'green' | 'clear';
  purposes: ('risk_analysis' | 'inspection' | 'investigation' | 'prosecution' | 'statistics')[];
  results: ('nothing' | 'irregularity' | 'found')[];
  until: string;
}

/** Body of `…/propose`, `…/approve`, `…/send` and `…/again`; 409 as for an edit. */
export interface StepRequest {
  version: number;
}

/** One step of the conversation. */
export interface StepShape {
  version: number;
  position: number;
  at: string;
  actor: string;
  kind: 'drafted' | 'edited' | 'proposed' | 'approved' | 'sent' | 'delivered' | 'reminded' | 'escalated' | 'answered' | 'assessed' | 'reopened' | 'closed' | 'lifting_proposed' | 'withdrawn';
  text: string;
  said: string;
  enclosed: string;
  document: number | null;
}

/** All that was said of a box, joined. */
export interface StoryShape {
  trips: TripShape[];
  bills: JoinedBillShape[];
  missing: MissingShape[];
  amendments: AmendmentShape[];
}

/** What is asked of this port, so that moving gains a trafficker nothing. */
export interface StrategicCoverage {
  port: string;
  cells: CoverageCellShape[];
  until: string;
  why: string;
}

/** Body of `POST /api/strategy/allocation`. */
export interface StrategyAsked {
  scenario: StrategyScenario;
  how: 'floors' | 'even' | 'national' | 'common' | 'pooled';
}

/** One number with the range to look at, and what stands behind it. */
export interface StrategyAssumption {
  name: string;
  value: number;
  low: number;
  high: number;
  unit: string;
  basis: 'public' | 'assumed' | 'measured';
  source: string;
}

/** `GET /api/strategy/assumptions`: the scenario one begins with, and what it rests on. */
export interface StrategyAssumptions {
  scenario: StrategyScenario;
  assumptions: StrategyAssumption[];
  origins: StrategyOrigin[];
  places: StrategyLies[];
  standings: StrategyMeets[];
  standard: StrategyStandardFigure[];
}

/** What comes of it at one port; shares of all that could be shipped. */
export interface StrategyAtPort {
  port: string;
  member: boolean;
  arriving: number | null;
  chosen: number | null;
  minutes: number;
  has: number;
  covered: number;
  level: number;
  price: number;
}

/** A port from one year to the next: a change of mass is one of number and one of size. */
export interface StrategyChange {
  port: string;
  year: number;
  figures: number[];
  mass_log: number;
  count_log: number;
  size_log: number;
  count_p: number;
  noise: number[];
}

/** Body of `POST /api/strategy/allocation/change`. */
export interface StrategyChangeAsked {
  scenario: StrategyScenario;
  how: 'floors' | 'even' | 'national' | 'common' | 'pooled';
  port: string;
  change: 'joins' | 'leaves' | 'buys';
  minutes: number;
}

/** What a change does, the largest in front. */
export interface StrategyDifference {
  before: StrategyOutcome;
  after: StrategyOutcome;
  reasons: StrategyReason[];
}

/** Figures of one thing that differ, the best known first. */
export interface StrategyDisagreement {
  figures: number[];
  why: ('definition' | 'bound' | 'revision' | 'source')[];
  spread: number | null;
}

/** One number that somebody has said, with all that one must know to believe or doubt it. */
export interface StrategyFigure {
  id: number;
  place: string;
  name: string;
  country: string;
  scope: 'port' | 'region' | 'country' | 'union' | 'origin' | 'upstream';
  loaded_in: string | null;
  quantity: 'cocaine_kg' | 'drugs_kg' | 'seizures' | 'containers' | 'containers_checked' | 'scans' | 'scans_change_percent' | 'scans_cleared_percent' | 'scanners' | 'detected_percent' | 'teu';
  first: string;
  last: string;
  value: number;
  definition: string;
  at_least: boolean;
  provisional: boolean;
  derived: boolean;
  as_of: string | null;
  confidence: 'high' | 'medium' | 'low';
  source: string;
  note: string;
}

/** `GET /api/strategy/figures`: all that is known, by port and year; where sources differ. */
export interface StrategyFigures {
  version: string;
  figures: StrategyFigure[];
  singles: StrategySingle[];
  definitions: Record<string, string>;
  places: StrategyPlace[];
  years: StrategyPortYear[];
  changes: StrategyChange[];
  disagreements: StrategyDisagreement[];
}

/** What was found at a port in a year, by this node or by allies: beside what is public. */
export interface StrategyFinds {
  port: string;
  year: number;
  whose: 'own' | 'allied';
  count: number;
  mass_kg: number;
  unweighed: number;
  told_by: string[];
  nil_months: string[];
}

/** Where a port of a scenario lies; all ports that one can add. */
export interface StrategyLies {
  port: string;
  name: string;
  longitude: number;
  latitude: number;
}

/** How much of the common standard a port meets today, by weight of its requirements. */
export interface StrategyMeets {
  port: string;
  met: number;
}

/** What stands behind a route or sort of goods, and where a route begins. */
export interface StrategyOrigin {
  code: string;
  basis: 'public' | 'assumed';
  source: string;
  name: string;
  longitude: number | null;
  latitude: number | null;
}

/** One way of spending the minutes, with what proves it. */
export interface StrategyOutcome {
  how: 'floors' | 'even' | 'national' | 'common' | 'pooled';
  arriving: number | null;
  level: number;
  deterred: boolean;
  ports: StrategyAtPort[];
  streams: StrategyStream[];
  proof: 'none' | 'bound' | 'no_regret';
  bound: number | null;
  gap: number | null;
}

/** A route or a sort of goods: its share of containers, and its factor of the gain. */
export interface StrategyPart {
  code: string;
  share: number;
  factor: number;
}

/** A port and where it lies, in degrees east and north. */
export interface StrategyPlace {
  port: string;
  name: string;
  country: string;
  longitude: number;
  latitude: number;
}

/** What was said of a port and a year: lines of figures by quantity, the best known first. */
export interface StrategyPortYear {
  port: string;
  year: number;
  said: Record<string, number[]>;
  mean_kg: number | null;
  sizes: StrategySizes | null;
}

/** From where to where an assumption may lie. */
export interface StrategyRange {
  low: number;
  high: number;
}

/** One thing that a change does. */
export interface StrategyReason {
  code: 'less_arrives' | 'more_arrives' | 'unchanged' | 'port_gains' | 'port_loses' | 'traffic_comes' | 'traffic_goes' | 'not_shipped' | 'spends_elsewhere' | 'spends_more';
  port: string;
  before: number;
  after: number;
}

/** What is asked of one route and sort of goods at a port. */
export interface StrategyRow {
  route: string;
  goods: string;
  share: number;
  looks: Record<string, number>;
  value: number;
  because: 'floor' | 'even' | 'ceiling';
}

/** Body of `POST /api/strategy/allocation/rows`. */
export interface StrategyRowsAsked {
  scenario: StrategyScenario;
  how: 'floors' | 'even' | 'national' | 'common' | 'pooled';
  port: string;
}

/** Body of `PUT /api/strategy/scenarios/{name}`: on sight of a version, 0 for a new name. */
export interface StrategySaveBody {
  version: number;
  title: string;
  note: string;
  scenario: StrategyScenario;
}

/** A scenario that was saved. */
export interface StrategySaved {
  name: string;
  version: number;
  by: string;
  at: string;
  title: string;
  note: string;
  scenario: StrategyScenario;
}

/** Where whole scanners stand best, beside what ports have. */
export interface StrategyScanners {
  measured: 'arriving' | 'level';
  given: Record<string, number>;
  before: number;
  reached: number;
  bound: number;
}

/** Body of `POST /api/strategy/allocation/scanners`. */
export interface StrategyScannersAsked {
  scenario: StrategyScenario;
  scanners: number;
  minutes: number;
}

/** All that an answer hangs on; money in thousand euros a kilogram. */
export interface StrategyScenario {
  ports: StrategyScenarioPort[];
  routes: StrategyPart[];
  goods: StrategyPart[];
  gain: number;
  penalty: number;
  stay: number;
  rationality: number;
  scan_finds: number;
  scan_minutes: number;
  open_finds: number;
  open_minutes: number;
  floor: number;
  standard: 'low' | 'likely' | 'high' | null;
}

/** A port with what it can look at. */
export interface StrategyScenarioPort {
  port: string;
  containers: number;
  scanned: number;
  member: boolean;
  floor: number | null;
  met: number;
}

/** What acting together brings one member; shares of all that could be shipped. */
export interface StrategyShareOfGain {
  port: string;
  alone: number;
  together: number;
  part: number;
  transfer: number;
}

/** One find that was told of. */
export interface StrategySingle {
  month: string;
  port: string;
  mass_kg: number;
  route: string;
  cover: string;
  concealment: string;
  source: string;
}

/** Quartiles and largest of the single finds that were told of, in kg. */
export interface StrategySizes {
  count: number;
  lower: number;
  median: number;
  upper: number;
  largest: number;
}

/** Who gets how much of what acting together gains. */
export interface StrategySplit {
  worth: number;
  ports: StrategyShareOfGain[];
  shapley: boolean;
  nobody_worse: boolean;
  envied_by: string[];
  excess: number;
}

/** `POST /api/strategy/allocation/split`; null while it is being computed. */
export interface StrategySplitAnswer {
  split: StrategySplit | null;
}

/** What keeping the standard is assumed to do; nobody has measured it. */
export interface StrategyStandardFigure {
  name: 'dearer' | 'spoilt';
  low: number;
  likely: number;
  high: number;
  source: string;
}

/** How much of what could be shipped goes from a route to a port. */
export interface StrategyStream {
  route: string;
  port: string;
  chosen: number;
}

/** The pooled plan under which least arrives in the worst corner, and what proves it. */
export interface StrategyWorst {
  cases: StrategyWorstCase[];
  worst: number;
  usual_worst: number;
  bound: number;
  spent: Record<string, number>;
}

/** Null while it is being computed. */
export interface StrategyWorstAnswer {
  worst: StrategyWorst | null;
}

/** Body of `POST /api/strategy/allocation/worst`. */
export interface StrategyWorstAsked {
  scenario: StrategyScenario;
  rationality: StrategyRange;
  gain: StrategyRange;
  detection: StrategyRange;
}

/** One corner of the ranges. */
export interface StrategyWorstCase {
  rationality: number;
  gain: number;
  detection: number;
  arriving: number;
  usual: number;
  weight: number;
}

/** How common finds are among the candidates of one stratum. */
export interface StratumShape {
  stratum: string;
  candidates: number;
  inspected: number;
  found: number;
  prevalence: FigureShape;
}

/** A word that may stand there. */
export interface SuggestionShape {
  text: string;
  kind: 'field' | 'collection' | 'function' | 'method' | 'sign' | 'list' | 'check' | 'code';
  meaning: string;
  type: 'truth' | 'number' | 'text' | 'instant' | 'duration' | 'texts' | 'numbers' | 'collection' | null;
}

/** Body of `POST /api/alliance/sums`. */
export interface SumDraft {
  session: string;
  title: string;
  why: string;
  parties: string[];
  features: string[];
  fewest: number;
  steps: number;
  ridge: number;
  trees: SumTrees | null;
  patience_s: number;
  least_rows: number;
  join_until: string;
  handling: HandlingShape;
  source: string;
}

/** Body of a wish to take part. */
export interface SumJoin {
  version: number;
  source: string;
}

/** One sum in the list. */
export interface SumLine {
  name: string;
  title: string;
  origin: string;
  stage: 'proposed' | 'invited' | 'joining' | 'joined' | 'declined' | 'running' | 'finished' | 'failed';
  version: number;
  trees: boolean;
  ports: number;
  joined: number;
  rounds: number;
  changed_at: string;
  steps: ('join' | 'confirm' | 'return' | 'decline' | 'start')[];
}

/** A question of a tree, or a leaf; named by its place in it. */
export interface SumNode {
  feature: string;
  below: number;
  left: number;
  right: number;
  value: number;
  gain: number;
}

/** One sum as this port sees it. */
export interface SumPage {
  line: SumLine;
  purpose: string;
  features: string[];
  fewest: number;
  steps: number;
  ridge: number;
  trees: SumTrees | null;
  patience_s: number;
  least_rows: number;
  rows_needed: number;
  join_until: string;
  handling: HandlingShape;
  source: string;
  put_by: string;
  confirmed_by: string;
  rows: number;
  parties: SumParty[];
  started_at: string | null;
  ended_at: string | null;
  reason: string;
  why: 'not-begun' | 'origin-left' | 'begun-without' | 'not-allowed' | 'left-out' | 'too-few' | 'untrue' | 'unfit' | 'restored' | 'lost' | null;
  digest: string;
  rows_of_all: number;
  forgotten: boolean;
  rounds: SumRoundShape[];
  history: SumStep[];
  chooses: boolean;
}

/** One port, and where it stands in it. */
export interface SumParty {
  node: string;
  own: boolean;
  origin: boolean;
  answer: 'joined' | 'declined' | 'none';
  within: boolean | null;
}

/** Whether this port could take part with a source, as things are. */
export interface SumReady {
  source: string;
  rows: number;
  found: number;
  refusal: 'stale-version' | 'wrong-stage' | 'four-eyes' | 'reason-needed' | 'taken' | 'not-ours' | 'too-few-ports' | 'too-late' | 'no-ally' | 'unknown-source' | 'not-in-source' | 'too-few-rows' | 'unfit-rows' | 'policy' | null;
  why: string;
}

/** Body of what needs a reason. */
export interface SumReason {
  version: number;
  reason: string;
}

/** What a sum came to. */
export interface SumResult {
  name: string;
  digest: string;
  rows: number;
  weights: SumWeight[];
  share: number;
  trees: SumNode[][];
  uses: SumUse[];
}

/** A step that is over. */
export interface SumRoundShape {
  step: number;
  at: string | null;
  parties: string[];
  total: string;
  gave: string;
}

/** Body of a confirmation or a start: the version that somebody saw. */
export interface SumSeen {
  version: number;
}

/** What rows can be taken from at this port. */
export interface SumSource {
  name: string;
  rows: number;
  found: number;
  features: string[];
}

/** What somebody did. */
export interface SumStep {
  kind: 'proposed' | 'invited' | 'put' | 'returned' | 'confirmed' | 'declined' | 'answered' | 'started' | 'finished' | 'failed' | 'forgotten';
  at: string;
  actor: string;
  said: string;
  why: 'not-begun' | 'origin-left' | 'begun-without' | 'not-allowed' | 'left-out' | 'too-few' | 'untrue' | 'unfit' | 'restored' | 'lost' | null;
}

/** How trees are grown. */
export interface SumTrees {
  number: number;
  depth: number;
  bins: number;
  rate: number;
  ridge: number;
  least_curvature: number;
  least_rows: number;
}

/** How much a feature is asked by the trees. */
export interface SumUse {
  feature: string;
  questions: number;
  gain: number;
}

/** A coefficient, on the common scale, with its 95 % interval. */
export interface SumWeight {
  feature: string;
  weight: number;
  low: number;
  high: number;
  mean: number;
  deviation: number;
}

/** All sums, what changed last first. */
export interface SumsPage {
  node: string;
  own: boolean;
  allies: string[];
  lines: SumLine[];
}

/** `POST /api/scans/next`: the radiograph that was taken in hand. */
export interface TakenScanShape {
  digest: string;
  claimed_until: string;
}

/** `GET /api/boxes/{box_id}/task`: one inspection, for whoever does it. */
export interface TaskShape {
  line: BoardLineShape;
  photos: PhotoShape[];
  seals: string[];
  outcome: OutcomeShape | null;
  why: InspectionWhyShape | null;
}

/** One statement in every language of the house. */
export interface TextsShape {
  en: string;
  fr: string;
  nl: string;
  es: string;
}

/** What machine and analysts find, at as many false alarms as analysts make. */
export interface TogetherShape {
  false_alarm: number;
  analysts: number;
  machine: number;
  both: number;
  threats: number;
}

/** `GET /api/traffic`: what comes in, and whether there is room. */
export interface TrafficPage {
  inside: number;
  room: number;
  traffic: TrafficShape[];
}

/** What one sender sent by one way within the last hour. */
export interface TrafficShape {
  origin: 'http' | 'folder' | 'as4';
  sender: string;
  messages: number;
  size_bytes: number;
  consignments: number;
  movements: number;
  quarantined: number;
  duplicates: number;
  refused: number;
  failed: number;
  lag_p50_s: number;
  lag_p99_s: number;
  last_at: string;
}

/** Body of `POST /api/models`; 422 where too little was inspected to learn from. */
export interface TrainRequest {
  kind: 'additive' | 'learned';
  until: string | null;
}

/** Body of `PUT /api/calendar/travel`. */
export interface TravelRequest {
  version: number;
  travel: TravelShape;
}

/** How long a mobile resource is on its way between two terminals. */
export interface TravelShape {
  one: string;
  other: string;
  minutes: number;
}

/** One way of looking at a container. */
export interface TreatmentShape {
  kind: 'documents' | 'dogs' | 'scan' | 'second_scan' | 'open';
  figures: AlarmRateShape[];
  unjudged: number;
}

/** `GET /api/treatments`. */
export interface TreatmentsShape {
  verified: number;
  treatments: TreatmentShape[];
}

/** The change of the score from the period before; steady when it may be noise. */
export interface TrendShape {
  change: number;
  low: number;
  high: number;
  direction: 'better' | 'worse' | 'steady';
}

/** How one example fared. */
export interface TrialShape {
  expected: boolean;
  matched: boolean;
}

/** A backtest in short, as kept on the ledger. */
export interface TriedShape {
  days: number;
  met: number;
  within: number;
  share: number;
  low: number;
  high: number;
  marginal: number;
  marginal_low: number;
  marginal_high: number;
  added: number;
  overlap: string;
  overlap_share: number;
}

/** One event of a trip, or a declaration at its turn, with who said it. */
export interface TripEventShape {
  at: string;
  kind: string;
  certainty: 'planned' | 'estimated' | 'actual' | 'declared';
  location: string | null;
  location_name: string | null;
  facility: string | null;
  vessel: string | null;
  said: SaidShape[];
  format: string;
  sender: string;
  position: number;
  contradictions: number[];
}

/** One use of the container. */
export interface TripShape {
  mine: boolean;
  events: TripEventShape[];
  contradictions: ContradictionShape[];
  berth: BerthShape | null;
}

/** What B does beside A on the seeds they share, once both have settled; shares. */
export interface TunnelAgainst {
  seeds: number;
  reduction: TunnelInterval;
  reduction_ports: TunnelInterval;
  displaced: TunnelInterval | null;
  looks: TunnelInterval;
}

/** A mean over seeds with its 95 % interval; without one from a single seed. */
export interface TunnelInterval {
  mean: number;
  low: number | null;
  high: number | null;
}

/** A run that is kept beside the node. */
export interface TunnelListed {
  name: string;
  scenario: string;
  policy: string;
  seeds: number;
}

/** `GET /api/strategy/tunnel/{a}/{b}`: two runs, and what sets them apart. */
export interface TunnelPair {
  a: TunnelRun;
  b: TunnelRun;
  against: TunnelAgainst | null;
  displaced: (TunnelInterval | null)[];
  places: TunnelPlace[];
}

/** A port and where it lies, in degrees east and north. */
export interface TunnelPlace {
  port: string;
  name: string;
  longitude: number;
  latitude: number;
}

/** A port by quarter: mean tonnes sent and seized. `other` is another way than containers. */
export interface TunnelPort {
  port: string;
  sent: number[];
  seized: number[];
}

/** One run: what all ports and the other way come to by quarter, in tonnes, and each port. */
export interface TunnelRun {
  name: string;
  scenario: string;
  policy: string;
  traffickers: string;
  seeds: number;
  consignments_per_year: number;
  quarters: string[];
  begins: number;
  delivered: TunnelInterval[];
  seized: TunnelInterval[];
  ports: TunnelPort[];
}

/** `GET /api/strategy/tunnel`: the runs, by name. All are simulated. */
export interface TunnelRuns {
  runs: TunnelListed[];
  scenarios: string[];
  policies: string[];
}

/** What was drawn by lot and never inspected. */
export interface UnansweredShape {
  drawn: number;
  missing: number;
  left_out: number;
  risk: number | null;
}

/** How unlike all that was ever inspected a box is. */
export interface UnlikeShape {
  text: string;
  never_seen: boolean;
}

/** Who is signed in. */
export interface User {
  username: string;
  display_name: string;
  role: 'officer' | 'supervisor' | 'analyst' | 'administrator' | 'filer' | 'assessor' | 'coordinator' | 'liaison';
  language: 'en' | 'fr' | 'nl' | 'es';
  subject: string;
}

/** Opens what was sealed, or gives the beacon's value. */
export interface ValueRequest {
  version: number;
  value: string;
}

/** Answer of `POST /api/conformance` (raw body, any readable format); nothing is kept. */
export interface VerdictShape {
  acceptable: boolean;
  formats: string[];
  size_bytes: number;
  consignments: number;
  movements: number;
  calls: number;
  quarantined: number;
  errors: number;
  warnings: number;
  problems: ProblemShape[];
  findings: quaywatch__api__conformance_shapes__JudgedShape[];
  reply: ReplyShape | null;
  shown: number;
}

/** `GET /api/draws/{day}/verification`: the draw made again from the ledger. */
export interface VerificationShape {
  holds: boolean;
  differences: string[];
}

/** Body of every step with a box; 409 when `version` is no longer the box's. */
export interface VersionRequest {
  version: number;
}

/** One text of a profile, and what it changed. */
export interface VersionShape {
  number: number;
  at: string;
  actor: string;
  live: boolean;
  changes: ProfileChange[];
}

/** `GET /api/vocabulary`: what a line of a form can be about. */
export interface VocabularyShape {
  fields: FieldShape[];
  checks: CodeShape[];
}

/** A radiograph in the queue. */
export interface WaitingScanShape {
  scan: ScanShape;
  box_id: string | null;
  terminal: string;
  vessel_name: string;
  due_at: string | null;
  second: boolean;
  alarmed: boolean | null;
  turn: 'first' | 'second' | 'again' | 'waits' | 'done';
  claimed_by: string | null;
  claimed_until: string | null;
}

/** One series that stands out. */
export interface WarningAlert {
  kind: 'port' | 'route' | 'cover' | 'port-route';
  name: string;
  sign: 'more' | 'larger';
  last: number;
  usual: number;
  chance: number;
  finds: string[];
  count: number;
}

/** `GET /api/strategy/audits/warnings`: what stands out among finds. */
export interface WarningsShape {
  since: string;
  until: string;
  before: number;
  alerts: WarningAlert[];
  series: number;
  one_in: number;
}

/** A subject's score in the week that begins on this Monday. */
export interface WeekShape {
  monday: string;
  card: ScorecardShape;
}

/** The reasons of one part: of an officer's order, this box, this hour or this look. */
export interface WhyPartShape {
  part: 'officer' | 'box' | 'now' | 'look';
  title: string;
  sentences: WhySentenceShape[];
}

/** One reason. */
export interface WhySentenceShape {
  code: string;
  text: string;
}

/** Why a mention is held to be of a party already known. */
export interface WhyShape {
  mention_id: string;
  other_id: string;
  probability: number;
  evidence: EvidenceShape[];
}

/** Body of `POST /api/calendar/withdrawn`. */
export interface WithdrawRequest {
  version: number;
  resource: string;
  from_at: string | null;
}

/** An own log. */
export interface WitnessedLog {
  name: string;
  key: string;
  entries: number;
  size: number;
  at: string | null;
  cosigned: CosignedShape[];
  witnessed: number;
}

/** What an officer chooses of a draft; null leaves it as the node proposes. */
export interface Wording {
  questions: string[] | null;
  language: 'en' | 'fr' | 'nl' | 'es' | 'pt' | 'de' | null;
  remark: string;
}

/** A window of the work list: `GET /api/worklist`. Query: `offset`, `limit` (≤ 500), `sort` (a WorkRow field: probability, arrival_at, deadline_at, equipment_number, consignee, port_of_loading, vessel_name, finding_count, status …), `order` (asc|desc), and the filters `q` (text over number, bill, parties, goods), `status`, `basis`, `port_of_loading`, `terminal`, `carrier_code`, `hs` (prefix), `finding` (check code), `arriving_before` (instant). */
export interface WorkPage {
  total: number;
  offset: number;
  rows: WorkRow[];
  as_of: string;
}

/** One line of the work list. */
export interface WorkRow {
  box_id: string;
  rank: number;
  probability: number;
  equipment_number: string;
  size_type: string | null;
  consignment_id: string;
  reference: string;
  level: 'master' | 'house';
  consignor: string | null;
  consignee: string | null;
  description: string;
  hs_code: string | null;
  gross_mass_kg: number | null;
  carrier_code: string | null;
  port_of_loading: string | null;
  port_of_discharge: string | null;
  vessel_name: string | null;
  voyage: string | null;
  terminal: string | null;
  arrival_at: string | null;
  deadline_at: string | null;
  finding_count: number;
  top_reasons: string[];
  basis: 'targeted' | 'random_audit' | 'officer' | null;
  status: 'open' | 'ordered' | 'held' | 'done';
  held_by: string | null;
  version: number;
}

/** What a way to choose is worth. */
export interface WorthShape {
  inspections: number;
  hit_rate: FigureShape;
  normalised: FigureShape;
  robust: FigureShape | null;
  uplift: FigureShape;
  recall: FigureShape;
  per_hour: FigureShape | null;
  delay: FigureShape | null;
}

/** What a documentary check says of one consignment. */
export interface quaywatch__api__conformance_shapes__JudgedShape {
  reference: string;
  code: string;
  severity: 'info' | 'warning' | 'error';
  text: string;
  source: string;
  places: PlaceShape[];
}

/** How models trained alike on earlier inspections did on later ones. */
export interface quaywatch__api__model_shapes__JudgedShape {
  inspected: number;
  found: number;
  auc: number;
  expected: number;
  seen: number;
}
