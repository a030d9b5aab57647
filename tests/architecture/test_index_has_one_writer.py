"""Decision 0008: nothing but `booking.commands.index` writes the free-time index."""

import re
from pathlib import Path

from tests.architecture.test_size import our_files

WRITES = re.compile(
    r"FreeTime\.objects[^\n]*\.(create|bulk_create|update|delete|get_or_create)|FreeTime\("
    r"|(INSERT INTO|UPDATE|DELETE FROM) booking_freetime"
)
WRITER = Path("booking/commands/index.py")


def test_only_one_file_writes_the_index() -> None:
    writers = {file for file in our_files() if "tests" not in file.parts and WRITES.search(file.read_text())}
    kept = {file for file in writers if not file.match("booking/models/free_time.py")}
    # The engine has a FreeTime of its own: free time of one opening, never stored.
    assert {file for file in kept if "availability" not in file.parts} == {
        file for file in kept if file.match(str(WRITER))
    }
    assert any(file.match(str(WRITER)) for file in writers)
