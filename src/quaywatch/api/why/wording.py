"""The sentences of a plan's reasons, by code, in each language."""

from quaywatch.inspections.why import Bound
from quaywatch.rules import Texts


def _texts(en: str, fr: str, nl: str, es: str) -> Texts:
    return Texts(en=en, fr=fr, nl=nl, es=es)


TITLES = {
    "officer": _texts(
        "Outside the plan",
        "Hors plan",
        "Buiten het plan",
        "Fuera del plan",
    ),
    "box": _texts(
        "Why this box", "Pourquoi ce conteneur", "Waarom deze container", "Por qué este contenedor"
    ),
    "now": _texts("Why now", "Pourquoi maintenant", "Waarom nu", "Por qué ahora"),
    "look": _texts(
        "Why this look",
        "Pourquoi ce contrôle",
        "Waarom deze controle",
        "Por qué esta inspección",
    ),
}

OFFICER = {
    "officer.reason": _texts(
        "An officer ordered it: {reason}",
        "Un agent l'a ordonné : {reason}",
        "Een ambtenaar gaf de opdracht: {reason}",
        "Lo ordenó un agente: {reason}",
    ),
    "officer.kind": _texts(
        "The plan asked for: {kind}",
        "Le plan demandait : {kind}",
        "Het plan vroeg: {kind}",
        "El plan pedía: {kind}",
    ),
    "officer.slot": _texts(
        "The plan asked for {at}",
        "Le plan demandait {at}",
        "Het plan vroeg {at}",
        "El plan pedía {at}",
    ),
}

BOX = {
    "box.probability": _texts(
        "Probability that it hides something: {probability}; rank {rank} of {of}",
        "Probabilité qu'il cache quelque chose : {probability} ; rang {rank} sur {of}",
        "Kans dat hij iets verbergt: {probability}; rang {rank} van {of}",
        "Probabilidad de que oculte algo: {probability}; puesto {rank} de {of}",
    ),
    "box.top": _texts(
        "Strongest reason: {reason}",
        "Raison principale : {reason}",
        "Sterkste reden: {reason}",
        "Razón principal: {reason}",
    ),
    "box.anew": _texts(
        "It was assessed anew since the plan; the dossier tells how it stands now",
        "Il a été réévalué depuis le plan ; le dossier dit où il en est",
        "Hij is sinds het plan opnieuw beoordeeld; het dossier zegt hoe hij nu staat",
        "Se ha evaluado de nuevo desde el plan; el expediente dice cómo está ahora",
    ),
    "box.harm": _texts(
        "A find in it counts for {harm} ordinary ones",
        "Une découverte y compte pour {harm} ordinaires",
        "Een vondst erin telt voor {harm} gewone",
        "Un hallazgo en él cuenta por {harm} ordinarios",
    ),
    "box.learns": _texts(
        "What a look teaches about boxes like it counts for {learns}",
        "Ce qu'un contrôle apprend de ses semblables compte pour {learns}",
        "Wat een controle over soortgelijke containers leert, telt voor {learns}",
        "Lo que una inspección enseña de sus semejantes cuenta por {learns}",
    ),
    "box.room": _texts(
        "It takes room that was left: no other box gives way to it",
        "Il prend une place restée libre : aucun autre ne lui cède la sienne",
        "Hij neemt plaats die over was: geen andere wijkt voor hem",
        "Ocupa un lugar que sobraba: ningún otro le cede el suyo",
    ),
    "box.lot": _texts(
        "Drawn by lot for the random audit: nobody chose it, and nothing need speak against it",
        "Tiré au sort pour l'audit aléatoire : personne ne l'a choisi, et rien ne parle forcément "
        "contre lui",
        "Geloot voor de toevalscontrole: niemand koos hem, en er hoeft niets tegen hem te spreken",
        "Salió por sorteo para la auditoría aleatoria: nadie lo eligió y no tiene por qué haber "
        "nada en su contra",
    ),
    "box.chance": _texts(
        "{size} boxes of stratum {stratum} had a lot, {of} in all; its chance was {chance}",
        "{size} conteneurs de la strate {stratum} étaient du tirage, {of} en tout ; ses chances : "
        "{chance}",
        "{size} containers van stratum {stratum} lootten mee, {of} in totaal; zijn kans was "
        "{chance}",
        "{size} contenedores del estrato {stratum} entraban en el sorteo, {of} en total; su "
        "probabilidad era {chance}",
    ),
    "box.partly": _texts(
        "Others were as good: its chance was {chance}, and the lots of draw {draw} decided",
        "D'autres le valaient : ses chances étaient de {chance}, et le tirage {draw} a décidé",
        "Andere waren even goed: zijn kans was {chance}, en loting {draw} besliste",
        "Otros valían lo mismo: su probabilidad era {chance} y decidió el sorteo {draw}",
    ),
    "box.draw": _texts(
        "The sheet of draw {draw} proves its chance and its lot",
        "La feuille du tirage {draw} prouve ses chances et son sort",
        "Het blad van loting {draw} bewijst zijn kans en zijn lot",
        "La hoja del sorteo {draw} prueba su probabilidad y su suerte",
    ),
    "box.asked": _texts(
        "Of {size} boxes of stratum {stratum} at least {boxes} are to be looked at",
        "Sur {size} conteneurs de la strate {stratum}, au moins {boxes} sont à contrôler",
        "Van {size} containers van stratum {stratum} moeten er minstens {boxes} bekeken worden",
        "De {size} contenedores del estrato {stratum} se han de inspeccionar al menos {boxes}",
    ),
    "box.asked_worth": _texts(
        "That counts for {worth} beside its finds",
        "Cela compte pour {worth} en plus de ses découvertes",
        "Dat telt voor {worth} naast zijn vondsten",
        "Eso cuenta por {worth} además de sus hallazgos",
    ),
    "box.keeps": _texts(
        "From {keeps} up it is looked at so; below, at the same prices, {steps} would be worth "
        "more",
        "À partir de {keeps}, il est contrôlé ainsi ; en dessous, aux mêmes prix, {steps} vaudrait "
        "mieux",
        "Vanaf {keeps} wordt hij zo bekeken; daaronder zou bij dezelfde prijzen {steps} meer waard "
        "zijn",
        "Desde {keeps} se inspecciona así; por debajo, a los mismos precios, valdría más {steps}",
    ),
    "box.keeps_alone": _texts(
        "From {keeps} up a look is worth its place; below, at the same prices, none would be",
        "À partir de {keeps}, un contrôle vaut sa place ; en dessous, aux mêmes prix, aucun ne la "
        "vaudrait",
        "Vanaf {keeps} is een controle haar plaats waard; daaronder bij dezelfde prijzen geen "
        "enkele",
        "Desde {keeps} una inspección vale su lugar; por debajo, a los mismos precios, ninguna",
    ),
    "box.edge": _texts(
        "With a probability only a little lower, {steps} would be worth more",
        "Avec une probabilité à peine plus basse, {steps} vaudrait mieux",
        "Bij een maar iets lagere kans zou {steps} meer waard zijn",
        "Con una probabilidad apenas menor valdría más {steps}",
    ),
    "box.edge_alone": _texts(
        "With a probability only a little lower, no look would be worth its place",
        "Avec une probabilité à peine plus basse, aucun contrôle ne vaudrait sa place",
        "Bij een maar iets lagere kans zou geen controle haar plaats waard zijn",
        "Con una probabilidad apenas menor ninguna inspección valdría su lugar",
    ),
    "box.out": _texts(
        "Below {out} no look at all would be worth its place",
        "En dessous de {out}, aucun contrôle ne vaudrait sa place",
        "Onder {out} zou geen enkele controle haar plaats waard zijn",
        "Por debajo de {out} ninguna inspección valdría su lugar",
    ),
    "box.proven": _texts(
        "It is proven that no plan without it is worth as much",
        "Il est prouvé qu'aucun plan sans lui ne vaut autant",
        "Bewezen is dat geen plan zonder hem evenveel waard is",
        "Está probado que ningún plan sin él vale tanto",
    ),
}

SINCE = {
    Bound.DAY: _texts(
        "There when the plan begins, {since}",
        "Là quand le plan commence, {since}",
        "Aanwezig als het plan begint, {since}",
        "Ya está cuando empieza el plan, {since}",
    ),
    Bound.DISCHARGED: _texts(
        "On the quay for the hour from {since}",
        "À quai pour l'heure à partir de {since}",
        "Op de kade voor het uur vanaf {since}",
        "En el muelle para la hora desde {since}",
    ),
}
UNTIL = {
    Bound.DAY: _texts(
        "It stays beyond the last hour of the plan, {until}",
        "Il reste au-delà de la dernière heure du plan, {until}",
        "Hij blijft langer dan het laatste uur van het plan, {until}",
        "Se queda más allá de la última hora del plan, {until}",
    ),
    Bound.PICK_UP: _texts(
        "Last hour before its pick-up: {until}",
        "Dernière heure avant son enlèvement : {until}",
        "Laatste uur voor het wordt afgehaald: {until}",
        "Última hora antes de su recogida: {until}",
    ),
    Bound.PATIENCE: _texts(
        "Last hour that refrigerated goods like these should wait for: {until}",
        "Dernière heure que de telles marchandises réfrigérées devraient attendre : {until}",
        "Laatste uur waarop zulke gekoelde goederen zouden moeten wachten: {until}",
        "Última hora que deberían esperar estas mercancías refrigeradas: {until}",
    ),
    Bound.CUT_OFF: _texts(
        "Last hour before the vessel is loaded: {until}",
        "Dernière heure avant le chargement du navire : {until}",
        "Laatste uur voor het schip geladen is: {until}",
        "Última hora antes de cargar el buque: {until}",
    ),
}

NOW = {
    **{f"now.since_{bound}": said for bound, said in SINCE.items()},
    **{f"now.until_{bound}": said for bound, said in UNTIL.items()},
    "now.hours": _texts(
        "Hours open to it for this look: {hours}",
        "Heures possibles pour ce contrôle : {hours}",
        "Uren waarin deze controle kon: {hours}",
        "Horas posibles para esta inspección: {hours}",
    ),
    "now.early": _texts(
        "Hours that came too soon: {early}",
        "Heures trop tôt pour lui : {early}",
        "Uren die te vroeg kwamen: {early}",
        "Horas demasiado tempranas: {early}",
    ),
    "now.late": _texts(
        "Hours that come too late: {late}",
        "Heures trop tard pour lui : {late}",
        "Uren die te laat komen: {late}",
        "Horas demasiado tardías: {late}",
    ),
    "now.barred": _texts(
        "Hours in which dangerous goods may not go there: {barred}",
        "Heures interdites aux marchandises dangereuses : {barred}",
        "Uren waarin gevaarlijke goederen er niet mogen: {barred}",
        "Horas vedadas a mercancías peligrosas: {barred}",
    ),
    "now.price": _texts(
        "One more place in this hour would bring {price}",
        "Une place de plus à cette heure rapporterait {price}",
        "Een plaats meer in dit uur zou {price} opbrengen",
        "Un lugar más en esta hora aportaría {price}",
    ),
    "now.free": _texts(
        "No other box waits for a place in this hour",
        "Aucun autre n'attend une place à cette heure",
        "Geen andere wacht op een plaats in dit uur",
        "Ningún otro espera un lugar en esta hora",
    ),
    "now.cheapest": _texts(
        "Where a place counts least of its other hours, at {cheapest_at}: {cheapest}",
        "Là où une place compte le moins parmi ses autres heures, à {cheapest_at} : {cheapest}",
        "Waar een plaats het minst telt van zijn andere uren, om {cheapest_at}: {cheapest}",
        "Donde un lugar cuenta menos entre sus otras horas, a las {cheapest_at}: {cheapest}",
    ),
    "now.waiting": _texts(
        "Waiting would cost {waiting}: its best later hour is {later_at}",
        "Attendre coûterait {waiting} : sa meilleure heure ensuite est {later_at}",
        "Wachten zou {waiting} kosten: zijn beste latere uur is {later_at}",
        "Esperar costaría {waiting}: su mejor hora posterior es {later_at}",
    ),
    "now.waits": _texts(
        "It could wait: {later_at} would be as good",
        "Il pourrait attendre : {later_at} conviendrait autant",
        "Hij kon wachten: {later_at} zou even goed zijn",
        "Podría esperar: {later_at} sería igual de buena",
    ),
    "now.last": _texts(
        "No later hour is open to it in this plan",
        "Aucune heure ultérieure ne lui reste dans ce plan",
        "Er blijft in dit plan geen later uur voor hem",
        "En este plan no le queda ninguna hora posterior",
    ),
    "now.lot": _texts(
        "The lot decided on the hour too",
        "Le sort a décidé aussi de l'heure",
        "Het lot besliste ook over het uur",
        "La suerte decidió también la hora",
    ),
}

LOOK = {
    "look.chosen": _texts(
        "{steps}: {finds}, for {cost} and {delay} of delay expected",
        "{steps} : {finds}, pour {cost} et {delay} de retard attendus",
        "{steps}: {finds}, voor verwacht {cost} en {delay} vertraging",
        "{steps}: {finds}, por {cost} y {delay} de retraso esperados",
    ),
    "look.gain": _texts(
        "The places it takes would bring others {room}; {gain} are left",
        "Les places qu'il prend rapporteraient {room} à d'autres ; il reste {gain}",
        "De plaatsen die het neemt zouden anderen {room} opbrengen; over blijven {gain}",
        "Los lugares que ocupa aportarían a otros {room}; quedan {gain}",
    ),
    "look.lot": _texts(
        "The kind of look goes with the lot; nobody weighed it",
        "Le type de contrôle va avec le sort ; personne ne l'a pesé",
        "De soort controle hoort bij het lot; niemand woog haar af",
        "El tipo de inspección va con la suerte; nadie lo sopesó",
    ),
    "look.alarm": _texts(
        "It speaks up with a chance of {chance}; the probability is then {alarmed}, and {then} "
        "follows",
        "Il alerte avec une probabilité de {chance} ; celle du conteneur est alors de {alarmed}, "
        "et suit : {then}",
        "Het slaat alarm met een kans van {chance}; de kans dat hij iets verbergt is dan "
        "{alarmed}, en er volgt: {then}",
        "Alerta con una probabilidad de {chance}; la del contenedor es entonces {alarmed}, y "
        "sigue: {then}",
    ),
    "look.alarm_last": _texts(
        "It speaks up with a chance of {chance}; the probability is then {alarmed}",
        "Il alerte avec une probabilité de {chance} ; celle du conteneur est alors de {alarmed}",
        "Het slaat alarm met een kans van {chance}; de kans dat hij iets verbergt is dan {alarmed}",
        "Alerta con una probabilidad de {chance}; la del contenedor es entonces {alarmed}",
    ),
    "look.silence": _texts(
        "Where it stays silent, the probability is {silent}",
        "S'il se tait, la probabilité est de {silent}",
        "Blijft het stil, dan is de kans {silent}",
        "Si calla, la probabilidad es {silent}",
    ),
    "look.next": _texts(
        "Next best, at {at}: {steps}, with {finds}, for {cost} and {delay}; {less} less are left",
        "Ensuite, à {at} : {steps}, avec {finds}, pour {cost} et {delay} ; il reste {less} de "
        "moins",
        "Op een na beste, om {at}: {steps}, met {finds}, voor {cost} en {delay}; {less} minder "
        "blijft over",
        "Lo siguiente, a las {at}: {steps}, con {finds}, por {cost} y {delay}; queda {less} menos",
    ),
    "look.equal": _texts(
        "As good, at {at}: {steps}, with {finds}, for {cost} and {delay}",
        "Aussi bien, à {at} : {steps}, avec {finds}, pour {cost} et {delay}",
        "Even goed, om {at}: {steps}, met {finds}, voor {cost} en {delay}",
        "Igual de bueno, a las {at}: {steps}, con {finds}, por {cost} y {delay}",
    ),
    "look.heavier": _texts(
        "Why not at once {steps}: its places would bring others {room}, and {less} less are left",
        "Pourquoi pas d'emblée {steps} : ses places rapporteraient {room} à d'autres, et il reste "
        "{less} de moins",
        "Waarom niet meteen {steps}: de plaatsen zouden anderen {room} opbrengen, en {less} minder "
        "blijft over",
        "Por qué no de entrada {steps}: sus lugares aportarían a otros {room}, y queda {less} "
        "menos",
    ),
    "look.heavier_equal": _texts(
        "{steps} at once would be as good, but its places would bring others {room}",
        "{steps} d'emblée vaudrait autant, mais ses places rapporteraient {room} à d'autres",
        "Meteen {steps} zou even goed zijn, maar de plaatsen zouden anderen {room} opbrengen",
        "{steps} de entrada valdría lo mismo, pero sus lugares aportarían a otros {room}",
    ),
    "look.no_heavier": _texts(
        "No more thorough look was open to it",
        "Aucun contrôle plus poussé n'était possible",
        "Een grondiger controle kon niet",
        "No era posible una inspección más a fondo",
    ),
}

BRIEF = {
    "brief.worth": _texts(
        "Rank {rank} of {of}", "Rang {rank} sur {of}", "Rang {rank} van {of}", "Puesto {rank}/{of}"
    ),
    "brief.room": _texts(
        "Room left over", "Place restée libre", "Plaats over", "Lugar que sobraba"
    ),
    "brief.lot": _texts(
        "Drawn by lot, chance {chance}",
        "Tiré au sort, chances {chance}",
        "Geloot, kans {chance}",
        "Por sorteo, probabilidad {chance}",
    ),
    "brief.asked": _texts(
        "asked of {stratum}",
        "demandé pour {stratum}",
        "gevraagd van {stratum}",
        "pedido de {stratum}",
    ),
    "brief.last": _texts(
        "no later hour", "pas d'heure ultérieure", "geen later uur", "sin hora posterior"
    ),
    "brief.waiting": _texts(
        "waiting costs {waiting}",
        "attendre coûte {waiting}",
        "wachten kost {waiting}",
        "esperar cuesta {waiting}",
    ),
    "brief.keeps": _texts(
        "so from {keeps} up", "ainsi dès {keeps}", "zo vanaf {keeps}", "así desde {keeps}"
    ),
}

SENTENCES = OFFICER | BOX | NOW | LOOK | BRIEF
"""Every sentence that can be said."""
