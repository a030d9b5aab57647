"""How the caller names things to the engine, which never looks inside."""

type Id = int | str
type Key = Id | tuple[Id, int]
"""An agenda, or (agenda, lane) where it has several lanes."""
