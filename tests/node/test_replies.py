"""Replies find the request that they answer by the number of its question."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.formats.ics2 import CodeLists, parse
from quaywatch.node import Description, Node
from quaywatch.requests import AnswerSource, Request, RequestKind, Result, State, Wording
from tests.node.making import DAY
from tests.node.tables import contents
from tests.requests.filed import information, related, reply, screened, summary

REPOSITORY, FILER = "EU.CR", "BE0123456789"


def asked(
    node: Node, filed: bytes, kind: RequestKind = RequestKind.INFORMATION, remark: str = "Who?"
) -> str:
    """File, ask about a box of the first house bill and return the name of the request."""
    box = node.intake(filed).boxes[2]
    talk = node.desk.draft(box, kind, Wording(remark=remark), actor="ann").request
    node.desk.send(talk.request_id, actor="ann", seen=talk.version)
    return talk.request_id


def numbers(node: Node) -> tuple[str, ...]:
    """Return the numbers of the questions that were sent last."""
    _, data = node.outbox.read(node.outbox.waiting()[-1].position)
    return parse(data).content.every("referralRequestDetails/referralRequestReference")


def now(node: Node, name: str) -> Request:
    return node.desk.read(name, actor="ann").request


def replies(request: Request) -> list[str]:
    """Return the words of the answers that came as replies."""
    answers = [entry.fact.answer for entry in request.history]
    return [a.text for a in answers if a and a.source is AnswerSource.REPLY]


def unknown(node: Node) -> list[str]:
    """Return why replies wait for a human being."""
    return [reason for entry in node.quarantine() for reason in entry.reasons if "reply" in reason]


def test_what_comes_back_through_the_repository_answers_with_words_and_files(node: Node) -> None:
    name = asked(node, related("GENERAL CARGO"))
    first, second = numbers(node)[:2]
    taken = node.intake(
        reply(
            "IE4R02",
            information(first, "Nardim packed it.", ("a.pdf", b"one"), ("b.pdf", b"two")),
            information(second, "It is fruit."),
            sender=REPOSITORY,
        ),
        identifiers={REPOSITORY},
    )
    request = now(node, name)
    assert request.state is State.ASSESSED
    assert replies(request) == ["Nardim packed it.", "", "It is fruit."]
    steps = [e for e in request.history if e.fact.answer is not None]
    files = [(e.fact.answer.attachment, e.position) for e in steps if e.fact.answer]
    assert [name for name, _ in files] == ["a.pdf", "b.pdf", ""]
    assert node.desk.enclosed(name, files[0][1], actor="ann") == b"one"
    assert node.desk.enclosed(name, files[1][1], actor="ann") == b"two"
    assert {e.fact.answer.document for e in steps if e.fact.answer} == set(taken.positions)
    assert {e.actor for e in steps} == {REPOSITORY}
    assert request.assessed is not None
    assert "description-vague/1" in request.assessed.remaining
    assert unknown(node) == []


def test_a_filer_of_the_trader_interface_answers_the_same_way(node: Node) -> None:
    name = asked(node, summary("GENERAL CARGO"))
    node.intake(reply("IE3R02", information(numbers(node)[0], "It is fruit."), sender=FILER))
    assert replies(now(node, name)) == ["It is fruit."]
    # It may also quote the number of the request, as a letter has it.
    node.intake(reply("IE3R02", information(name, "From Ecuador."), sender=FILER))
    assert replies(now(node, name)) == ["It is fruit.", "From Ecuador."]


def test_screening_answers_in_codes_and_the_partner_s_lists_say_what_they_mean(node: Node) -> None:
    lists = CodeLists({"CL726": {"A1": "nothing found"}})
    node.describe(Description(name="Antwerp", code_lists=lists))
    name = asked(node, related(), RequestKind.SCREENING, remark="")
    (number,) = numbers(node)
    node.intake(reply("IE4R03", screened(number), sender=REPOSITORY))
    assert replies(now(node, name)) == ["HB-1\nCL726 A1: nothing found\nCL724 XRY\nCL724 EDD"]


def test_only_whom_it_went_to_answers_and_everything_else_stays_in_sight(node: Node) -> None:
    name = asked(node, related("GENERAL CARGO"))
    number = numbers(node)[0]
    foreign = reply("IE3R02", information(number, "Let it go."), sender="BE6666666666")
    astray = reply("IE4R02", information("ffffffffffff-1.0", "Yes."), sender=REPOSITORY)
    node.intake(foreign)
    node.intake(astray)
    assert now(node, name).state is State.SENT
    assert [reason.split(":")[0] for reason in unknown(node)] == ["reply.unknown"] * 2
    claimed = reply("IE4R02", information(number, "Let it go."), sender=REPOSITORY)
    assert node.intake(claimed, identifiers={"BE6666666666"}).quarantined == 1
    assert now(node, name).state is State.SENT
    found = node.quarantine()
    assert len(found) == 3
    assert all(node.document(entry.position, "ann").data for entry in found)


def test_a_reply_to_two_requests_answers_both_and_tells_of_the_third(node: Node) -> None:
    first = asked(node, related("GENERAL CARGO"))
    boxes = node.intake(related("GENERAL CARGO")).boxes
    other = node.desk.draft(
        boxes[1], RequestKind.INFORMATION, Wording(remark="Who?"), actor="ann"
    ).request
    node.desk.send(other.request_id, actor="ann", seen=other.version)
    answers = [information(f"{name}-1.0", name) for name in (first, other.request_id, "nobody")]
    node.intake(reply("IE4R02", *answers, sender=REPOSITORY))
    assert replies(now(node, first)) == [first]
    assert replies(now(node, other.request_id)) == [other.request_id]
    assert len(unknown(node)) == 1


def test_a_reply_sent_twice_changes_nothing(node: Node) -> None:
    name = asked(node, related("GENERAL CARGO"))
    said = reply("IE4R02", information(numbers(node)[0], "It is fruit."), sender=REPOSITORY)
    node.intake(said)
    version = now(node, name).version
    assert node.intake(said).duplicates == 1
    node.rounds.follow()
    assert now(node, name).version == version


def test_a_reply_that_comes_while_it_is_asked_anew_waits_for_that(node: Node) -> None:
    name = asked(node, related("GENERAL CARGO"))
    first = numbers(node)[0]
    node.intake(reply("IE4R02", information(first, "It is."), sender=REPOSITORY))
    version = now(node, name).version
    again = node.desk.ask_again(name, actor="ann", seen=version).request
    node.intake(reply("IE4R02", information(first, "Late."), sender=REPOSITORY, written="m-2"))
    assert len(unknown(node)) == 1
    node.desk.send(name, actor="ann", seen=again.version)
    assert numbers(node)[0] != first
    node.rounds.follow()
    assert replies(now(node, name)) == ["It is.", "Late."]
    assert unknown(node) == []


def test_a_reply_to_a_closed_request_stays_in_sight(node: Node) -> None:
    name = asked(node, related("GENERAL CARGO"))
    number = numbers(node)[0]
    node.intake(reply("IE4R02", information(number, "It is."), sender=REPOSITORY))
    request = now(node, name)
    node.desk.close(name, Result.UNSATISFIED, actor="ann", seen=request.version)
    node.intake(reply("IE4R02", information(number, "More."), sender=REPOSITORY, written="m-2"))
    assert now(node, name).state is State.CLOSED
    assert len(unknown(node)) == 1


ACTIONS = ("ask again", "amend", "close", "follow", "stray", "twice", *("reply",) * 3)


def _act(node: Node, action: str, turn: int, name: str, number: str) -> bytes | None:
    """Do one thing; return the message that came, if one did."""
    request = now(node, name)
    match action:
        case "ask again" if request.state is State.ASSESSED:
            again = node.desk.ask_again(name, actor="ann", seen=request.version).request
            node.desk.send(name, actor="ann", seen=again.version)
        case "close" if request.state is State.ASSESSED:
            node.desk.close(name, Result.UNSATISFIED, actor="ann", seen=request.version)
        case "amend":
            node.intake(related(f"PARTS {turn}"))
        case "follow":
            node.rounds.follow()
        case "stray" | "reply":
            sender = REPOSITORY if action == "reply" else "EU.OTHER"
            said = information(number, f"{turn}")
            message = reply("IE4R02", said, sender=sender, written=f"m-{turn}")
            node.intake(message)
            return message
        case _:
            pass
    return None


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTIONS), max_size=7))
def test_whatever_the_order_each_reply_is_in_one_place_and_a_rebuild_agrees(
    open_node: Callable[[str], Node], tmp_path_factory, actions: list[str]
) -> None:
    node = open_node(str(tmp_path_factory.mktemp("replies") / "node.sqlite"))
    name = asked(node, related("GENERAL CARGO"))
    number = numbers(node)[0]
    came: list[bytes] = []
    for turn, action in enumerate(actions):
        if action == "twice" and came:
            node.intake(came[-1])
        elif message := _act(node, action, turn, name, number):
            came.append(message)
    assert len(replies(now(node, name))) + len(unknown(node)) == len(came)
    rows = contents(node)
    node.rebuild()
    assert contents(node) == rows
    assert node.rounds.chase() == 0
    assert node.now() == DAY
