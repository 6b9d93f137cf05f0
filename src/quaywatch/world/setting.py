"""What lasts: everything of a world that is drawn once, before its first month."""

from dataclasses import dataclass

from quaywatch.world.arrays import Floats
from quaywatch.world.config import Config
from quaywatch.world.contraband import SHARES, attraction
from quaywatch.world.descriptions import Texts, make_texts
from quaywatch.world.filers import Filers, make_filers
from quaywatch.world.parties import Pool, receiver_pool, shipper_pool
from quaywatch.world.reference import Lanes, lanes
from quaywatch.world.relations import Relations, make_relations
from quaywatch.world.schedule import Network, make_network
from quaywatch.world.ships import Ships, make_ships


@dataclass(frozen=True, slots=True)
class Setting:
    """The lasting part of a world."""

    config: Config
    lanes: Lanes
    filers: Filers
    network: Network
    relations: Relations
    shippers: Pool
    receivers: Pool
    """Consignees first, then the forwarders who stand as notify parties."""
    ships: Ships
    texts: Texts
    pull: Floats
    """How much each [lane, carrier] attracts hiding, beside its volume."""
    shares: Floats
    """Share of each scheme in what is hidden."""
    filer_quality: Floats
    """By relation: carrier and forwarder both have a hand in a filing."""


def make_setting(config: Config) -> Setting:
    """Draw the lasting part of the world of `config`."""
    found = lanes(config.port, config.scale, config.latam_share)
    filers = make_filers(config.seed)
    network = make_network(config.seed, config.port, filers)
    relations = make_relations(config, found, filers)
    care = filers.carrier_quality[relations.carrier]
    care = 0.5 * care + 0.5 * filers.forwarder_quality[relations.forwarder]
    return Setting(
        config=config,
        lanes=found,
        filers=filers,
        network=network,
        relations=relations,
        shippers=shipper_pool(config.seed, relations, found),
        receivers=receiver_pool(config.seed, relations, len(filers.forwarder_quality)),
        ships=make_ships(config.seed, filers.carriers.height, len(network.regions)),
        texts=make_texts(config.seed),
        pull=attraction(config, found, filers.carriers.height),
        shares=SHARES,
        filer_quality=care,
    )
