"""Wordings composed at random from what clerks say instead of a name, an address or a receiver.

A pattern and the words put in its places are drawn apart, so that most pairs were never written
down by anybody; then a wording is spelled as it may come in: in capitals, without its accents,
between marks, or with two letters struck in the wrong order.
"""

import unicodedata
from collections.abc import Iterator
from random import Random

Words = dict[str, list[str]]


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split("|")]


_SAID: dict[str, Words] = {
    "en": {
        "done": _split(
            "advised|confirmed|announced|nominated|decided|provided|agreed|assigned|appointed|"
            "communicated|determined|identified|established|notified|supplied|revealed|clarified|"
            "entered|submitted|registered|chosen|found|designated|furnished|settled|selected"
        ),
        "unset": _split("unknown|unspecified|undisclosed|unnamed|unavailable|undefined|unclear"),
        "paper": _split(
            "invoice|packing list|bill of lading|attachment|documents|letter of credit|shipping "
            "order|contract|the L/C|booking|instructions|commercial invoice|B/L|attached sheet"
        ),
        "role": _split(
            "consignee|shipper|buyer|receiver|final client|end customer|importer|supplier|owner|"
            "purchaser|end user|notify party|the cargo owner|seller|beneficiary|client"
        ),
        "name": _split(
            "to be {done}|{done} later|not yet {done}|will be {done}|{role} to be {done}|name of "
            "{role}|as per {paper}|see {paper}|same as {role}|{unset} {role}|{role} {unset}|"
            "{unset}|private individual|various {role}s|no name|not {done}|according to {paper}|"
            "T.B.A.|{role} as per {paper}|as {role}|our {role}|test {role}|several receivers|"
            "pending|awaiting instructions|not applicable|ditto|dummy {role}|natural person|"
            "details to follow|{role} name|as above|none|on request"
        ),
        "address": _split(
            "address to be {done}|see {paper}|same address as {role}|address {unset}|{unset}|"
            "as above|see below|no address|address of {role}|street|street 1|P.O. Box|address|"
            "as per {paper}|0000|xxxx|address not {done}|no fixed address|no street|no number|"
            "address of the {role}|city|street name|address line 1|PO Box 0|w/o address|"
            "to be {done}|not {done}|ditto|same|c/o {role}|....|house number unknown"
        ),
        "order": _split(
            "to order|to the order of {bank}|to order of {role}|unto order of {bank}|order of "
            "{bank}|to order {bank}|to {role}'s order|made out to order|consigned to the order of "
            "{bank}|{bank} or order|to bearer|to the holder of the bill|to order blank endorsed|"
            "issued to order of {bank}|TO-ORDER|{role} or order|to its own order|order|"
            "to the order and disposal of {bank}|bearer|to whom it may concern|order {role}"
        ),
    },
    "fr": {
        "done": _split(
            "confirmer|préciser|désigner|communiquer|annoncer|nommer|définir|fournir|indiquer|"
            "compléter|transmettre|déterminer|renseigner|notifier|identifier|spécifier|ajouter|"
            "attribuer|établir|choisir|mentionner|remplir|décider"
        ),
        "unset": _split(
            "inconnu|inconnue|non communiqué|non précisée|indéterminé|non renseigné|non défini|"
            "anonyme|non spécifié|pas encore connu|indisponible|non mentionné|non identifié"
        ),
        "paper": _split(
            "facture|liste de colisage|connaissement|documents|lettre de crédit|contrat|crédit "
            "documentaire|annexe|pièce jointe|bon de commande|réservation|instructions"
        ),
        "role": _split(
            "destinataire|client final|expéditeur|acheteur|importateur|chargeur|réceptionnaire|"
            "fournisseur|propriétaire|vendeur|utilisateur final|bénéficiaire|donneur d'ordre"
        ),
        "name": _split(
            "à {done}|nom à {done}|{role} à {done}|selon {paper}|voir {paper}|même que {role}|"
            "{role} {unset}|{unset}|sera communiqué plus tard|nom du {role}|en attente|sans nom|"
            "personne physique|divers {role}s|comme ci-dessus|voir ci-dessous|néant|sans objet|"
            "essai|{role} fictif|non applicable|conformément à la {paper}|suivant {paper}|idem|"
            "plusieurs clients|notre client|le {role}|identique au {role}|à {done} ultérieurement"
        ),
        "address": _split(
            "adresse à {done}|adresse {unset}|{unset}|voir {paper}|même adresse que {role}|"
            "sans adresse|idem|rue|rue 1|boîte postale|s/n|adresse du {role}|comme ci-dessus|"
            "sans domicile fixe|B.P. 0|adresse|à {done}|selon {paper}|rue inconnue|ville|0|---|"
            "chez {role}|c/o {role}|sans numéro|nom de rue|n.c.|pas d'adresse|adresse complète à "
            "{done}"
        ),
        "order": _split(
            "à ordre|à l'ordre de {bank}|à l'ordre du {role}|à son ordre|ordre de {bank}|{bank} "
            "ou à son ordre|au porteur|à l'ordre|consigné à l'ordre de {bank}|établi à l'ordre de "
            "{bank}|au porteur du connaissement|{role} ou ordre|ordre {bank}|à l'ordre et pour "
            "compte de {bank}|à nous-mêmes ou à ordre|ordre du {role}|pour ordre de {bank}"
        ),
    },
    "nl": {
        "done": _split(
            "bevestigen|bepalen|vermelden|melden|benoemen|specificeren|verstrekken|ontvangen|"
            "vaststellen|bespreken|kiezen|registreren|verduidelijken|communiceren|identificeren"
        ),
        "unset": _split(
            "onbekend|niet bekend|nog niet bekend|ongekend|niet opgegeven|niet vermeld|anoniem|"
            "niet gespecificeerd|onduidelijk|nog onbekend|niet doorgegeven|ontbreekt|niet van "
            "toepassing|niet verstrekt|niet ingevuld"
        ),
        "paper": _split(
            "factuur|paklijst|cognossement|documenten|kredietbrief|contract|bijlage|vrachtbrief|"
            "accreditief|boeking|instructies|handelsfactuur"
        ),
        "role": _split(
            "ontvanger|eindklant|afzender|koper|importeur|verlader|klant|leverancier|eigenaar|"
            "verkoper|eindgebruiker|geadresseerde|opdrachtgever|begunstigde"
        ),
        "name": _split(
            "nog te {done}|naam nog te {done}|{role} te {done}|volgens {paper}|zie {paper}|"
            "zelfde als {role}|{unset}|{role} {unset}|wordt later doorgegeven|naam van de {role}|"
            "in afwachting|zonder naam|natuurlijk persoon|diverse {role}s|zoals hierboven|zie "
            "onder|geen|n.v.t.|t.n.b.|test {role}|overeenkomstig {paper}|conform {paper}|idem|"
            "onze klant|nader te {done}|n.n.b.|de {role}|wordt nog ingevuld|volgt later|"
            "meerdere ontvangers|nader overeen te komen|gelijk aan {role}"
        ),
        "address": _split(
            "adres nog te {done}|adres {unset}|{unset}|zie {paper}|zelfde adres als {role}|geen "
            "adres|idem|straat|straat 1|postbus|z/n|adres van {role}|zoals hierboven|zonder adres|"
            "geen vaste woonplaats|adres|postbus 0|nog te {done}|volgens {paper}|straat onbekend|"
            "plaats|0|---|p/a {role}|c/o {role}|zonder nummer|straatnaam|huisnummer onbekend|"
            "adres volgt|zie boven"
        ),
        "order": _split(
            "aan order|aan order van {bank}|aan de order van {role}|order van {bank}|{bank} of "
            "order|aan toonder|aan eigen order|op order van {bank}|gesteld aan order van {bank}|"
            "aan houder|aan de houder van het cognossement|order {bank}|aan order {bank}|"
            "{role} of order|geconsigneerd aan order van {bank}|aan order en beschikking van "
            "{bank}|houder van het cognossement|order"
        ),
    },
    "es": {
        "done": _split(
            "confirmar|definir|designar|comunicar|anunciar|nombrar|precisar|proporcionar|indicar|"
            "completar|determinar|notificar|identificar|especificar|asignar|establecer|informar|"
            "aclarar|acordar|elegir|facilitar|decidir"
        ),
        "unset": _split(
            "desconocido|desconocida|sin especificar|no indicado|sin determinar|indefinido|"
            "anónimo|no disponible|sin definir|por determinar|no declarado|no identificado|"
            "aún no conocido|sin datos"
        ),
        "paper": _split(
            "factura|lista de empaque|conocimiento de embarque|documentos|carta de crédito|"
            "contrato|anexo|crédito documentario|reserva|instrucciones|factura comercial|B/L"
        ),
        "role": _split(
            "consignatario|cliente final|remitente|comprador|importador|embarcador|proveedor|"
            "destinatario|propietario|vendedor|usuario final|beneficiario|dueño de la carga"
        ),
        "name": _split(
            "por {done}|a {done}|nombre por {done}|{role} por {done}|según {paper}|ver {paper}|"
            "el mismo que {role}|{unset}|{role} {unset}|se comunicará más tarde|nombre del {role}|"
            "pendiente de {done}|sin nombre|persona física|varios clientes|igual que arriba|ver "
            "abajo|ninguno|no aplica|prueba|{role} ficticio|de acuerdo con {paper}|conforme a "
            "{paper}|ídem|nuestro cliente|mismo {role}|el {role}|se {done}á|en espera|"
            "cliente varios"
        ),
        "address": _split(
            "dirección por {done}|dirección desconocida|{unset}|ver {paper}|misma dirección que "
            "{role}|sin dirección|ídem|calle|s/n|apartado de correos|dirección del {role}|igual "
            "que arriba|sin domicilio fijo|apartado 0|dirección|domicilio conocido|según {paper}|"
            "calle desconocida|ciudad|0|---|c/o {role}|sin número|nombre de la calle|calle s/n|"
            "por {done}|a {done}|domicilio por {done}|sin calle|ver arriba"
        ),
        "order": _split(
            "a la orden|a la orden de {bank}|a la orden del {role}|a su orden|orden de {bank}|"
            "{bank} o a su orden|al portador|a orden de {bank}|consignado a la orden de {bank}|"
            "emitido a la orden de {bank}|al tenedor del conocimiento|{role} o a la orden|orden "
            "{bank}|a la propia orden|a la orden y disposición de {bank}|por orden de {bank}|"
            "al portador del conocimiento|a la órden"
        ),
    },
    "pt": {
        "done": _split(
            "confirmar|definir|designar|comunicar|anunciar|nomear|precisar|fornecer|indicar|"
            "completar|determinar|notificar|identificar|especificar|atribuir|estabelecer|informar|"
            "esclarecer|acordar|escolher|preencher|decidir"
        ),
        "unset": _split(
            "desconhecido|desconhecida|não especificado|não indicado|a determinar|indefinido|"
            "anônimo|não disponível|sem definição|não informado|não declarado|não identificado|"
            "ainda não conhecido|indisponível"
        ),
        "paper": _split(
            "fatura|lista de embalagem|conhecimento de embarque|documentos|carta de crédito|"
            "contrato|anexo|romaneio|reserva|instruções|fatura comercial|B/L"
        ),
        "role": _split(
            "consignatário|cliente final|remetente|comprador|importador|embarcador|fornecedor|"
            "destinatário|proprietário|vendedor|usuário final|beneficiário|dono da carga"
        ),
        "name": _split(
            "a {done}|por {done}|nome a {done}|{role} a {done}|conforme {paper}|ver {paper}|"
            "o mesmo que {role}|{unset}|{role} {unset}|será informado depois|nome do {role}|"
            "pendente|sem nome|pessoa física|vários clientes|igual acima|ver abaixo|nenhum|não se "
            "aplica|teste|{role} fictício|de acordo com {paper}|segundo {paper}|idem|nosso "
            "cliente|mesmo {role}|o {role}|em aberto|aguardando instruções|a ser informado"
        ),
        "address": _split(
            "endereço a {done}|endereço {unset}|{unset}|ver {paper}|mesmo endereço do {role}|sem "
            "endereço|idem|rua|s/n|caixa postal|endereço do {role}|morada a {done}|como acima|sem "
            "residência fixa|apartado 0|endereço|conforme {paper}|rua desconhecida|cidade|0|---|"
            "c/o {role}|sem número|nome da rua|rua s/n|a {done}|morada {unset}|sem rua|ver acima"
        ),
        "order": _split(
            "à ordem|à ordem de {bank}|à ordem do {role}|à sua ordem|ordem de {bank}|{bank} ou à "
            "sua ordem|ao portador|a ordem de {bank}|consignado à ordem de {bank}|emitido à ordem "
            "de {bank}|ao detentor do conhecimento|{role} ou à ordem|ordem {bank}|à própria ordem|"
            "à ordem e disposição de {bank}|por ordem de {bank}|ao portador do conhecimento"
        ),
    },
    "de": {
        "done": _split(
            "bestätigt|bestimmt|mitgeteilt|bekanntgegeben|benannt|nachgereicht|angegeben|"
            "festgelegt|ergänzt|genannt|gemeldet|geklärt|übermittelt|eingetragen|nachgeliefert|"
            "vereinbart|zugewiesen|bezeichnet|geliefert|ermittelt|definiert|ausgewählt"
        ),
        "unset": _split(
            "unbekannt|nicht bekannt|noch offen|unbestimmt|nicht angegeben|keine Angabe|anonym|"
            "nicht verfügbar|ohne Angabe|fehlt|nicht benannt|nicht zutreffend|ungenannt|noch nicht "
            "bekannt|keine Angaben"
        ),
        "paper": _split(
            "Rechnung|Packliste|Konnossement|Dokumente|Akkreditiv|Vertrag|Anlage|Frachtbrief|"
            "Buchung|Anweisung|Handelsrechnung|Unterlagen|Lieferschein|Anhang"
        ),
        "role": _split(
            "Empfänger|Endkunde|Absender|Käufer|Importeur|Verlader|Kunde|Lieferant|Eigentümer|"
            "Verkäufer|Endverbraucher|Auftraggeber|Begünstigter|Ablader|Warenempfänger"
        ),
        "name": _split(
            "wird noch {done}|Name wird {done}|{role} wird {done}|laut {paper}|siehe {paper}|"
            "derselbe wie {role}|{unset}|{role} {unset}|wird später {done}|Name des {role}s|"
            "ausstehend|ohne Namen|natürliche Person|diverse Kunden|wie oben|siehe unten|keiner|"
            "entfällt|z.O.|Test {role}|gemäß {paper}|entsprechend {paper}|dito|unser Kunde|"
            "wird nachgereicht|k.A.|der {role}|noch zu bestimmen|folgt|Privatkunde|n.n.|"
            "gleich {role}|verschiedene Empfänger|bitte nachtragen"
        ),
        "address": _split(
            "Adresse wird {done}|Adresse {unset}|{unset}|siehe {paper}|gleiche Adresse wie {role}|"
            "keine Adresse|dito|Straße|Straße 1|Postfach|o. Nr.|Adresse des {role}s|wie oben|ohne "
            "festen Wohnsitz|Postfach 0|Anschrift folgt|Adresse|laut {paper}|Straße unbekannt|Ort|"
            "0|---|bei {role}|c/o {role}|ohne Hausnummer|Straßenname|Musterstraße 1|siehe oben|"
            "Anschrift unbekannt|wird noch {done}"
        ),
        "order": _split(
            "an Order|an Order von {bank}|an die Order der {bank}|Order der {bank}|{bank} oder "
            "Order|an den Inhaber|an eigene Order|zur Order von {bank}|an Order des {role}s|"
            "ausgestellt an Order {bank}|an den Inhaber des Konnossements|Order {bank}|{role} oder "
            "dessen Order|an Order lautend|Order des {role}s|an Order {bank}|zur Verfügung der "
            "{bank}|an Order und für Rechnung der {bank}|Order"
        ),
    },
}

_BANKS = _split(
    "Bank Simulata|Simbank AG|Banco Simulado|Banque Simulée|First Simulated Bank|Banco de Simula|"
    "Crédit Simulé|Caixa Simulada|Simbank NV|Simulated Trust Bank"
)
KINDS = ("name", "address", "order")


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _swapped(text: str, random: Random) -> str:
    """Strike two letters of a long word in the wrong order, its first and last apart."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > 7 and word.isalpha()]
    if not long:
        return text
    chosen = random.choice(long)
    word = words[chosen]
    at = random.randrange(1, len(word) - 2)
    words[chosen] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def _spelled(text: str, random: Random) -> str:
    way = random.randrange(8)
    if way == 0:
        return _bare(text).upper()
    if way == 1:
        return text.upper()
    if way == 2:
        return f"*** {text.upper()} ***"
    if way == 3:
        return f"({_bare(text)})"
    if way == 4:
        return _swapped(text, random)
    return text


def wordings(language: str, kind: str, count: int, seed: str = "composed") -> list[str]:
    """Return `count` wordings of a kind, each once, always the same for a seed."""
    return list(_drawn(language, kind, count, Random(f"{seed} {language} {kind}")))


def _drawn(language: str, kind: str, count: int, random: Random) -> Iterator[str]:
    said, seen = _SAID[language], set[str]()
    places = {"bank": _BANKS, **{name: said[name] for name in ("done", "unset", "paper", "role")}}
    for _ in range(count * 40):
        pattern = random.choice(said[kind])
        drawn = {name: random.choice(words) for name, words in places.items()}
        text = _spelled(pattern.format(**drawn), random)
        if text not in seen:
            seen.add(text)
            yield text
        if len(seen) == count:
            return
