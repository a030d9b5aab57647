"""How each of the citizens' languages writes dates and hours; French is in `components.typography`.

Django's own formats for English are American, and its names of formats too few. Hours count to 24 everywhere: they
are those of the poster on the office's door.
"""
