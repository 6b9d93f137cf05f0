# ruff: noqa: T201 - a notebook shows what it finds
# %% [markdown]
# Every figure of the strategy, rebuilt from the tables that are shipped: run all cells, or
# `python docs/examples/strategy_notebook.py`. Numbers have three significant digits; what is
# printed must be `strategy_notebook.txt`, line by line.

# %%
from math import expm1

import quaywatch.strategy.figures as figures
from quaywatch.strategy import scenarios
from quaywatch.strategy.allocation import How, bought, compare, left
from quaywatch.strategy.figures import Quantity
from quaywatch.strategy.flow.published import published
from quaywatch.strategy.flow.verdict import verdict

known = figures.public()
print(f"figures {len(known.figures)}, single finds {len(known.singles)}, version {known.version}")

# %% [markdown]
# Ports by year: a mass never stands alone.

# %%
years = figures.yearly(known.figures, known.singles)
for one in years:
    best = {quantity: said[0].value for quantity, said in one.said.items()}
    told = ", ".join(f"{quantity} {value:.3g}" for quantity, value in sorted(best.items()))
    sizes = f", median find {one.sizes.median:.3g} of {one.sizes.count}" if one.sizes else ""
    mean = f", mean {one.mean_kg:.3g} kg" if one.mean_kg else ""
    print(f"{one.port} {one.year}: {told}{mean}{sizes}")

# %% [markdown]
# Where sources differ, and why as far as they tell.

# %%
for each in figures.disagreements(known.figures):
    first = each.figures[0]
    values = " / ".join(f"{said.value:.3g}" for said in each.figures)
    why = ", ".join(each.why)
    print(f"{first.place} {first.first}..{first.last} {first.quantity}: {values} ({why})")

# %% [markdown]
# Antwerp's fall taken apart: number and size.

# %%
pair = {one.year: one for one in years if one.port == "BEANR" and one.mean_kg}
before, after = (
    (
        pair[year].said[Quantity.COCAINE_KG][0].value,
        int(pair[year].said[Quantity.SEIZURES][0].value),
    )
    for year in (2023, 2024)
)
fall = figures.change(*before, *after)
for name in ("mass_log", "count_log", "size_log"):
    print(f"Antwerp 2023-24 {name}: {expm1(getattr(fall, name)):+.3g}")
print(f"Antwerp 2023-24 number by chance: p = {fall.count_p:.3g}")

# %% [markdown]
# Scanning spread in the usual supposed world, over how surely traffickers choose.

# %%
usual = scenarios.usual(known)
alliance = scenarios.built(usual)
for how, outcome in compare(alliance).items():
    print(f"{how}: arrives {outcome.arriving:.3g}, best site {outcome.level:.3g}")
    for at in outcome.ports:
        print(
            f"  {at.port}: chosen {at.chosen:.3g}, arrives {at.arriving:.3g}, seen {at.covered:.3g}"
        )
for change in (left(alliance, "NLRTM"), bought(alliance, "BEANR", 240_000.0, How.POOLED)):
    reason = change.reasons[0]
    print(f"{reason.code}: {reason.before:.3g} to {reason.after:.3g}")

# %% [markdown]
# Why less was seized at Antwerp. The model is exact in its seed; its verdict is withheld here.

# %%
said = verdict(published())
for explanation, probability in said.probability.items():
    print(f"{explanation}: {probability:.3g}")
print(f"verdict: {said.explanation or 'withheld'}")
