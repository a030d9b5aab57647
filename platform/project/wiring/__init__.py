"""The one place where events meet reactions, due rows those who serve them, and questions their answers."""

from project.wiring.due import join_due
from project.wiring.menu import join_menu
from project.wiring.ports import join_ports
from project.wiring.reactions import join_reactions


def wire() -> None:
    join_reactions()
    join_due()
    join_ports()
    join_menu()
