"""Derived tables: what the ledger says, laid out for asking.

They live in the ledger's database, change in the transaction of the append, and can be dropped and
rebuilt at any time. Missing texts are empty and missing instants `instants.NEVER`, so that both
engines sort alike and every index serves.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    text,
)

from quaywatch.node.allied_schema import accord as accord
from quaywatch.node.allied_schema import ally_look as ally_look
from quaywatch.node.allied_schema import ally_notice as ally_notice
from quaywatch.node.allied_schema import ally_watch as ally_watch
from quaywatch.node.allied_schema import clue as clue
from quaywatch.node.allied_schema import sum_life as sum_life
from quaywatch.node.allied_schema import sum_round as sum_round
from quaywatch.node.audit_schema import seeded_test as seeded_test
from quaywatch.node.norm_schema import norm_catalogue as norm_catalogue
from quaywatch.node.norm_schema import norm_gap as norm_gap
from quaywatch.node.norm_schema import norm_register as norm_register
from quaywatch.node.norm_schema import port_assessment as port_assessment
from quaywatch.node.norm_schema import port_claims as port_claims
from quaywatch.node.reader_schema import inserted as inserted
from quaywatch.node.reader_schema import inserting_bound as inserting_bound
from quaywatch.node.reader_schema import insertion_judged as insertion_judged
from quaywatch.node.scan_schema import analysis as analysis
from quaywatch.node.scan_schema import scan as scan
from quaywatch.node.scan_schema import scan_note as scan_note
from quaywatch.node.strategy_schema import scenario as scenario
from quaywatch.node.taught_schema import explored as explored
from quaywatch.node.taught_schema import lesson as lesson
from quaywatch.node.taught_schema import precedent as precedent
from quaywatch.node.taught_schema import trial as trial
from quaywatch.node.taught_schema import verdict as verdict
from quaywatch.node.typed import DERIVED
from quaywatch.node.typed import TEXT as _TEXT
from quaywatch.node.typed import instant as _instant
from quaywatch.node.typed import text as _text

SCHEMA_VERSION = "39"
"""Raise it with every change of a table or of what its rows mean: nodes then rebuild."""

LISTED = text("box.listed = 1")
"""On the work list; spelled as in the partial indexes, or SQLite would not use them."""


box = Table(
    "box",
    DERIVED,
    Column("box_id", _TEXT, primary_key=True),
    Column("listed", Integer, nullable=False),
    _text("consignment_id"),
    _text("equipment_number"),
    _text("container"),
    _text("size_type"),
    _text("reference"),
    _text("level"),
    _text("consignor"),
    _text("consignee"),
    _text("description"),
    _text("hs_code"),
    Column("gross_mass_kg", Float),
    _text("carrier_code"),
    _text("port_of_loading"),
    _text("port_of_discharge"),
    _text("vessel_name"),
    _text("voyage"),
    _text("terminal"),
    _instant("arrival_at"),
    _instant("departure_at"),
    _instant("available_at"),
    _instant("deadline_at"),
    Column("loaded", Integer, nullable=False),
    Column("temperature_c", Float),
    _instant("from_at"),
    _instant("until_at"),
    Column("cancelled", Integer, nullable=False),
    Column("dangerous_goods", Integer, nullable=False),
    Column("finding_count", Integer, nullable=False),
    Column("probability", Float, nullable=False),
    Column("prior", Float, nullable=False),
    Column("reasons", LargeBinary, nullable=False),
    _text("basis"),
    _text("status"),
    _text("held_by"),
    Column("version", Integer, nullable=False),
    _text("search"),
    Column("bill", LargeBinary, nullable=False),
    Index("box_consignment", "consignment_id"),
    Index("box_container", "container"),
)
"""The work list. `container` is the number without its way of writing, `departure_at` is the one
declared from the port of loading, `available_at` when it is or will be ashore, `loaded` whether
it was seen aboard, `from_at` and `until_at` bound the journey that belongs to this consignment,
`bill` is what the story of the container is held against. `prior` is the risk by what is filed,
`probability` by what looks at the box said, too."""

INDEXED = (
    "probability",
    "arrival_at",
    "deadline_at",
    "equipment_number",
    "consignor",
    "consignee",
    "port_of_loading",
    "carrier_code",
    "vessel_name",
    "terminal",
    "finding_count",
    "status",
    "basis",
    "hs_code",
)
"""Columns by which the work list is sorted without sorting."""

for _name in INDEXED:
    Index(
        f"box_by_{_name}",
        box.c[_name],
        box.c.box_id,
        sqlite_where=text("listed = 1"),
        postgresql_where=text("listed = 1"),
    )

box_finding = Table(
    "box_finding",
    DERIVED,
    Column("code", _TEXT, primary_key=True),
    Column("box_id", _TEXT, primary_key=True),
    Index("box_finding_box", "box_id"),
    sqlite_with_rowid=False,
)
"""Which checks spoke up on a box."""

consignment = Table(
    "consignment",
    DERIVED,
    Column("consignment_id", _TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("cancelled", Integer, nullable=False),
    Column("assessment", LargeBinary, nullable=False),
    Column("versions", LargeBinary, nullable=False),
    Column("past", LargeBinary, nullable=False),
    _text("master"),
    Column("addition_position", BigInteger, nullable=False),
    Column("addition_place", Integer, nullable=False),
    Index("consignment_master", "master"),
)
"""Which consignment of which message is the version in force, and what is thought of it. `master`
is the number of the master bill that it is or hangs under. `past` is what the past said of it when
it was last heard of: the features of `history`, then how its parties stood (`links.COLUMNS`), eight
bytes each (little-endian), empty for unknown. The addition is the partial filing that completes it
(position 0 for none); where it stands alone it is the version in force itself."""

document = Table(
    "document",
    DERIVED,
    Column("consignment_id", _TEXT, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    _text("format"),
    _text("sender"),
    _text("reference"),
    _text("function"),
    _instant("received_at"),
    sqlite_with_rowid=False,
)
"""Every message that spoke of a consignment."""

word = Table(
    "word",
    DERIVED,
    Column("consignment_id", _TEXT, primary_key=True),
    _instant("issued_at"),
    _text("sender"),
    sqlite_with_rowid=False,
)
"""The last dated word of a filer on a consignment."""

mark = Table(
    "mark",
    DERIVED,
    Column("consignment_id", _TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("week", Integer, nullable=False),
    _text("carrier"),
    _text("forwarder"),
    _text("filer"),
    _text("lane"),
    Column("complete", Integer, nullable=False),
    Column("precise", Integer, nullable=False),
    Column("accurate", Integer, nullable=False),
    Column("on_time", Integer),
    Column("faults", Integer, nullable=False),
    Index("mark_carrier", "carrier", "week"),
    Index("mark_forwarder", "forwarder", "week"),
    Index("mark_filer", "filer", "week"),
    Index("mark_week", "week"),
)
"""How well each consignment was declared when first filed: 1 right, 0 wrong, null not judged."""

mark_finding = Table(
    "mark_finding",
    DERIVED,
    Column("consignment_id", _TEXT, primary_key=True),
    Column("code", _TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which checks spoke up on it then."""

movement = Table(
    "movement",
    DERIVED,
    Column("container", _TEXT, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("place", Integer, primary_key=True),
    _instant("at"),
    _text("kind"),
    _text("classifier"),
    _text("location"),
    _text("facility"),
    _text("format"),
    _text("sender"),
    Column("said", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What was said of a container's journey; `place` counts within the message, `said` is the movement
as it was read."""

stowed = Table(
    "stowed",
    DERIVED,
    Column("plan", _TEXT, primary_key=True),
    Column("container", _TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("planned", Integer, nullable=False),
    _text("cell"),
    *(Column(name, Integer, nullable=False) for name in ("bay", "row", "tier", "kind")),
    Column("mass_class", Integer, nullable=False),
    _text("port"),
    *(Column(name, Integer, nullable=False) for name in ("aboard", "reach", "others")),
    Column("as_reachable", Integer, nullable=False),
    *(Column(name, Float, nullable=False) for name in ("reachable", "high", "apart")),
    Index("stowed_container", "container"),
    sqlite_with_rowid=False,
)
"""Where each container stands in each stowage plan, by the last word on it, and what the plan makes
of that: see `stowing.Stowed`, whose fields these are."""

call = Table(
    "call",
    DERIVED,
    Column("ship", _TEXT, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("place", Integer, primary_key=True),
    _instant("at"),
    _text("location"),
    _text("format"),
    _text("sender"),
    Column("said", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Where ships call; a call stands once under each name of its ship (see `calls.ships`), `said` is
the call as it was read."""

inspection = Table(
    "inspection",
    DERIVED,
    Column("box_id", _TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    _text("status"),
    _text("held_by"),
    _text("basis"),
    _text("terminal"),
    _text("kind"),
    Column("ordered", Integer, nullable=False),
    Column("follows", Integer, nullable=False),
    _instant("slot_at"),
    _text("result"),
    _instant("done_at"),
    Column("detained", Integer, nullable=False),
    Index("inspection_detained", "detained"),
    Index("inspection_slot", "terminal", "kind", "slot_at"),
)
"""The inspection record of a box, folded from its stream. `follows` says that an alarm asks for a
look that nobody has ordered yet."""

step = Table(
    "step",
    DERIVED,
    Column("box_id", _TEXT, primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("terminal"),
    _text("kind"),
    _instant("slot_at"),
    Index("step_slot", "slot_at"),
    sqlite_with_rowid=False,
)
"""Slots that looks took which spoke up and were followed by another."""

override = Table(
    "override",
    DERIVED,
    Column("box_id", _TEXT, primary_key=True),
    Column("version", Integer, primary_key=True),
    _instant("at"),
    _text("kind"),
    _text("reason"),
    Column("audit", Integer, nullable=False),
    Index("override_at", "at"),
    sqlite_with_rowid=False,
)
"""What officers did otherwise than planned, by the version of the record that it made."""

photo = Table(
    "photo",
    DERIVED,
    Column("box_id", _TEXT, primary_key=True),
    Column("digest", _TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    _text("media_type"),
    Column("size", Integer, nullable=False),
    _text("taken_by"),
    _instant("at"),
    sqlite_with_rowid=False,
)
"""Pictures of boxes; the bytes are the original of the event at `position`."""

notice = Table(
    "notice",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _text("box_id"),
    _text("told"),
    _text("recipient"),
    _text("format"),
    _text("media_type"),
    _text("name"),
    _instant("made_at"),
)
"""What carriers and terminals are told of boxes; the bytes are the original of the event."""

notice_delivered = Table(
    "notice_delivered",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _instant("at"),
)
"""Which of them were handed over."""

plan = Table(
    "plan",
    DERIVED,
    Column("day", _TEXT, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", LargeBinary, nullable=False),
)
"""Selections made, one a draw; the last of a day is in force."""

draw = Table(
    "draw",
    DERIVED,
    Column("name", _TEXT, primary_key=True),
    _text("day"),
    Column("number", Integer, nullable=False),
    _text("stage"),
    Column("record", LargeBinary, nullable=False),
    Index("draw_day", "day", "number"),
    Index("draw_stage", "stage"),
)
"""How each draw of a day stands, folded from its stream."""

outage = Table(
    "outage",
    DERIVED,
    Column("resource", _TEXT, primary_key=True),
    _instant("at"),
    Column("outage", LargeBinary, nullable=False),
)
"""Resources that are out of order, as last reported and not lifted."""

party = Table(
    "party",
    DERIVED,
    Column("key", _TEXT, primary_key=True),
    Column("role", _TEXT, primary_key=True),
    Column("box_id", _TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
"""Boxes with an outcome by whom and what they share: parties and container numbers."""

look = Table(
    "look",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _text("box_id"),
    _text("actor"),
    _instant("at"),
    Index("look_box", "box_id"),
)
"""Who opened the dossier of a box."""

quarantine = Table(
    "quarantine",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _instant("received_at"),
    _text("sender"),
    Column("problems", LargeBinary, nullable=False),
)
"""Bytes that could not be read."""

request = Table(
    "request",
    DERIVED,
    Column("request_id", _TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("open", Integer, nullable=False),
    _text("state"),
    _text("kind"),
    _text("consignment_id"),
    _text("box_id"),
    _text("filer"),
    _text("carrier_code"),
    Column("escalated", Integer, nullable=False),
    Column("document", BigInteger, nullable=False),
    _instant("due_at"),
    _instant("chase_at"),
    _instant("changed_at"),
    Index("request_open", "open", "due_at"),
    Index("request_chase", "chase_at"),
    Index("request_consignment", "consignment_id"),
    Index("request_box", "box_id"),
)
"""Conversations with filers, folded from their streams. `document` is the last filing that was
taken into account, `due_at` is known while an answer is awaited, and at `chase_at` the node itself
has something to do."""

outbox = Table(
    "outbox",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _text("request_id"),
    Column("message", BigInteger, nullable=False),
    _text("purpose"),
    _text("format"),
    _text("media_type"),
    _text("name"),
    _text("filer"),
    _instant("made_at"),
    _instant("delivered_at"),
    Index("outbox_request", "request_id"),
    Index("outbox_delivered", "delivered_at", "position"),
)
"""What is to be handed to filers; the bytes are the original of the event at `message`."""

reply = Table(
    "reply",
    DERIVED,
    Column("position", BigInteger, primary_key=True),
    Column("request_id", _TEXT, primary_key=True),
    _text("sender"),
    _instant("received_at"),
    Column("problems", LargeBinary, nullable=False),
    Index("reply_request", "request_id"),
    sqlite_with_rowid=False,
)
"""Messages that answer by the number of a question, one row a request that they speak of;
`problems` holds while no conversation takes them up."""

reply_taken = Table(
    "reply_taken",
    DERIVED,
    Column("request_id", _TEXT, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
"""Replies that a conversation holds."""

profile = Table(
    "profile",
    DERIVED,
    Column("code", _TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
"""The lives of the profiles that were written on the ledger, folded from their streams."""

profile_met = Table(
    "profile_met",
    DERIVED,
    Column("code", _TEXT, primary_key=True),
    Column("consignment_id", _TEXT, primary_key=True),
    Index("profile_met_consignment", "consignment_id"),
    sqlite_with_rowid=False,
)
"""Which consignments, as last assessed, meet the profiles that count or are watched."""

tie = Table(
    "tie",
    DERIVED,
    Column("key", BigInteger, primary_key=True),
    Column("kind", Integer, primary_key=True),
    Column("consignment_id", _TEXT, primary_key=True),
    Index("tie_consignment", "consignment_id"),
    sqlite_with_rowid=False,
)
"""By which parties, telephones, addresses and containers consignments hang together: the keys of
`history` and their kinds."""

model = Table(
    "model",
    DERIVED,
    Column("model_id", _TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
"""The lives of the models that were trained here, folded from their streams."""

shadow = Table(
    "shadow",
    DERIVED,
    Column("model_id", _TEXT, primary_key=True),
    Column("consignment_id", _TEXT, primary_key=True),
    Column("log_odds", Float, nullable=False),
    Column("probability", Float, nullable=False),
    Index("shadow_consignment", "consignment_id"),
    sqlite_with_rowid=False,
)
"""What models that are watched think of each consignment, as last assessed."""

projection = Table(
    "projection",
    DERIVED,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    _text("made_with"),
    Column("models", LargeBinary),
    Column("description", LargeBinary),
    Column("profiles", LargeBinary),
    Column("origins", LargeBinary),
    Column("calendar", LargeBinary),
    Column("empties", LargeBinary),
)
"""One row: the last event these tables know of, the versions they were made with, the description
of the node, the models, profiles and standings of ports of loading that are in use, the calendar
in force, and what is settled of a reference of empties."""


def recreate(connection: Connection) -> None:
    """Drop every derived table, whatever its form, and make them empty."""
    DERIVED.drop_all(connection)
    DERIVED.create_all(connection)
